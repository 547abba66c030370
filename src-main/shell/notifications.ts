import { Notification } from 'electron';
import type { Batch } from '../../src-shared/batch.ts';
import type { Job } from '../../src-shared/job.ts';

/** Something about the studio itself; a click leads to where it is shown. */
export function notifyOf(title: string, body: string, open: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', open);
  notification.show();
}

/** One notification at a job's end. A canceled one needs none: whoever canceled it was there. */
export function notifyEnd(job: Job, open: () => void): void {
  if (job.status !== 'Canceled') notifyOf(job.title, ending(job), open);
}

/** One for a whole batch. A canceled one needs none. */
export function notifyBatchEnd(batch: Batch, open: () => void): void {
  const { name, counts, pausedBecause } = batch;
  if (counts.canceled > 0 && !pausedBecause) return;
  const failed = counts.failed === 0 ? '' : ` ${counts.failed} failed.`;
  notifyOf(name, pausedBecause?.message ?? `${counts.succeeded} of ${counts.total} videos are ready.${failed}`, open);
}

function ending(job: Job): string {
  if (job.status === 'Failed') return job.errors.at(-1)?.message ?? 'The video could not be made.';
  const seconds = Math.round((Date.parse(job.endedUtc ?? '') - Date.parse(job.startedUtc ?? '')) / 1000);
  return Number.isFinite(seconds) ? `The video is ready. It took ${inWords(seconds)}.` : 'The video is ready.';
}

const inWords = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);
