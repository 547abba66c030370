import { Button, makeStyles, Textarea } from '@fluentui/react-components';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { useState } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { useAction } from '../stores/use-action.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { CopyButton } from './copy-button.tsx';
import { ErrorCard } from './error-card.tsx';
import { focusOnShow } from './focus-on-show.ts';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  open: { alignSelf: 'flex-start', marginLeft: '-12px' },
  field: {
    '& textarea': { maxHeight: 'none !important', minHeight: '260px', fontFamily: 'monospace', fontSize: '12px' },
  },
});

/** A report for a public list of issues: made by the studio, changed by the user, then copied. */
export function IssueReport({ job }: { job: Job }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, isBusy, failure } = useAction();
  const [markdown, setMarkdown] = useState<string>();
  if (markdown === undefined)
    return (
      <div className={styles.root}>
        <Button
          className={styles.open}
          appearance="subtle"
          icon={<DocumentTextRegular />}
          disabledFocusable={isBusy}
          onClick={() => void run(async () => setMarkdown(await call('jobs.issueReport', { jobId: job.jobId })))}
        >
          {texts.issue.copy}
        </Button>
        {failure && <ErrorCard failure={failure} jobId={job.jobId} isCompact />}
      </div>
    );
  return (
    <section className={styles.root} aria-label={texts.issue.title}>
      <h3 className={rows.label}>{texts.issue.title}</h3>
      <p className={rows.hint}>{texts.issue.hint}</p>
      <Textarea
        className={styles.field}
        aria-label={texts.issue.title}
        value={markdown}
        resize="vertical"
        ref={focusOnShow}
        onChange={(_, { value }) => setMarkdown(value)}
      />
      <div className={rows.buttons}>
        <CopyButton label={texts.issue.copyNow} text={() => markdown} />
        <Button appearance="subtle" onClick={() => setMarkdown(undefined)}>
          {texts.issue.close}
        </Button>
      </div>
    </section>
  );
}
