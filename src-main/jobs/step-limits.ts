import type { Job, StepName } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { StepLimits } from './step-watch.ts';

const minuteMs = 60_000;
const limitsMs: Record<Exclude<StepName, 'mux'>, number> = {
  preflight: 30_000,
  script: 5 * minuteMs,
  narration: 5 * minuteMs,
  broll: 10 * minuteMs,
  subtitles: 2 * minuteMs,
};
/** A slow machine renders a second of film in less than half a minute. */
const muxMsPerFilmSecond = 30_000;
/** Nobody reads aloud more slowly. */
const slowestWordsPerSecond = 1.2;

export type LimitSettings = { rendering: Pick<Settings['rendering'], 'jobTimeout'>; timeouts: Settings['timeouts'] };

/** How long a step may take and stand still before it counts as hung. @param workedMs what the job has taken so far */
export function stepLimits(
  step: StepName,
  job: Pick<Job, 'brief' | 'ownText'>,
  { rendering, timeouts }: LimitSettings,
  workedMs: number,
): StepLimits {
  return {
    stepMs: step === 'mux' ? muxLimitMs(job, rendering.jobTimeout) : limitsMs[step],
    // At least a moment: 0 would mean none.
    jobMs: timeouts.job === 0 ? 0 : Math.max(1, timeouts.job - workedMs),
    askMs: timeouts.stallWarning,
    stopMs: timeouts.stall,
  };
}

function muxLimitMs({ brief, ownText }: Pick<Job, 'brief' | 'ownText'>, mostMs: number): number {
  if (mostMs === 0) return 0;
  const words = ownText?.markdown.split(/\s+/).length ?? 0;
  const filmSeconds = Math.max(brief.durationSeconds, words / slowestWordsPerSecond);
  return Math.min(mostMs, 5 * minuteMs + filmSeconds * muxMsPerFilmSecond);
}
