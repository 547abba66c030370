import type { KeyName } from '../../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../../src-shared/provider-settings.ts';

/** A request as a provider's server sees it. */
export interface SeenRequest {
  provider: ProviderName;
  route: RouteName;
  method: string;
  /** After the base address, with a slash in front. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  text: string;
  /** Undefined where the body is no JSON. */
  json: Record<string, unknown> | undefined;
  /** Of the client: the same for two requests over one connection. */
  port: number;
  /** When its head was there, by `performance.now()`. */
  arrivedMs: number;
  /** Once it was: with what, and how long the server took. */
  answered?: { status: number; durationMs: number };
}

/** What a route is there for: the kind of work, the cheap check, a picture's file, the word that one was used. */
export type RouteName = ProviderKind | 'check' | 'download' | 'used';

export interface GoodAnswer {
  headers?: Record<string, string>;
  /** Objects go out as JSON. */
  body: Buffer | object;
}

export interface Route {
  name: RouteName;
  method: 'GET' | 'POST';
  path: RegExp;
  /** What is not as the provider's documentation has it. */
  problems?: (request: SeenRequest) => (string | false | undefined)[];
  answer: (request: SeenRequest, origin: string) => GoodAnswer;
}

export interface Protocol {
  provider: ProviderName;
  /** Of the base address at the loopback server. */
  mount: string;
  keyName?: KeyName;
  /** The key as it arrives. */
  keyOf?: (request: SeenRequest) => string | undefined;
  routes: Route[];
}

export const bearer = ({ headers }: SeenRequest): string | undefined =>
  /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1];

export const isJsonRequest = ({ headers, json }: SeenRequest): string | false =>
  (!headers['content-type']?.startsWith('application/json') || json === undefined) && 'the body is not JSON';

export const hasText = (value: unknown, name: string): string | false =>
  (typeof value !== 'string' || value === '') && `${name} is not a text`;
