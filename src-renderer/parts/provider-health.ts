import type { KeyState } from '../../src-shared/provider-keys.ts';
import type { ProviderKind } from '../../src-shared/provider-settings.ts';
import type { ProviderFacts } from '../../src-shared/providers.ts';
import type { BreakerState, ResilienceUpdate } from '../../src-shared/resilience.ts';
import { rowName, type TestOutcome } from '../stores/providers-store.ts';
import { texts } from '../texts.ts';
import type { HealthIcon } from './health-label.tsx';

export interface ProviderHealth {
  icon: HealthIcon;
  words: string;
}

interface HealthSources {
  provider: ProviderFacts;
  key: KeyState | undefined;
  isOffline: boolean;
  update: ResilienceUpdate | undefined;
  test: TestOutcome | undefined;
  nowMs: number;
}

/** Milliseconds from which half of the answers of a kind are slow. */
const slowMs: Record<ProviderKind, number> = { LLM: 20_000, TTS: 10_000, Images: 20_000 };

const words = texts.providers.health;

/** How a provider does, in words: what keeps it from working at all comes first. */
export function healthOf({ provider, key, isOffline, update, test, nowMs }: HealthSources): ProviderHealth {
  if (isOffline && !provider.isLocal) return { icon: 'offline', words: words.needsNetwork };
  if (provider.keyName && !key?.place) return { icon: 'lock', words: words.needsKey };
  const name = rowName(provider);
  const breaker = update?.circuitBreakers.find((one) => one.name === name);
  if (breaker?.state === 'Open') return { icon: 'open', words: words.open(secondsUntil(breaker, nowMs)) };
  if (breaker?.state === 'HalfOpen') return { icon: 'halfOpen', words: words.halfOpen };
  if (test && !test.isGood) return { icon: 'failed', words: words.testFailed };
  const metrics = update?.metrics.providers.find((one) => one.name === name);
  if (metrics && metrics.consecutiveFailures > 0) {
    return { icon: 'warning', words: words.failing(metrics.consecutiveFailures) };
  }
  const tookMs = metrics?.p50Ms;
  if (tookMs && tookMs > slowMs[provider.kind]) return { icon: 'warning', words: words.slow(tookMs / 1000) };
  if (tookMs || test?.isGood || !provider.canBeTested) return { icon: 'healthy', words: words.healthy };
  return { icon: 'unknown', words: words.unknown };
}

/** Whole seconds until the breaker lets a call through; undefined while it is held open by hand. */
export const secondsUntil = ({ nextAttempt }: BreakerState, nowMs: number): number | undefined =>
  nextAttempt === null ? undefined : Math.max(0, Math.ceil((Date.parse(nextAttempt) - nowMs) / 1000));
