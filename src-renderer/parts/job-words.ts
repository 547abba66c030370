import type { VideoFile } from '../../src-shared/film.ts';
import type { Job, StepName } from '../../src-shared/job.ts';
import { clock, size, span } from '../figures.ts';
import { texts } from '../texts.ts';

/** An estimate is shown only after so much progress was seen. */
const estimateAfterSeconds = 5;

/** Seconds left, where an honest figure exists. */
export function secondsLeft(job: Job, now = Date.now()): number | undefined {
  if (job.status !== 'Running' || job.isFinalizing || job.etaSeconds === undefined || !job.startedUtc) return undefined;
  return now - Date.parse(job.startedUtc) < estimateAfterSeconds * 1000 ? undefined : job.etaSeconds;
}

/** "about 18 s left", "finalizing", or nothing. */
export function timeLeftWords(job: Job, now?: number): string {
  if (job.status !== 'Running') return '';
  if (job.isFinalizing) return texts.time.finalizing;
  const left = secondsLeft(job, now);
  return left === undefined ? '' : texts.time.aboutLeft(left);
}

const failedStep = (job: Job): StepName | undefined => job.steps.find((step) => step.status === 'Failed')?.name;

/** The step to go on from: the one that failed, or the first that was not done. */
export const unfinishedStep = (job: Job): StepName | undefined =>
  failedStep(job) ?? job.steps.find((step) => step.status !== 'Succeeded' && step.status !== 'Skipped')?.name;

/** How a film was made, where that is not as one expects: at a lower level, by another encoder. */
export const makingWords = ({ level, encoder }: Pick<VideoFile, 'level' | 'encoder'>): string[] => [
  ...(level ? [texts.success.level(level)] : []),
  ...(encoder ? [texts.success.encoder(encoder)] : []),
];

/** The job's state in words, beside its icon. */
export function stateWords(job: Job): string {
  if (job.status === 'Running') {
    const left = secondsLeft(job);
    if (job.isFinalizing) return texts.job.runningLeft(texts.time.finalizing);
    return left === undefined ? texts.job.runningAt(job.percent) : texts.job.runningLeft(texts.time.left(left));
  }
  return job.status === 'Failed' ? texts.job.failedAt(failedStep(job)) : texts.job.status[job.status];
}

export const secondsTaken = (job: Job): number | undefined =>
  job.startedUtc && job.endedUtc
    ? Math.max(0, (Date.parse(job.endedUtc) - Date.parse(job.startedUtc)) / 1000)
    : undefined;

/** One line on what the running step is doing. */
export const activityWords = (job: Job): string | undefined =>
  job.steps.find((step) => step.status === 'Running')?.detail;

export const lengthWords = (job: Job): string => (job.output ? clock(job.output.durationSeconds) : '');

export const tookWords = (job: Job): string => {
  const taken = secondsTaken(job);
  return taken === undefined || job.status !== 'Succeeded' ? '' : span(taken);
};

export const sizeWords = (job: Job): string => (job.output ? size(job.output.sizeBytes) : '');
