import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import type { Failure } from '../../src-shared/failure.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    padding: '12px 14px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  text: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
    maxHeight: '320px',
    overflowY: 'auto',
  },
  copy: { position: 'absolute', top: '8px', right: '8px' },
});

/** A failure as support wants to read it. */
function failureText(failure: Failure, jobId?: string): string {
  const details = Object.entries(failure.details ?? {}).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [failure.code, ...(jobId ? [`job ${jobId}`] : []), ...details, `correlation ${failure.correlationId}`].join(
    '\n',
  );
}

/** The details of a failure, with a button that copies them. */
export function TechnicalDetails({ failure, jobId }: { failure: Failure; jobId?: string }) {
  const styles = useStyles();
  const [isCopied, setCopied] = useState(false);
  const text = failureText(failure, jobId);
  const copy = () =>
    void call('app.copyText', { text }).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={styles.root}>
      <pre className={styles.text}>{text}</pre>
      <Button className={styles.copy} size="small" icon={<CopyRegular />} onClick={copy}>
        {isCopied ? texts.drawer.copied : texts.drawer.copy}
      </Button>
    </div>
  );
}
