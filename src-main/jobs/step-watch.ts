import type { StillLook, WorkWatcher } from '../runtime/watched-work.ts';

/** Milliseconds; 0 is no limit. */
export interface StepLimits {
  /** The step may take so long in all. */
  stepMs: number;
  /** What is left of the job's own time. */
  jobMs: number;
  /** Without a sign of life for so long the user is asked. */
  askMs: number;
  /** And for so long it is stopped. */
  stopMs: number;
}

interface StepWatchOptions {
  limits: StepLimits;
  /** What stands still, in words for the user; undefined: the step itself. */
  onAsk: (purpose: string | undefined) => void;
  /** It moves again, or the user waits. */
  onCalm: () => void;
  onStop: (why: 'StepTimeout' | 'Stalled') => void;
  tickMs?: number;
}

/** A look this many ticks old says nothing any more: that program has ended. */
const lookLastsTicks = 3;
/** How long "Wait" keeps the question away. */
export const patienceMs = 300_000;

interface Stillness {
  stillMs: number;
  /** Not counted: the user chose to wait. */
  forgivenMs: number;
  tick: number;
}

/** The step itself, which gives signs by its progress. */
const stepItself = '';

/**
 * Watches over one step: its time, and whether it moves. Time is counted in ticks and not read from a clock, so that a
 * computer that slept, or a clock that was set, has not let anything time out.
 */
export class StepWatch implements WorkWatcher {
  readonly #options: StepWatchOptions;
  readonly #tickMs: number;
  readonly #stills = new Map<string, Stillness>();
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;
  #isAsking = false;

  constructor(options: StepWatchOptions) {
    this.#options = options;
    this.#tickMs = options.tickMs ?? 1000;
    this.sign();
    this.#timer = setInterval(() => this.#tick(), this.#tickMs);
  }

  /** How long the step has been at work. */
  get workedMs(): number {
    return this.#ticks * this.#tickMs;
  }

  sign(): void {
    this.#stills.set(stepItself, { stillMs: 0, forgivenMs: 0, tick: this.#ticks });
  }

  look({ purpose, stillSeconds }: StillLook): true {
    if (stillSeconds === 0) this.sign();
    const forgivenMs = stillSeconds === 0 ? 0 : (this.#stills.get(purpose)?.forgivenMs ?? 0);
    this.#stills.set(purpose, { stillMs: stillSeconds * 1000, forgivenMs, tick: this.#ticks });
    return true;
  }

  /** The user waits: what stands still now may do so for a while longer. */
  wait(): void {
    for (const still of this.#stills.values()) still.forgivenMs = still.stillMs + patienceMs;
    this.#calm();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#ticks++;
    this.#age();
    const { stepMs, jobMs, askMs, stopMs } = this.#options.limits;
    if (isOver(this.workedMs, stepMs) || isOver(this.workedMs, jobMs)) return this.#stop('StepTimeout');
    const [purpose, stillMs] = this.#longest();
    if (isOver(stillMs, stopMs)) return this.#stop('Stalled');
    if (!isOver(stillMs, askMs)) return this.#calm();
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#options.onAsk(purpose === stepItself ? undefined : purpose);
  }

  #age(): void {
    for (const [purpose, still] of this.#stills) {
      if (purpose === stepItself) still.stillMs += this.#tickMs;
      else if (this.#ticks - still.tick > lookLastsTicks) this.#stills.delete(purpose);
    }
  }

  /** A program is named before the step that waits for it. */
  #longest(): [string, number] {
    const stills = [...this.#stills].map(([purpose, { stillMs, forgivenMs }]): [string, number] => [
      purpose,
      stillMs - forgivenMs,
    ]);
    const programs = stills.filter(([purpose]) => purpose !== stepItself).sort((one, other) => other[1] - one[1]);
    const step = stills.find(([purpose]) => purpose === stepItself) ?? [stepItself, 0];
    // Both stand still for about as long; a tick more or less says nothing.
    const [program] = programs;
    return program && program[1] + 2 * this.#tickMs >= step[1] ? program : step;
  }

  #calm(): void {
    if (!this.#isAsking) return;
    this.#isAsking = false;
    this.#options.onCalm();
  }

  #stop(why: 'StepTimeout' | 'Stalled'): void {
    this.close();
    this.#options.onStop(why);
  }
}

const isOver = (ms: number, limitMs: number): boolean => limitMs > 0 && ms >= limitMs;
