import type { ProviderFacts, ProviderTest } from '../../src-shared/providers.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import { limitsOf } from '../../src-shared/provider-limits.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { KeyStore } from '../storage/key-store.ts';
import { listedModels } from './model-catalogue.ts';
import { allProviders, uncounted, type AnyProvider, type Providers } from './provider.ts';

/** Every provider as the settings page lists it. */
const providerFacts = (providers: Providers): ProviderFacts[] =>
  allProviders(providers).map((provider) => ({
    name: provider.name,
    kind: provider.kind,
    isLocal: provider.isLocal,
    canBeTested: provider.check !== undefined,
    ...(provider.keyName && { keyName: provider.keyName }),
    ...(provider.model !== undefined && { model: provider.model }),
    models: listedModels(provider.name, provider.kind),
    takesBaseUrl: provider.check !== undefined && provider.name !== 'System',
    voices: 'voices' in provider ? [...provider.voices] : [],
  }));

interface Tested {
  name: ProviderName;
  kind: ProviderKind;
  /** Not saved yet; absent: the key that is in use. */
  key?: string | undefined;
}

export interface ProviderDesk {
  list(): ProviderFacts[];
  /** One cheap request for real. Throws what a real call would throw, and `ProviderUnavailable` when its time is up. */
  test(tested: Tested): Promise<ProviderTest>;
}

interface DeskParts {
  providers: Providers;
  keys: Pick<KeyStore, 'trying'>;
  settings: () => Settings;
}

/** What one may ask about the providers; the same for window and command line. */
export function createProviderDesk({ providers, keys, settings }: DeskParts): ProviderDesk {
  return {
    list: () => providerFacts(providers),
    async test({ name, kind, key }) {
      const provider = allProviders(providers).find((one) => one.name === name && one.kind === kind);
      if (!provider?.check) throw new StudioError('NotFound:provider');
      const ask = () => withinLimit(provider, settings());
      return key === undefined || !provider.keyName ? ask() : keys.trying(provider.keyName, key, ask);
    },
  };
}

async function withinLimit(provider: AnyProvider, settings: Settings): Promise<ProviderTest> {
  const { name, kind } = provider;
  const { requestMs } = limitsOf(settings.providers[name], kind, settings.timeouts);
  const limit = requestMs > 0 ? AbortSignal.timeout(requestMs) : new AbortController().signal;
  const started = performance.now();
  try {
    const answer = await provider.check?.(uncounted(limit));
    return { latencyMs: Math.round(performance.now() - started), ...answer };
  } catch (error) {
    if (!limit.aborted) throw error;
    throw new StudioError(`ProviderUnavailable:${name}`, {
      message: `${name} did not answer within ${Math.round(requestMs / 1000)} s.`,
      details: { limitMs: requestMs },
      cause: error,
    });
  }
}
