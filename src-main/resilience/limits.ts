import { limitsOf as limitsOfOne, type ProviderLimits } from '../../src-shared/provider-limits.ts';
import {
  ProviderSettings,
  type OneProvider,
  type ProviderKind,
  type Retry,
} from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';

function oneProvider(settings: Settings, name: string): OneProvider | undefined {
  const sections: Partial<Record<string, unknown>> = settings.providers;
  return sections[name] as OneProvider | undefined;
}

const nothingSet = ProviderSettings.parse({}).Template;

export const limitsOf = (settings: Settings, provider: string, kind: ProviderKind): ProviderLimits =>
  limitsOfOne(oneProvider(settings, provider) ?? nothingSet, kind, settings.timeouts);

/** `resilience.retry` with what is set for this provider. */
export function retryOf(settings: Settings, provider: string): Retry {
  const own = Object.entries(oneProvider(settings, provider)?.retry ?? {}).filter(([, value]) => value !== undefined);
  return { ...settings.resilience.retry, ...(Object.fromEntries(own) as Partial<Retry>) };
}

const atOnceOfKind: Record<ProviderKind, number> = { LLM: 2, TTS: 2, Images: 3 };

/** Requests that one provider works on at once. */
export function atOnceOf(settings: Settings, provider: string, kind: ProviderKind): number {
  const { strategy, concurrency } = oneProvider(settings, provider)?.connection ?? {};
  if (strategy === 'conservative') return 1;
  return concurrency || atOnceOfKind[kind];
}
