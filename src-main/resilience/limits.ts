import type { OneProvider, ProviderKind, Retry } from '../../src-shared/provider-settings.ts';
import { TimeoutSettings } from '../../src-shared/resilience-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';

interface Limits {
  /** Milliseconds; 0 is no limit. */
  requestMs: number;
  operationMs: number;
}

/** Pictures have those of the section `timeouts`. */
const limitsOfKind: Record<ProviderKind, Limits | undefined> = {
  LLM: { requestMs: 30_000, operationMs: 60_000 },
  TTS: { requestMs: 120_000, operationMs: 300_000 },
  Images: undefined,
};

const general = TimeoutSettings.parse({});

export function oneProvider(settings: Settings, name: string): OneProvider | undefined {
  const sections: Partial<Record<string, unknown>> = settings.providers;
  return sections[name] as OneProvider | undefined;
}

/** The provider's own limits, else the general ones where they were changed, else those of its kind. */
export function limitsOf(settings: Settings, provider: string, kind: ProviderKind): Limits {
  const own = oneProvider(settings, provider);
  const { request, operation } = settings.timeouts;
  const ofKind = limitsOfKind[kind];
  return {
    requestMs: own?.requestTimeout ?? (request === general.request ? (ofKind?.requestMs ?? request) : request),
    operationMs:
      own?.operationTimeout ?? (operation === general.operation ? (ofKind?.operationMs ?? operation) : operation),
  };
}

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
