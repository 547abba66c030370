import { AsyncLocalStorage } from 'node:async_hooks';
import { bulkhead, handleWhen, retry, type BulkheadPolicy } from 'cockatiel';
import { StudioError } from '../../src-shared/failure.ts';
import type { ProviderLimits } from '../../src-shared/provider-limits.ts';
import type { ProviderKind, Retry } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { currentCorrelationId, runWithCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { Permit } from './breaker.ts';
import { breakerName, type Breakers } from './breakers.ts';
import { canceledCode, type CallLedger, type CallUsage } from './call-ledger.ts';
import { causeOf, isOwnRefusal, serviceCauses } from './cause-of.ts';
import type { Clock } from './clock.ts';
import { atOnceOf, limitsOf, retryOf } from './limits.ts';
import type { Metrics } from './metrics.ts';
import {
  attemptOf,
  comesTooLate,
  pauseBefore,
  retriesExhausted,
  retryAfterOf,
  type FailedAttempt,
} from './retry-plan.ts';
import type { SimulatedFailures } from './simulated-failures.ts';
import { orAborted } from '../runtime/or-aborted.ts';
import { currentWatcher, whileWaiting } from '../runtime/watched-work.ts';
import type { Answer, Attempt, Target } from './target.ts';
import { withinLimit } from './within-limit.ts';

interface RunUnderParts {
  settings: () => Settings;
  breakers: Breakers;
  ledger: CallLedger;
  metrics: Metrics;
  simulated: SimulatedFailures;
  clock: Clock;
  /** 0 up to 1. */
  random: () => number;
  onExhausted: (target: Target, error: StudioError) => void;
}

export type RunUnder = <T>(
  target: Target,
  signal: AbortSignal,
  work: (attempt: Attempt) => Promise<T>,
) => Promise<Answer<T>>;

/**
 * The one door to every provider. From the inside out: a simulated failure where one is wished for, the breaker, the
 * retries, the time limits of request and operation, and a bounded number at once.
 */
export function createRunUnder(parts: RunUnderParts): RunUnder {
  const places = createPlaces(parts.settings);
  return (target, signal, work) => {
    // What waits for a place is started by whoever gives one back: in its own context, not in that one's.
    const inOwnContext = AsyncLocalStorage.snapshot();
    const run = () => inOwnContext(() => new Operation(target, signal, parts).run(work));
    // cockatiel refuses what is queued only at its turn; a canceled caller does not wait for that.
    return orAborted(signal, () => places(target).execute(run, signal));
  };
}

/** A bulkhead a provider and kind; a new one when its size was changed. */
function createPlaces(settings: () => Settings): (target: Target) => BulkheadPolicy {
  const places = new Map<string, { atOnce: number; policy: BulkheadPolicy }>();
  return ({ provider, kind }) => {
    const name = breakerName(provider, kind);
    const atOnce = atOnceOf(settings(), provider, kind);
    const known = places.get(name);
    if (known?.atOnce === atOnce) return known.policy;
    const policy = bulkhead(atOnce, Infinity);
    places.set(name, { atOnce, policy });
    return policy;
  };
}

const freePass: Permit = { succeeded() {}, failed() {}, saidNothing() {} };

/** One piece of work with all its attempts. */
class Operation {
  readonly #target: Target;
  readonly #parts: RunUnderParts;
  /** The caller's; when it is aborted nothing that follows is the provider's doing. */
  readonly #outer: AbortSignal;
  readonly #settings: Settings;
  readonly #limits: ProviderLimits;
  readonly #retry: Retry;
  readonly #failed: FailedAttempt[] = [];
  readonly #usages: CallUsage[] = [];
  readonly #startedMs: number;
  #pauseMs = 0;
  #callMs = 0;
  #lastError: unknown;

  constructor(target: Target, outer: AbortSignal, parts: RunUnderParts) {
    this.#target = target;
    this.#outer = outer;
    this.#parts = parts;
    this.#settings = parts.settings();
    this.#limits = limitsOf(this.#settings, target.provider, target.kind);
    this.#retry = retryOf(this.#settings, target.provider);
    this.#startedMs = parts.clock.monotonicMs();
  }

  async run<T>(work: (attempt: Attempt) => Promise<T>): Promise<Answer<T>> {
    const { operationMs } = this.#limits;
    try {
      const value = await withinLimit(operationMs, this.#outer, this.#overdue('operation', operationMs), (signal) =>
        this.#tryAgain(signal, work),
      );
      this.#count('successful', this.#failed.length + 1);
      return { value, attempts: this.#failed.length + 1, durationMs: this.#callMs, usages: this.#usages };
    } catch (error) {
      if (this.#outer.aborted) throw error;
      this.#count('failed', this.#failed.length);
      throw this.#asTold(error);
    }
  }

  /** cockatiel decides how often; it cannot be interrupted while it waits, so the waiting is done here. */
  #tryAgain<T>(signal: AbortSignal, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const policy = retry(
      handleWhen((error) => !signal.aborted && this.#mayTryAgain(error)),
      { maxAttempts: this.#retry.maxRetryAttempts },
    );
    return policy.execute(async () => {
      if (this.#failed.length > 0) await whileWaiting(this.#parts.clock.wait(this.#pauseMs, signal));
      return this.#call(signal, work);
    }, signal);
  }

  #mayTryAgain(error: unknown): boolean {
    const { clock, random } = this.#parts;
    const cause = causeOf(error);
    if (isOwnRefusal(error)) return false;
    if (!this.#retry.retryableErrors.some((retryable) => retryable === cause)) return false;
    if (this.#failed.length > this.#retry.maxRetryAttempts) return false;
    const askedMs = retryAfterOf(error);
    this.#pauseMs = pauseBefore(this.#failed.length, this.#retry, random, askedMs);
    const { operationMs } = this.#limits;
    const leftMs = operationMs === 0 ? Infinity : operationMs - (clock.monotonicMs() - this.#startedMs);
    if (this.#pauseMs >= leftMs) {
      if (askedMs < leftMs) return false;
      throw comesTooLate(error as StudioError, this.#failed, clock.wallMs() + askedMs);
    }
    log.info('A provider is tried again', {
      ...this.#target,
      attempt: this.#failed.length + 1,
      delayMs: this.#pauseMs,
    });
    return true;
  }

  async #call<T>(signal: AbortSignal, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const { breakers, clock } = this.#parts;
    const name = breakerName(this.#target.provider, this.#target.kind);
    const permit = this.#settings.resilience.circuitBreaker.enabled ? breakers.of(name).enter() : freePass;
    const limitMs = shorter(this.#limits.requestMs, permit.limitMs ?? 0);
    const startedMs = clock.monotonicMs();
    let usage: CallUsage | undefined;
    try {
      const value = await withinLimit(limitMs, signal, this.#overdue('request', limitMs), (limited) =>
        this.#inContext(() => this.#ask(limited, work, (told) => (usage = told))),
      );
      permit.succeeded();
      this.#callMs = clock.monotonicMs() - startedMs;
      this.#write(this.#callMs, usage);
      return value;
    } catch (error) {
      this.#tell(permit, error);
      if (!isOwnRefusal(error)) this.#write(clock.monotonicMs() - startedMs, usage, error);
      this.#lastError = error;
      this.#failed.push(attemptOf(error, clock.wallMs(), this.#failed.length === 0 ? 0 : this.#pauseMs));
      throw error;
    }
  }

  async #ask<T>(signal: AbortSignal, work: (attempt: Attempt) => Promise<T>, used: Attempt['used']): Promise<T> {
    currentWatcher()?.sign();
    await this.#parts.simulated.beforeCall(this.#target, signal);
    return work({ signal, used });
  }

  #tell(permit: Permit, error: unknown): void {
    const isItsOwn = !this.#outer.aborted && !isOwnRefusal(error);
    if (isItsOwn && serviceCauses.has(causeOf(error))) permit.failed();
    else permit.saidNothing();
  }

  #write(durationMs: number, usage: CallUsage | undefined, error?: unknown): void {
    const { provider, kind } = this.#target;
    if (usage) this.#usages.push(usage);
    const attempt = this.#failed.length + 1;
    const code = this.#outer.aborted ? canceledCode : error instanceof StudioError ? error.code : 'UnknownError';
    this.#inContext(() =>
      this.#parts.ledger.add({
        provider,
        kind,
        attempt,
        durationMs,
        ...(error !== undefined && { code }),
        ...(usage && { usage }),
      }),
    );
  }

  #inContext<T>(work: () => T): T {
    const { item } = this.#target;
    const of = { attempt: this.#failed.length + 1, ...(item !== undefined && { item }) };
    return runWithCorrelation(currentCorrelationId(), work, of);
  }

  #overdue = (limit: 'request' | 'operation', limitMs: number) => (): StudioError => {
    const { provider, step } = this.#target;
    return new StudioError(`StepTimeout:${step}`, {
      message: `${provider} did not answer within ${limitMs / 1000} s.`,
      details: { provider, limit, limitMs },
    });
  };

  #count(end: 'successful' | 'failed', attempts: number): void {
    if (attempts < 2) return;
    this.#parts.metrics.count(`retries.${end}`);
    this.#parts.metrics.count('retries.attempts', attempts);
  }

  /** The last failure alone when it was the only one, or ended all; else the whole story. */
  #asTold(error: unknown): unknown {
    const { limit, retryAt } = (error instanceof StudioError && error.details) || {};
    if (limit === 'operation' || retryAt !== undefined) return error;
    const hasOpened = causeOf(error) === 'CircuitOpen' && this.#failed.length > 0;
    if (!hasOpened && (this.#failed.length < 2 || !this.#isRetryable(error))) return error;
    const exhausted = retriesExhausted(this.#target.provider, this.#failed, this.#lastError);
    this.#parts.onExhausted(this.#target, exhausted);
    return exhausted;
  }

  #isRetryable = (error: unknown): boolean =>
    this.#retry.retryableErrors.some((retryable) => retryable === causeOf(error));
}

const shorter = (oneMs: number, otherMs: number): number =>
  oneMs === 0 || otherMs === 0 ? Math.max(oneMs, otherMs) : Math.min(oneMs, otherMs);

export const targetOf = (
  provider: { name: string; kind: ProviderKind; isLocal: boolean },
  step: string,
  item?: string,
): Target => ({
  provider: provider.name,
  kind: provider.kind,
  isLocal: provider.isLocal,
  step,
  ...(item !== undefined && { item }),
});
