import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { deleteJob } from '../stores/job-actions.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { focusOnShow } from './focus-on-show.ts';
import { useEscape } from './use-escape.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: '8px', width: '100%', minWidth: 0 },
  words: { flexGrow: 1, minWidth: 0 },
  title: { fontSize: tokens.fontSizeBase300, fontWeight: 500 },
});

interface DeleteQuestionProps {
  job: Job;
  run: (work: () => Promise<unknown>) => Promise<void>;
  onClose: () => void;
}

/** Asks before a job goes, in the job's own place. */
export function DeleteQuestion({ job, run, onClose }: DeleteQuestionProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  useEscape(onClose);
  return (
    <section className={styles.root} aria-label={texts.jobs.deleteTitle(job.title)}>
      <div className={styles.words}>
        <p className={`${styles.title} ${rows.oneLine}`} dir="auto">
          {texts.jobs.deleteTitle(job.title)}
        </p>
        <p className={`${rows.hint} ${rows.oneLine}`}>{texts.jobs.deleteBody}</p>
      </div>
      <Button onClick={() => void run(() => deleteJob(job.jobId)).then(onClose)}>{texts.jobs.delete}</Button>
      <Button appearance="subtle" ref={focusOnShow} onClick={onClose}>
        {texts.jobs.keep}
      </Button>
    </section>
  );
}
