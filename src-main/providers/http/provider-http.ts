import type { OneProvider, ProviderKind, ProviderName } from '../../../src-shared/provider-settings.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { appVersion } from '../../runtime/app-version.ts';
import { isOffline, onOfflineChange } from '../../runtime/offline-guard.ts';
import { createConnections } from './connections.ts';
import type { Exchange } from './exchange.ts';
import { asFetch } from './as-fetch.ts';
import type { DoorAnswer, DoorRequest, ProviderDoor } from './door.ts';
import { sendFollowing } from './send.ts';

/** The one door to the network. Nothing is tried twice here. */
export interface ProviderHttp {
  forProvider(of: { provider: ProviderName; kind: ProviderKind }): ProviderDoor;
  /** Told of every request once it has ended, also of those that failed; with what was sent and came only on wish. */
  onExchange(listener: (exchange: Exchange) => void, wishes?: { withBodies: boolean }): () => void;
  /** Gives up every connection. */
  close(): Promise<void>;
}

interface HttpOptions {
  settings: () => Pick<Settings, 'providers'>;
  /** Takes what is secret out of a text before it reaches an error or a listener; keys that were sent go anyway. */
  redact?: (text: string) => string;
}

export function createProviderHttp({ settings, redact = (text) => text }: HttpOptions): ProviderHttp {
  const listeners = new Map<(exchange: Exchange) => void, { withBodies: boolean }>();
  const connections = createConnections((provider) => connectionOf(settings(), provider));
  const forget = onOfflineChange(() => {
    if (isOffline()) void connections.drop();
  });
  const tell = (exchange: Exchange): void => {
    for (const listener of listeners.keys()) listener(exchange);
  };
  const keepsBodies = (): boolean => [...listeners.values()].some(({ withBodies }) => withBodies);
  return {
    forProvider(of) {
      const send = (request: DoorRequest): Promise<DoorAnswer> =>
        sendFollowing(request, { ...of, connections, redact, tell, keepsBodies: keepsBodies(), userAgent });
      return { send, fetch: asFetch(send) };
    },
    onExchange(listener, wishes = { withBodies: false }) {
      listeners.set(listener, wishes);
      return () => void listeners.delete(listener);
    },
    async close() {
      forget();
      await connections.drop();
    },
  };
}

const connectionOf = ({ providers }: Pick<Settings, 'providers'>, name: ProviderName): OneProvider['connection'] =>
  providers[name].connection;

const userAgent = `AuraVideoStudio/${appVersion()}`;
