import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import { call } from '../studio-client.ts';
import { closeHelp } from '../stores/help-store.ts';
import { texts } from '../texts.ts';
import { MarkdownView } from './markdown-view.tsx';
import { focusOnShow } from './focus-on-show.ts';
import { sidePanelStyle } from './side-panel-style.ts';

const useStyles = makeStyles({
  root: { ...sidePanelStyle, width: '352px' },
  head: { display: 'flex', alignItems: 'center', padding: '12px 12px 6px 20px' },
  title: { flexGrow: 1, fontSize: tokens.fontSizeBase300, fontWeight: 600 },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '8px 20px 24px' },
});

/** A page of help, beside what it is about. Closing it gives the focus back. */
export function HelpPanel({ page }: { page: string }) {
  const styles = useStyles();
  const [markdown, setMarkdown] = useState('');
  const openedFrom = useRef(document.activeElement);
  useEffect(() => {
    call('app.helpPage', { page }).then(setMarkdown, () => setMarkdown(texts.help.missing));
  }, [page]);
  useEffect(() => {
    const opener = openedFrom.current;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <aside className={styles.root} aria-label={texts.help.title} data-region="help" tabIndex={-1}>
      <div className={styles.head}>
        <h2 className={styles.title}>{texts.help.title}</h2>
        <Tooltip content={texts.help.close} relationship="label">
          <Button appearance="subtle" icon={<DismissRegular />} ref={focusOnShow} onClick={closeHelp} />
        </Tooltip>
      </div>
      <div className={styles.body}>
        <MarkdownView markdown={markdown} />
      </div>
    </aside>
  );
}
