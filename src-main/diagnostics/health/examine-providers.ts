import { StudioError, toFailure } from '../../../src-shared/failure.ts';
import type { HealthStatus, ProviderHealth } from '../../../src-shared/health.ts';
import { providerOrder } from '../../../src-shared/provider-order.ts';
import { providerKinds, type ProviderKind } from '../../../src-shared/provider-settings.ts';
import type { BreakerState, ProviderMetrics } from '../../../src-shared/resilience.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { inParallel } from '../../pipeline/in-parallel.ts';
import { allProviders, uncounted, type AnyProvider, type Providers } from '../../providers/provider.ts';
import { breakerName } from '../../resilience/breakers.ts';
import { causeOf } from '../../resilience/cause-of.ts';
import type { KeySource } from '../../storage/keys.ts';

export interface ProviderParts {
  providers: Providers;
  keys: KeySource;
  settings: () => Settings;
  resilience: { breakers(): { circuitBreakers: BreakerState[] }; metrics(): { providers: ProviderMetrics[] } };
}

/** A provider that the settings name, or that has a key. */
export interface ExaminedProvider {
  health: ProviderHealth;
  isLocal: boolean;
  isInUse: boolean;
  finding: string;
  remedy?: string;
  /** It fails of itself, not of its key or its settings: the next in line may step in. */
  isOutage: boolean;
}

const checksAtOnce = 4;
const checkLimitMs = 10_000;

/** What is known of each provider from its last calls; with `asks`, each is asked once as well. */
export async function examineProviders(
  parts: ProviderParts,
  { asks, signal }: { asks: boolean; signal: AbortSignal },
): Promise<ExaminedProvider[]> {
  const { providers: settings } = parts.settings();
  const inUse = new Set(
    providerKinds.flatMap((kind) => providerOrder(settings, kind).map((name) => breakerName(name, kind))),
  );
  const worthALook = allProviders(parts.providers).filter(
    ({ name, kind, keyName }) =>
      inUse.has(breakerName(name, kind)) || (keyName !== undefined && parts.keys.get(keyName) !== undefined),
  );
  const breakers = new Map(parts.resilience.breakers().circuitBreakers.map((state) => [state.name, state]));
  const metrics = new Map(parts.resilience.metrics().providers.map((figures) => [figures.name, figures]));
  return inParallel(worthALook, checksAtOnce, async (provider) => {
    const name = breakerName(provider.name, provider.kind);
    const asked = await ask(provider, { keys: parts.keys, asks, signal });
    return describe(provider, {
      asked,
      breaker: breakers.get(name),
      figures: metrics.get(name),
      isInUse: inUse.has(name),
    });
  });
}

/** What it answered to being asked, when it was. */
type Asked = { kind: 'not asked' } | { kind: 'answered' } | { kind: 'failed'; problem: unknown };

async function ask(
  provider: AnyProvider,
  { keys, asks, signal }: { keys: KeySource; asks: boolean; signal: AbortSignal },
): Promise<Asked> {
  const { keyName } = provider;
  if (keyName && keys.get(keyName) === undefined)
    return { kind: 'failed', problem: new StudioError(`MissingApiKey:${keyName}`) };
  if (!asks || !provider.check) return { kind: 'not asked' };
  const limit = AbortSignal.timeout(checkLimitMs);
  try {
    await provider.check(uncounted(AbortSignal.any([signal, limit])));
    return { kind: 'answered' };
  } catch (error) {
    if (signal.aborted) throw error;
    if (!limit.aborted) return { kind: 'failed', problem: error };
    const message = `${provider.name} did not answer within ${checkLimitMs / 1000} s.`;
    return { kind: 'failed', problem: new StudioError(`ProviderUnavailable:${provider.name}`, { message }) };
  }
}

interface Known {
  asked: Asked;
  breaker: BreakerState | undefined;
  figures: ProviderMetrics | undefined;
  isInUse: boolean;
}

function describe({ name, kind, isLocal }: AnyProvider, { asked, breaker, figures, isInUse }: Known): ExaminedProvider {
  const failure = asked.kind === 'failed' ? toFailure(asked.problem, '') : undefined;
  const circuitState = breaker?.state ?? 'Closed';
  // It answers again: the breaker only has not heard of it yet.
  const answersAgain = asked.kind === 'answered' && circuitState === 'Open';
  const state: CallState = {
    circuitState: answersAgain ? 'HalfOpen' : circuitState,
    failuresInARow: figures?.consecutiveFailures ?? 0,
  };
  return {
    isLocal,
    isInUse,
    isOutage: asked.kind === 'failed' ? isOutage(asked.problem) : state.circuitState === 'Open',
    ...(failure ? { finding: failure.message, remedy: failure.remediation } : findingOf(name, kind, isLocal, state)),
    health: {
      provider: name,
      kind,
      status: failure ? 'Unhealthy' : statusOf(state),
      averageLatency: figures?.averageMs ?? null,
      successRate: figures?.successRate ?? null,
      consecutiveFailures: state.failuresInARow,
      circuitState,
      lastError: failure?.code ?? figures?.lastError?.code ?? null,
    },
  };
}

interface CallState {
  circuitState: BreakerState['state'];
  failuresInARow: number;
}

function statusOf({ circuitState, failuresInARow }: CallState): HealthStatus {
  if (circuitState === 'Open') return 'Unhealthy';
  return circuitState === 'HalfOpen' || failuresInARow > 0 ? 'Degraded' : 'Healthy';
}

function findingOf(
  name: string,
  kind: ProviderKind,
  isLocal: boolean,
  { circuitState, failuresInARow }: CallState,
): { finding: string; remedy?: string } {
  const remedy = `It is tried again by itself. Diagnostics, Resilience shows ${breakerName(name, kind)}.`;
  if (circuitState === 'Open')
    return { finding: `${name} failed again and again and is left alone for a while.`, remedy };
  if (circuitState === 'HalfOpen') return { finding: `${name} is being tried again after an outage.`, remedy };
  if (failuresInARow === 1) return { finding: `${name} failed the last time it was asked.`, remedy };
  if (failuresInARow > 1) return { finding: `${name} failed the last ${failuresInARow} times it was asked.`, remedy };
  return { finding: isLocal ? `${name} works on this computer.` : `${name} is ready.` };
}

const isOutage = (problem: unknown): boolean =>
  ['TransientNetworkFailure', 'Timeout', 'RateLimitExceeded', 'ServiceUnavailable', 'CircuitOpen'].includes(
    causeOf(problem),
  );
