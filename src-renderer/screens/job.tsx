import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useFollowedJob, useJob, useJobs } from '../stores/jobs-store.ts';
import { useFilm } from '../stores/use-film.ts';
import { useRowStyles } from '../parts/row-styles.ts';
import { showInDrawer } from '../stores/drawer-store.ts';
import type { JobTab } from '../stores/route-store.ts';
import { dismissToast } from '../stores/toast-store.ts';
import { useAfter } from '../stores/use-after.ts';
import { texts } from '../texts.ts';
import { JobFailed } from './job-failed.tsx';
import { JobRunning } from './job-running.tsx';
import { JobStopped } from './job-stopped.tsx';
import { JobSucceeded } from './job-succeeded.tsx';

const useStyles = makeStyles({
  root: { padding: '24px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
});

interface JobPageProps {
  jobId: string;
  /** Jobs that did not fail have tabs only for those who ask for one. */
  tab: JobTab | undefined;
  logLine: number | undefined;
}

/** A job's page: being made, done, or stopped. */
export function JobPage({ jobId, tab, logLine }: JobPageProps) {
  const styles = useStyles();
  const rows = useRowStyles();
  const live = useFollowedJob(jobId);
  const job = useJob(jobId);
  const isListed = useJobs((state) => state.jobs !== undefined);
  const film = useFilm(job, live?.at?.step === 'broll' ? live.at.item : 0);
  const isSlow = useAfter(3000);
  // The drawer keeps to the job that the user is looking at.
  useEffect(() => {
    showInDrawer(jobId);
    dismissToast(jobId);
  }, [jobId]);
  if (!job)
    return (
      <div className={styles.root}>
        {(isListed || isSlow) && <p className={rows.meta}>{isListed ? texts.job.notFound : texts.job.loading}</p>}
      </div>
    );
  return (
    <div className={styles.root}>
      {job.status === 'Failed' || (tab !== undefined && tab !== 'overview') ? (
        <JobFailed job={job} film={film} at={live?.at} tab={tab ?? 'overview'} logLine={logLine} />
      ) : job.status === 'Running' || job.status === 'Queued' ? (
        <JobRunning job={job} film={film} at={live?.at} />
      ) : job.status === 'Succeeded' ? (
        <JobSucceeded key={job.jobId} job={job} film={film} />
      ) : (
        <JobStopped job={job} film={film} at={live?.at} />
      )}
    </div>
  );
}
