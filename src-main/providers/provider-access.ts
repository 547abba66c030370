import { StudioError } from '../../src-shared/failure.ts';
import type { KeyName } from '../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { isLoopbackHost } from '../runtime/loopback.ts';
import type { KeySource } from '../storage/keys.ts';
import type { ProviderDoor } from './http/door.ts';
import type { ProviderHttp } from './http/provider-http.ts';
import { apis, costUsd, defaultModel } from './model-catalogue.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';
import type { ProviderCall } from './provider.ts';

/** What every provider over the network is made of. */
export interface NetworkParts {
  http: ProviderHttp;
  keys: KeySource;
  /** Read at each call anew, so that a change needs no restart. */
  settings: () => Pick<Settings, 'providers'>;
}

/** One provider's way to its server, by the settings and keys of the moment. */
export interface ProviderAccess {
  readonly door: ProviderDoor;
  /** Throws `MissingApiKey:{KEY}`. */
  key(): string;
  /** An address below the API's base, which ends without a slash. */
  address(path: string, query?: Record<string, string>): string;
  baseUrl(): string;
  isLoopback(): boolean;
  model(): string;
  voice(): string | undefined;
  /** Tells what a call used, with its price. */
  charge(call: ProviderCall, usage: CallUsage): void;
}

interface Named {
  name: ProviderName;
  kind: ProviderKind;
  keyName?: KeyName;
}

export function accessTo({ name, kind, keyName }: Named, { http, keys, settings }: NetworkParts): ProviderAccess {
  const own = () => settings().providers[name];
  const baseUrl = (): string => withVersion(own().baseUrl ?? apis[name]?.baseUrl ?? '', apis[name]?.version);
  return {
    door: http.forProvider({ provider: name, kind }),
    key() {
      const key = keyName && keys.get(keyName);
      if (key) return key;
      throw new StudioError(`MissingApiKey:${keyName ?? ''}`, { details: { provider: name } });
    },
    baseUrl,
    address: (path, query) => `${baseUrl()}${path}${query ? `?${new URLSearchParams(query).toString()}` : ''}`,
    isLoopback: () => URL.canParse(baseUrl()) && isLoopbackHost(new URL(baseUrl()).hostname),
    model: () => own().model ?? defaultModel(name, kind) ?? '',
    voice: () => own().voice,
    charge(call, usage) {
      const cost = costUsd(name, kind, usage);
      call.used({ ...usage, ...(cost !== undefined && { costUsd: cost }) });
    },
  };
}

/** `http://localhost:11434` is what people write where the API begins at `/v1`. */
function withVersion(baseUrl: string, version: string | undefined): string {
  const plain = baseUrl.replace(/\/+$/, '');
  if (version === undefined || /\/v\d\w*$/.test(plain)) return plain;
  return `${plain}/${version}`;
}
