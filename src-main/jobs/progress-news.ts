import type { JobHappening } from './event-journal.ts';

type StepProgress = Extract<JobHappening, { kind: 'step-progress' }>;

/** At most ten a second for each job: more would only make the window and the disk busy. */
const leastGapMs = 100;

/** Thins a step's progress out. The latest is never lost: it follows when the gap is over, or at `flush`. */
export class ProgressNews {
  readonly #tell: (progress: StepProgress) => void;
  #waiting: StepProgress | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastMs = -Infinity;

  constructor(tell: (progress: StepProgress) => void) {
    this.#tell = tell;
  }

  add(progress: StepProgress): void {
    // A line once said stands until another is: progress without words must not wipe it out.
    this.#waiting = { ...this.#waiting, ...progress };
    if (this.#timer) return;
    const waitMs = this.#lastMs + leastGapMs - performance.now();
    if (waitMs <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), waitMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const progress = this.#waiting;
    this.#waiting = undefined;
    if (!progress) return;
    this.#lastMs = performance.now();
    this.#tell(progress);
  }
}
