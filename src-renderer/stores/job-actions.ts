import type { Job, JobRequestInput, StallAnswer, StepName } from '../../src-shared/job.ts';
import { call } from '../studio-client.ts';
import { openDrawer } from './drawer-store.ts';
import { putJob } from './jobs-store.ts';
import { goTo } from './route-store.ts';

/** Starts a film and shows it being made. */
export async function createJob(request: JobRequestInput): Promise<Job> {
  const job = await call('jobs.create', request);
  show(job);
  return job;
}

// Two quick clicks mean one film: within this time they carry the same key.
const sameClickMs = 2000;
let lastClick = { key: '', atMs: Number.NEGATIVE_INFINITY };

export function createSample(): Promise<Job> {
  const nowMs = performance.now();
  if (nowMs - lastClick.atMs > sameClickMs) lastClick = { key: crypto.randomUUID(), atMs: nowMs };
  return createJob({ preset: 'sample', idempotencyKey: lastClick.key });
}

/** A new job from the same request. */
export const retryJob = async (jobId: string): Promise<void> => show(await call('jobs.retry', { jobId }));

/** The same job again from one step on; what came before it is kept. */
export const retryStep = async (jobId: string, step: StepName): Promise<void> =>
  show(await call('jobs.retry', { jobId, step }));

/** From that step on, without the providers that fail. */
export const finishWithStandIns = async (jobId: string, step: StepName): Promise<void> =>
  show(await call('jobs.retry', { jobId, step, withStandIns: true }));

export const resumeJob = async (jobId: string): Promise<void> => show(await call('jobs.resume', { jobId }));

/** What to do about a step that stands still. */
export const answerStall = async (jobId: string, answer: StallAnswer): Promise<void> =>
  putJob(await call('jobs.answer', { jobId, answer }));

export const cancelJob = async (jobId: string): Promise<void> => putJob(await call('jobs.cancel', { jobId }));

export const renameJob = async (jobId: string, title: string): Promise<void> =>
  putJob(await call('jobs.rename', { jobId, title }));

export const deleteJob = (jobId: string): Promise<void> => call('jobs.delete', { jobId });

export const openFolder = (jobId: string): Promise<void> => call('jobs.openFolder', { jobId });

/** Asks where to, and saves the diagnostics ZIP there. */
export const saveBundle = async (jobId: string): Promise<void> => void (await call('jobs.saveBundle', { jobId }));

export function showJob(jobId: string): void {
  openDrawer(jobId);
  goTo({ page: 'job', jobId });
}

function show(job: Job): void {
  putJob(job);
  showJob(job.jobId);
}
