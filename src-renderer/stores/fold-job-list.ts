import type { JobListUpdate } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';

/** Folds one message about the list into the list. */
export function foldList(jobs: readonly Job[] | undefined, update: JobListUpdate): Job[] {
  if (update.kind === 'all') return update.jobs.toSorted(newestFirst);
  if (update.kind === 'removed') return (jobs ?? []).filter((job) => job.jobId !== update.jobId);
  const others = (jobs ?? []).filter((job) => job.jobId !== update.job.jobId);
  return [update.job, ...others].toSorted(newestFirst);
}

const newestFirst = (a: Job, b: Job): number =>
  b.createdUtc.localeCompare(a.createdUtc) || b.jobId.localeCompare(a.jobId);
