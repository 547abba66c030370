import { makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useFollowedJob, useJob, useJobs } from '../stores/jobs-store.ts';
import { useFilm } from '../stores/use-film.ts';
import { useRowStyles } from '../parts/row-styles.ts';
import { showInDrawer } from '../stores/drawer-store.ts';
import { texts } from '../texts.ts';
import { JobRunning } from './job-running.tsx';
import { JobStopped } from './job-stopped.tsx';
import { JobSucceeded } from './job-succeeded.tsx';

const useStyles = makeStyles({
  root: { padding: '24px 32px 40px', '@media (max-width: 1099px)': { padding: '24px 28px 32px' } },
});

/** A job's page: being made, done, or stopped. */
export function JobPage({ jobId }: { jobId: string }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const live = useFollowedJob(jobId);
  const job = useJob(jobId);
  const isListed = useJobs((state) => state.jobs !== undefined);
  const film = useFilm(job, live?.at?.step === 'broll' ? live.at.item : 0);
  const isSlow = useAfter(3000);
  // The drawer keeps to the job that the user is looking at.
  useEffect(() => showInDrawer(jobId), [jobId]);
  if (!job)
    return (
      <div className={styles.root}>
        {(isListed || isSlow) && <p className={rows.meta}>{isListed ? texts.job.notFound : texts.job.loading}</p>}
      </div>
    );
  return (
    <div className={styles.root}>
      {job.status === 'Running' || job.status === 'Queued' ? (
        <JobRunning job={job} film={film} at={live?.at} />
      ) : job.status === 'Succeeded' ? (
        <JobSucceeded key={job.jobId} job={job} film={film} />
      ) : (
        <JobStopped job={job} film={film} at={live?.at} />
      )}
    </div>
  );
}

function useAfter(delayMs: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return isOver;
}
