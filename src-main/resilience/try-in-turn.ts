import { StudioError, type FailureCode } from '../../src-shared/failure.ts';
import type { FailureCause } from '../../src-shared/provider-settings.ts';
import { log } from '../logging/log.ts';
import { causeOf, triggersFallback } from './cause-of.ts';
import type { Metrics } from './metrics.ts';
import { reasonOf } from './retry-plan.ts';
import type { RunUnder } from './run-under.ts';
import type { Answer, Attempt, Target } from './target.ts';

/** One provider in line. */
export interface Candidate<T> {
  target: Target;
  work: (attempt: Attempt) => Promise<T>;
  /** An earlier answer to the very same question; asked for only when the provider has failed. */
  cached?: () => Promise<{ value: T; ageMs: number } | undefined>;
}

interface Passed {
  provider: string;
  error: unknown;
}

export interface AnswerInTurn<T> extends Answer<T> {
  provider: string;
  /** Those that were asked before and failed. */
  passed: readonly Passed[];
  /** Present when the answer is an earlier one of this provider. */
  cachedAgeMs?: number;
}

interface TurnParts {
  runUnder: RunUnder;
  metrics: Metrics;
}

interface Turn<T> {
  candidates: readonly Candidate<T>[];
  triggers: readonly FailureCause[];
  signal: AbortSignal;
}

export type TryInTurn = <T>(turn: Turn<T>) => Promise<AnswerInTurn<T>>;

/** Asks one provider after the other, as long as they fail of what lets the next one step in. All failed: one error that lists all. */
export const createTryInTurn =
  ({ runUnder, metrics }: TurnParts): TryInTurn =>
  async ({ candidates, triggers, signal }) => {
    const passed: Passed[] = [];
    for (const { target, work, cached } of candidates) {
      try {
        const answer = await runUnder(target, signal, work);
        if (passed.length > 0) metrics.count('fallbacks.successful');
        return { ...answer, provider: target.provider, passed };
      } catch (error) {
        if (signal.aborted) throw error;
        passed.push({ provider: target.provider, error });
        if (!triggersFallback(error, triggers)) break;
        const earlier = await cached?.();
        if (earlier) return fromCache(target, earlier, passed, metrics);
        log.warn('A provider was passed over', { ...target, cause: causeOf(error), reason: reasonOf(error) });
      }
    }
    if (passed.length > 1) metrics.count('fallbacks.failed');
    throw allFailed(passed);
  };

function fromCache<T>(
  { provider, kind }: Target,
  { value, ageMs }: { value: T; ageMs: number },
  passed: readonly Passed[],
  metrics: Metrics,
): AnswerInTurn<T> {
  metrics.count(`cacheHits.${provider}-${kind}`);
  if (passed.length > 1) metrics.count('fallbacks.successful');
  return { value, attempts: 0, durationMs: 0, usages: [], provider, passed, cachedAgeMs: ageMs };
}

/** What can be mended by the user gives the code; otherwise nobody answers. */
function allFailed(passed: readonly Passed[]): unknown {
  const [first] = passed;
  if (passed.length < 2) return first?.error ?? new StudioError('NotFound:provider');
  const names = passed.map(({ provider }) => provider);
  const keyProblem = passed.find(({ error }) => ['InvalidApiKey', 'MissingApiKey'].includes(causeOf(error)));
  const code = keyProblem?.error instanceof StudioError ? keyProblem.error.code : undefined;
  const listed = passed.map(({ provider, error }) => `${provider}: ${messageOf(error)}`);
  return new StudioError(code ?? (`ProviderUnavailable:${names.join(', ')}` satisfies FailureCode), {
    message: `No provider did it. ${listed.join(' ')}`,
    details: {
      providers: passed.map(({ provider, error }) => ({
        provider,
        cause: causeOf(error),
        reason: reasonOf(error),
        ...(error instanceof StudioError &&
          error.details?.['attempts'] !== undefined && {
            attempts: error.details['attempts'],
          }),
      })),
      reason: passed.map(({ error }) => reasonOf(error)).join('\n'),
    },
    cause: first?.error,
  });
}

/** Used-up retries say nothing by themselves: what they failed of does. */
export function messageOf(error: unknown): string {
  const told = error instanceof StudioError && error.code === 'RETRY_EXHAUSTED' ? error.cause : error;
  return told instanceof Error ? told.message : String(told);
}
