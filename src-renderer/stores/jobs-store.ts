import { useEffect } from 'react';
import { create } from 'zustand';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import type { JobUpdate } from '../../src-shared/job-events.ts';
import type { JobListUpdate } from '../../src-shared/ipc.ts';
import { stream } from '../studio-client.ts';
import { foldUpdates, type LiveJob } from './fold-job-event.ts';
import { foldList } from './fold-job-list.ts';
import { openDrawer } from './drawer-store.ts';
import { followForever } from './follow-forever.ts';
import { tellEnded } from './toast-store.ts';

interface JobsState {
  /** Newest first; undefined until the studio has answered. */
  jobs: Job[] | undefined;
  /** Jobs that are followed event by event. */
  live: Record<string, LiveJob>;
}

export const useJobs = create<JobsState>(() => ({ jobs: undefined, live: {} }));

function takeListUpdate(update: JobListUpdate): void {
  const { jobs } = useJobs.getState();
  if (update.kind === 'changed') {
    const before = jobs?.find((job) => job.jobId === update.job.jobId);
    if (before && !isTerminal(before.status) && isTerminal(update.job.status)) tellEnded(update.job);
    // A question that nobody sees is answered by the clock.
    if (update.job.question && !before?.question) openDrawer(update.job.jobId);
  }
  useJobs.setState({ jobs: foldList(jobs, update) });
}

/** Puts a job that a call just answered with into the list, ahead of the stream. */
export const putJob = (job: Job): void => takeListUpdate({ kind: 'changed', job });

/** Follows the list for as long as the window lives. */
export const followJobs = (signal: AbortSignal): Promise<void> =>
  followForever(signal, async () => {
    for await (const update of stream('jobs.watchAll', undefined, { signal })) takeListUpdate(update);
  });

const followers = new Map<string, { count: number; controller: AbortController }>();

/** The job as live as it can be: followed event by event while the part that asks is on screen. */
export function useFollowedJob(jobId: string | undefined): LiveJob | undefined {
  useEffect(() => {
    if (!jobId) return;
    const follower = followers.get(jobId) ?? { count: 0, controller: new AbortController() };
    if (follower.count === 0) void followJob(jobId, follower.controller.signal);
    followers.set(jobId, follower);
    follower.count += 1;
    return () => {
      follower.count -= 1;
      if (follower.count > 0) return;
      followers.delete(jobId);
      follower.controller.abort();
    };
  }, [jobId]);
  return useJobs((state) => (jobId ? state.live[jobId] : undefined));
}

/** The newest that is known of a job: from its own events where it is followed, from the list otherwise. */
export const useJob = (jobId: string | undefined): Job | undefined =>
  useJobs((state) => (jobId ? newestOf(state, jobId) : undefined));

const newestOf = ({ live, jobs }: JobsState, jobId: string): Job | undefined => {
  const listed = jobs?.find((job) => job.jobId === jobId);
  const followed = live[jobId]?.job;
  return listed && followed ? newerOf(listed, followed) : (listed ?? (followers.has(jobId) ? followed : undefined));
};

/** The list hears of a job less often than a follower did, and what is shown must not go back. */
const newerOf = (listed: Job, followed: Job): Job =>
  followers.has(listed.jobId) || (listed.status === followed.status && followed.percent > listed.percent)
    ? followed
    : listed;

/** All jobs, those that are followed at their newest. */
export function useAllJobs(): Job[] | undefined {
  const jobs = useJobs((state) => state.jobs);
  const live = useJobs((state) => state.live);
  return jobs?.map((job) => {
    const followed = live[job.jobId]?.job;
    return followed ? newerOf(job, followed) : job;
  });
}

/** Events are shown in batches: a chatty FFmpeg must not cost the window its frames. */
const batchMs = 60;

async function followJob(jobId: string, signal: AbortSignal): Promise<void> {
  let waiting: JobUpdate[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const folded = foldUpdates(useJobs.getState().live[jobId], waiting);
    waiting = [];
    if (folded) useJobs.setState(({ live }) => ({ live: { ...live, [jobId]: folded } }));
  };
  await followForever(signal, async () => {
    const sinceSeq = useJobs.getState().live[jobId]?.seq;
    const input = sinceSeq ? { jobId, sinceSeq } : { jobId };
    for await (const update of stream('jobs.watch', input, { signal })) {
      waiting.push(update);
      timer ??= setTimeout(flush, batchMs);
    }
  });
}
