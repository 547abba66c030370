import type { Job, StepName } from '../../src-shared/job.ts';

const minuteMs = 60_000;
const limitsMs: Record<Exclude<StepName, 'mux'>, number> = {
  preflight: 30_000,
  script: 5 * minuteMs,
  narration: 5 * minuteMs,
  broll: 10 * minuteMs,
  subtitles: 2 * minuteMs,
};
const longestMuxMs = 120 * minuteMs;
/** A slow machine renders a second of film in less than half a minute. */
const muxMsPerFilmSecond = 30_000;
/** Nobody reads aloud more slowly. */
const slowestWordsPerSecond = 1.2;

/** How long a step may take before it counts as hung. */
export function stepLimitMs(step: StepName, job: Pick<Job, 'brief' | 'ownText'>): number {
  if (step !== 'mux') return limitsMs[step];
  const words = job.ownText?.markdown.split(/\s+/).length ?? 0;
  const filmSeconds = Math.max(job.brief.durationSeconds, words / slowestWordsPerSecond);
  return Math.min(longestMuxMs, 5 * minuteMs + filmSeconds * muxMsPerFilmSecond);
}
