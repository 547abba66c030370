import type { Settings } from '../../src-shared/settings.ts';
import { endpointOf } from '../runtime/loopback.ts';
import { guardOffline } from '../runtime/offline-guard.ts';
import { apis } from './model-catalogue.ts';

interface WatchedSettings {
  get(): Settings;
  watch(listener: (settings: Settings) => void): () => void;
}

/** Keeps the guard as the switch says, from now on; `isForced` is offline whatever the switch says. Ends with the call of what it returns. */
export function followOffline(isForced: boolean, settings: WatchedSettings): () => void {
  const apply = (): void =>
    guardOffline(isForced || settings.get().privacy.offline, () => localEndpoints(settings.get()));
  apply();
  const stop = settings.watch(apply);
  return () => {
    stop();
    guardOffline(false);
  };
}

/** The user's own servers. Where they lie elsewhere the guard refuses them all the same. */
function localEndpoints({ providers }: Settings): Set<string> {
  const names = ['LocalLLM', 'LocalDiffusion'] as const;
  const addresses = names.map((name) => providers[name].baseUrl ?? apis[name]?.baseUrl ?? '');
  return new Set(addresses.filter((address) => URL.canParse(address)).map(endpointOf));
}
