import { isTerminal, type Job } from '../../src-shared/job.ts';
import type { Studio } from '../studio.ts';

interface JobFollower {
  /** Told whenever a running job starts, moves on or ends. */
  onRunning: (running: Job[]) => void;
  /** Told once when a job that was seen unfinished has come to its end. */
  onEnded: (job: Job) => void;
}

/** Watches all jobs for the shell's own sake: taskbar, notifications, sleep. Goes on until the studio closes. */
export async function followJobs(jobs: Studio['jobs'], { onRunning, onEnded }: JobFollower): Promise<void> {
  const unfinished = new Map<string, Job>();
  const take = (job: Job): void => {
    if (!isTerminal(job.status)) unfinished.set(job.jobId, job);
    else if (unfinished.delete(job.jobId)) onEnded(job);
  };
  for await (const update of jobs.watchAll(new AbortController().signal)) {
    if (update.kind === 'all') update.jobs.forEach(take);
    else if (update.kind === 'changed') take(update.job);
    else unfinished.delete(update.jobId);
    onRunning([...unfinished.values()].filter((job) => job.status === 'Running'));
  }
}
