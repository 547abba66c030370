import { awakeMs } from '../runtime/awake-time.ts';
import type { StepName } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';

/** Parts of the whole in time, from what films took on two cores. */
const weights: Record<StepName, number> = { preflight: 1, script: 1, narration: 9, broll: 8, subtitles: 1, mux: 80 };
const totalWeight = stepNames.reduce((sum, name) => sum + weights[name], 0);

/** Before so much work was seen an estimate would be a guess. */
const etaAfterMs = 5000;
/** A speed measured this long ago counts half. */
const speedHalfLifeMs = 10_000;

export interface Progress {
  percent: number;
  etaSeconds?: number;
}

/** One run of a job: turns the fractions of its steps into a percent that never falls and a time that is left. */
export class JobProgress {
  readonly #now: () => number;
  readonly #startMs: number;
  readonly #startPercent: number;
  readonly #done = new Map<StepName, number>();
  #percent: number;
  #lastMs: number;
  #lastPercent: number;
  #percentPerMs: number | undefined;

  /** @param now monotonic milliseconds: neither a clock that is set nor a sleep may bend the estimate */
  constructor(startPercent = 0, now: () => number = awakeMs) {
    this.#now = now;
    this.#startMs = now();
    this.#lastMs = this.#startMs;
    this.#percent = startPercent;
    this.#startPercent = startPercent;
    this.#lastPercent = startPercent;
  }

  /** A fraction that falls is ignored. */
  advance(step: StepName, fraction: number): Progress {
    this.#move(step, fraction);
    this.#measureSpeed();
    const etaSeconds = this.#eta();
    return { percent: round(this.#percent), ...(etaSeconds !== undefined && { etaSeconds }) };
  }

  /** What a step that was not run again is worth: progress, but no sign of speed. */
  skip(step: StepName): Progress {
    this.#move(step, 1);
    this.#lastPercent = this.#percent;
    this.#lastMs = this.#now();
    return { percent: round(this.#percent) };
  }

  now(): Progress {
    return { percent: round(this.#percent) };
  }

  #move(step: StepName, fraction: number): void {
    const known = this.#done.get(step) ?? 0;
    this.#done.set(step, Math.max(known, Math.min(1, Number.isFinite(fraction) ? fraction : 0)));
    const weighted = stepNames.reduce((sum, name) => sum + weights[name] * (this.#done.get(name) ?? 0), 0);
    // 100 is said by the end alone.
    this.#percent = Math.max(this.#percent, Math.min(99, (100 * weighted) / totalWeight));
  }

  #measureSpeed(): void {
    const passedMs = this.#now() - this.#lastMs;
    // Bursts of news within a moment say nothing about speed.
    if (passedMs < 500) return;
    const speed = (this.#percent - this.#lastPercent) / passedMs;
    const weight = 1 - 0.5 ** (passedMs / speedHalfLifeMs);
    this.#percentPerMs =
      this.#percentPerMs === undefined ? speed : this.#percentPerMs + weight * (speed - this.#percentPerMs);
    this.#lastMs = this.#now();
    this.#lastPercent = this.#percent;
  }

  #eta(): number | undefined {
    const hasSeenEnough = this.#now() - this.#startMs >= etaAfterMs && this.#percent > this.#startPercent;
    if (!hasSeenEnough || !this.#percentPerMs || this.#percentPerMs <= 0) return undefined;
    return Math.ceil((100 - this.#percent) / this.#percentPerMs / 1000);
  }
}

const round = (percent: number): number => Math.round(percent * 10) / 10;
