import { setMaxListeners } from 'node:events';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import type { StallAnswer, StepName } from '../../src-shared/job.ts';
import { log } from '../logging/log.ts';
import { watchedBy } from '../runtime/watched-work.ts';
import { StepWatch, type StepLimits } from './step-watch.ts';

/** After a stop a step has so long to let go; then the job ends without it. */
const letGoMs = 1500;

interface AttemptOptions {
  /** Of the whole job. */
  signal: AbortSignal;
  /** @param workedMs what earlier steps have taken */
  limits: (step: StepName, workedMs: number) => StepLimits;
  /** Something stands still: a program, or the step itself. */
  onAsk: (step: StepName, purpose: string | undefined) => void;
  /** The question is over. */
  onCalm: () => void;
  /** The job has to end. */
  onStop: (error: StudioError) => void;
  /** Takes away what an ended attempt has left. */
  tidy: () => Promise<void>;
}

/** What FFmpeg may end in once by chance; twice it is no chance any more. */
const mayBeChance = new Set<string>(['FFmpegKilled', 'OutputInvalid']);

/** Why one attempt at a step is ended: the user wants it to begin anew. */
class AnotherTry extends Error {
  override readonly name = 'AbortError';
}

/** The step was told to stop and works on: nothing may begin in its place. */
class StepIsDeaf extends Error {
  override readonly name = 'StepIsDeaf';
}

/** Lets the steps of a job work, each watched over, and lets one begin anew where that can help. */
export class StepAttempts {
  readonly #options: AttemptOptions;
  #attempt = new AbortController();
  #signal: AbortSignal;
  #watch: StepWatch | undefined;
  #workedMs = 0;
  #isAsking = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#signal = this.#begin();
  }

  /** For the step at work: aborted with the job, and when the step is to begin anew. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  sign(): void {
    this.#watch?.sign();
  }

  /** Throws `Conflict` when nothing was asked. */
  answer(answer: Exclude<StallAnswer, 'cancel'>): void {
    if (!this.#isAsking) {
      throw new StudioError('Conflict:Running', { message: 'It moves again: there is nothing to decide any more.' });
    }
    log.info('The user decided about a step that stands still', { answer });
    if (answer === 'wait') return this.#watch?.wait();
    this.#isAsking = false;
    this.#options.onCalm();
    this.#attempt.abort(new AnotherTry('The step begins anew.'));
  }

  /** A step whose FFmpeg was ended from outside, or made what it should not, begins once more by itself; else on wish. */
  async run<T>(step: StepName, work: () => Promise<T>): Promise<T> {
    for (let hadBadLuck = false; ;) {
      try {
        return await this.#watched(step, work);
      } catch (error) {
        const isBadLuck = error instanceof StudioError && mayBeChance.has(failureFamily(error.code));
        const isWish = this.#attempt.signal.aborted;
        if (this.#options.signal.aborted || !(isWish || (isBadLuck && !hadBadLuck))) throw error;
        if (error instanceof StepIsDeaf) throw new StudioError(`Stalled:${step}`, { cause: error });
        hadBadLuck ||= isBadLuck;
        log.warn('The step begins anew', { reason: isWish ? 'the user wished it' : String(error) });
        this.#signal = this.#begin();
        await this.#options.tidy();
      }
    }
  }

  #begin(): AbortSignal {
    this.#attempt = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, this.#attempt.signal]);
    // Every child and every wait of a long film listens to it.
    setMaxListeners(0, signal, this.#attempt.signal);
    return signal;
  }

  /** Ends a step that takes longer than it may or stands still, and one that does not hear a stop. */
  async #watched<T>(step: StepName, work: () => Promise<T>): Promise<T> {
    const watch = new StepWatch({
      limits: this.#options.limits(step, this.#workedMs),
      onAsk: (purpose) => {
        this.#isAsking = true;
        this.#options.onAsk(step, purpose);
      },
      onCalm: () => {
        this.#isAsking = false;
        this.#options.onCalm();
      },
      onStop: (why) => this.#options.onStop(new StudioError(`${why}:${step}`)),
    });
    this.#watch = watch;
    const deafness = untilDeaf(this.#signal);
    try {
      return await Promise.race([watchedBy(watch, work), deafness.deaf]);
    } finally {
      watch.close();
      deafness.forget();
      this.#workedMs += watch.workedMs;
      this.#isAsking = false;
    }
  }
}

/** Rejects when a stopped step has not let go in time. */
function untilDeaf(signal: AbortSignal): { deaf: Promise<never>; forget: () => void } {
  let letGo: NodeJS.Timeout | undefined;
  let onStop = (): void => undefined;
  const deaf = new Promise<never>((_resolve, reject) => {
    onStop = () => {
      letGo = setTimeout(() => reject(new StepIsDeaf('The step does not let go.')), letGoMs);
    };
  });
  signal.addEventListener('abort', onStop, { once: true });
  const forget = () => {
    clearTimeout(letGo);
    signal.removeEventListener('abort', onStop);
  };
  return { deaf, forget };
}
