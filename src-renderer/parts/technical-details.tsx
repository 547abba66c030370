import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { TimelineRegular } from '@fluentui/react-icons/svg/timeline';
import type { Failure } from '../../src-shared/failure.ts';
import { goTo } from '../stores/route-store.ts';
import { useLoaded } from '../stores/use-loaded.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  root: {
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
    minHeight: '36px',
  },
  buttons: { display: 'flex', columnGap: '8px', float: 'right', margin: '-4px -6px 4px 12px' },
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

/** The details of a failure as they may be shared, with a button that copies them. */
export function TechnicalDetails({ failure, jobId }: { failure: Failure; jobId?: string }) {
  const styles = useStyles();
  const text = failureText(failure, jobId);
  // Shown is what is copied, so that a picture of the screen gives nothing away either.
  const { data: shown } = useLoaded(text, () => call('app.redact', { text }));
  const { correlationId } = failure;
  return (
    <div className={styles.root}>
      <div className={styles.buttons}>
        <Button size="small" icon={<TimelineRegular />} onClick={() => goTo({ page: 'trace', correlationId })}>
          {texts.trace.open}
        </Button>
        <CopyButton size="small" label={texts.drawer.copy} text={() => text} />
      </div>
      <pre className={styles.text}>{shown}</pre>
    </div>
  );
}
