import { StudioError } from '../../src-shared/failure.ts';
import type { BreakerState, CircuitState } from '../../src-shared/resilience.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { isoTime, type Clock } from './clock.ts';

export type BreakerSettings = Settings['resilience']['circuitBreaker'];

/** Leave to make one call; exactly one of the three must be told how it ended. */
export interface Permit {
  /** A probe may take so long; absent while closed. */
  readonly limitMs?: number;
  succeeded(): void;
  failed(): void;
  /** It says nothing about the service: canceled, or the question was wrong. */
  saidNothing(): void;
}

/** What survives a restart. Wall-clock stamps: no monotonic clock does. */
export interface SavedBreaker {
  state: CircuitState;
  failureCount: number;
  lastFailureMs: number | null;
  /** Null while closed, and while held open by hand. */
  openUntilMs: number | null;
}

interface BreakerOptions {
  name: string;
  settings: () => BreakerSettings;
  clock: Clock;
  /** Told after each change worth keeping; `state` only when it is another one. */
  onChange: (change: { state?: CircuitState }) => void;
}

/**
 * Closed, Open, HalfOpen. Opens after so many failures in a row, or when too large a part of mixed traffic fails: a run
 * of nothing but failures is judged by its length alone. While half open one probe is out at a time.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #state: CircuitState = 'Closed';
  #failureCount = 0;
  #lastFailureMs: number | null = null;
  /** Monotonic; Infinity while held open by hand. */
  #openUntilMs = 0;
  #probeSuccesses = 0;
  /** Monotonic time at which the probe that is out counts as failed. */
  #probeEndsMs: number | undefined;
  #outcomes: { atMs: number; isFailure: boolean }[] = [];
  /** Goes up at each change of state: what was begun under another one says nothing about this one. */
  #era = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  /** Throws `CIRCUIT_OPEN` with `nextAttempt` in its details. */
  enter(): Permit {
    this.#settle();
    const { clock, settings } = this.#options;
    if (this.#state === 'Closed') return this.#permit();
    if (this.#state === 'Open' || this.#isProbeOut()) throw this.#refusal();
    const limitMs = settings().halfOpenTestPeriod;
    this.#probeEndsMs = clock.monotonicMs() + limitMs;
    return { limitMs, ...this.#permit() };
  }

  list(): BreakerState {
    this.#settle();
    return {
      name: this.#options.name,
      state: this.#state,
      failureCount: this.#failureCount,
      lastFailure: this.#lastFailureMs === null ? null : isoTime(this.#lastFailureMs),
      nextAttempt: this.#nextAttempt(),
    };
  }

  /** Probes in a row that have succeeded since it let them through; undefined while it does not. */
  get goodProbes(): number | undefined {
    this.#settle();
    return this.#state === 'HalfOpen' ? this.#probeSuccesses : undefined;
  }

  /** Milliseconds until it lets a probe through; undefined when no time will change its state. */
  get opensToProbesInMs(): number | undefined {
    if (this.#state !== 'Open' || this.#openUntilMs === Infinity) return undefined;
    return Math.max(0, this.#openUntilMs - this.#options.clock.monotonicMs());
  }

  reset(): void {
    this.#failureCount = 0;
    this.#moveTo('Closed');
  }

  /** As if it had failed too often: for a health check that knows before the next call does. */
  trip(): void {
    if (this.#openUntilMs !== Infinity) this.#open();
  }

  /** Held open until it is reset. */
  isolate(): void {
    this.#openUntilMs = Infinity;
    this.#moveTo('Open');
  }

  save(): SavedBreaker {
    const leftMs = this.#openUntilMs - this.#options.clock.monotonicMs();
    const isTimed = this.#state !== 'Closed' && Number.isFinite(leftMs);
    return {
      state: this.#state,
      failureCount: this.#failureCount,
      lastFailureMs: this.#lastFailureMs,
      openUntilMs: isTimed ? Math.round(this.#options.clock.wallMs() + leftMs) : null,
    };
  }

  /** Takes over what an earlier run, or another process, has saved. */
  adopt({ state, failureCount, lastFailureMs, openUntilMs }: SavedBreaker): void {
    const { clock, settings } = this.#options;
    this.#failureCount = failureCount;
    this.#lastFailureMs = lastFailureMs;
    // The computer's clock may have been set meanwhile: never longer than a break lasts.
    const leftMs = openUntilMs === null ? Infinity : Math.min(openUntilMs - clock.wallMs(), settings().breakDuration);
    this.#openUntilMs = clock.monotonicMs() + leftMs;
    this.#become(state);
  }

  #permit(): Permit {
    const era = this.#era;
    let isOpen = true;
    const end = (verdict: () => void) => () => {
      if (!isOpen || era !== this.#era) return;
      isOpen = false;
      if (this.#state === 'HalfOpen') this.#probeEndsMs = undefined;
      verdict();
    };
    return {
      succeeded: end(() => this.#countSuccess()),
      failed: end(() => this.#countFailure()),
      saidNothing: end(() => undefined),
    };
  }

  #countSuccess(): void {
    if (this.#state === 'HalfOpen') {
      this.#probeSuccesses += 1;
      if (this.#probeSuccesses >= this.#options.settings().successThreshold) this.reset();
      else this.#options.onChange({});
      return;
    }
    this.#note(false);
    if (this.#failureCount === 0) return;
    this.#failureCount = 0;
    this.#options.onChange({});
  }

  #countFailure(): void {
    this.#failureCount += 1;
    this.#lastFailureMs = this.#options.clock.wallMs();
    this.#note(true);
    if (this.#state === 'HalfOpen' || this.#isTooMuch()) this.#open();
    else this.#options.onChange({});
  }

  #note(isFailure: boolean): void {
    const now = this.#options.clock.monotonicMs();
    const oldest = now - this.#options.settings().samplingDuration;
    this.#outcomes = [...this.#outcomes.filter(({ atMs }) => atMs > oldest), { atMs: now, isFailure }].slice(-1000);
  }

  #isTooMuch(): boolean {
    const { failureThreshold, failureRate, minimumThroughput } = this.#options.settings();
    if (this.#failureCount >= failureThreshold) return true;
    const failures = this.#outcomes.filter(({ isFailure }) => isFailure).length;
    const isMixed = failures < this.#outcomes.length;
    return isMixed && this.#outcomes.length >= minimumThroughput && failures / this.#outcomes.length >= failureRate;
  }

  #open(): void {
    this.#openUntilMs = this.#options.clock.monotonicMs() + this.#options.settings().breakDuration;
    this.#moveTo('Open');
  }

  /** What time alone changes, found out when somebody looks. */
  #settle(): void {
    const now = this.#options.clock.monotonicMs();
    if (this.#state === 'Open' && now >= this.#openUntilMs) this.#moveTo('HalfOpen');
    // A probe that nobody has heard of again.
    if (this.#probeEndsMs !== undefined && now >= this.#probeEndsMs) this.#countFailure();
  }

  #isProbeOut = (): boolean => this.#probeEndsMs !== undefined;

  #moveTo(state: CircuitState): void {
    const isNew = state !== this.#state;
    this.#become(state);
    this.#options.onChange(isNew ? { state } : {});
  }

  #become(state: CircuitState): void {
    this.#state = state;
    this.#era += 1;
    this.#probeEndsMs = undefined;
    this.#probeSuccesses = 0;
    this.#outcomes = [];
  }

  #nextAttempt(): string | null {
    const { clock } = this.#options;
    if (this.#state === 'Closed' || this.#openUntilMs === Infinity) return null;
    const atMs = clock.wallMs() + (this.#probeEndsMs ?? this.#openUntilMs) - clock.monotonicMs();
    // The two clocks tick apart by parts of a millisecond, which would read as a change.
    return isoTime(Math.round(atMs / 10) * 10);
  }

  #refusal(): StudioError {
    const { name, failureCount, lastFailure, nextAttempt } = this.list();
    return new StudioError('CIRCUIT_OPEN', {
      details: { breaker: name, nextAttempt, failureCount, lastFailure },
      ...(nextAttempt !== null && {
        remediation: `It is tried again at ${nextAttempt}. Until then, let another provider step in under Settings.`,
      }),
    });
  }
}
