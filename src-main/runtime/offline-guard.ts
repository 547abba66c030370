import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { isLoopbackHost } from './loopback.ts';

/** Endpoints `host:port` on this computer that may be reached all the same, such as a model server of the user's own. */
type Allowed = () => ReadonlySet<string>;

let isOn = false;
let allowed: Allowed = () => new Set();
let isInstalled = false;
const listeners = new Set<() => void>();

export const isOffline = (): boolean => isOn;

/** True when that `host:port` may not be reached now. */
export const isOfflineFor = (endpoint: string): boolean => isOn && !isAllowed(endpoint);

/** Told whenever the guard goes on or off: connections that stand must be given up. */
export function onOfflineChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * While it is on, nothing in this thread opens a socket or asks for a name: TCP, TLS, UDP and DNS fail with
 * `ERR_STUDIO_OFFLINE` before the system is asked, whoever tries. Pipes and the `allowed` endpoints of this very
 * computer go on. Works at run time, both ways.
 */
export function guardOffline(shouldBeOn: boolean, endpoints: Allowed = () => new Set()): void {
  allowed = endpoints;
  if (shouldBeOn) install();
  if (isOn === shouldBeOn) return;
  isOn = shouldBeOn;
  for (const listener of listeners) listener();
}

const offlineError = (what: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`The studio is offline: ${what} was not opened`), { code: 'ERR_STUDIO_OFFLINE' });

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  guardSockets();
  guardDatagrams();
  guardNames(dns, 'callback');
  guardNames(dns.Resolver.prototype, 'callback');
  guardNames(dns.promises, 'promise');
  guardNames(dns.promises.Resolver.prototype, 'promise');
  // Names that were imported one by one see it too.
  syncBuiltinESMExports();
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Everything over TCP comes through here: net, tls, http, http2, fetch and undici. */
function guardSockets(): void {
  const prototype = net.Socket.prototype as unknown as { connect: AnyFunction };
  const { connect } = prototype;
  prototype.connect = function guardedConnect(this: net.Socket, ...args: unknown[]) {
    const target = targetOf(args);
    if (!isOn || isAllowed(target)) return connect.apply(this, args);
    const error = offlineError(`a connection to ${target}`);
    // What is written meanwhile waits; `http` listens for errors only after the next tick.
    Object.assign(this, { connecting: true });
    setImmediate(() => this.destroy(error));
    return this;
  } as AnyFunction;
}

/** `host:port`, or the path of a pipe. Takes what `net.connect` takes, also as Node itself hands it on: in an array. */
function targetOf(args: readonly unknown[]): string {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { path?: unknown; host?: unknown; port?: unknown };
    return typeof path === 'string' ? path : `${asText(host) || 'localhost'}:${asText(port)}`;
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first;
  return `${typeof args[1] === 'string' ? args[1] : 'localhost'}:${asText(first)}`;
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function isAllowed(target: string): boolean {
  const [, host = '', port] = /^(.*):(\d+)$/.exec(target) ?? [];
  if (port === undefined) return true;
  return isLoopbackHost(host) && [...allowed()].some((endpoint) => isSameEndpoint(endpoint, host, port));
}

/** `localhost` and both loopback addresses are one. */
function isSameEndpoint(endpoint: string, host: string, port: string): boolean {
  const colon = endpoint.lastIndexOf(':');
  const name = endpoint.slice(0, colon);
  if (endpoint.slice(colon + 1) !== port) return false;
  return name === host || (name === 'localhost' && ['127.0.0.1', '::1'].includes(host));
}

function guardDatagrams(): void {
  const prototype = dgram.Socket.prototype as unknown as Record<'send' | 'connect' | 'bind', AnyFunction>;
  for (const name of ['send', 'connect', 'bind'] as const) {
    const original = prototype[name];
    prototype[name] = function guardedDatagram(this: dgram.Socket, ...args: unknown[]) {
      if (!isOn) return original.apply(this, args);
      const error = offlineError('a UDP socket');
      const callback = name === 'bind' ? undefined : args.findLast((arg) => typeof arg === 'function');
      process.nextTick(() => (callback ? (callback as AnyFunction)(error) : this.emit('error', error)));
      return this;
    } as AnyFunction;
  }
}

/** `lookup`, `reverse` and every `resolve…`. */
function guardNames(of: object, style: 'callback' | 'promise'): void {
  const functions = of as Record<string, AnyFunction>;
  const names = Object.getOwnPropertyNames(of).filter((name) => /^(?:lookup|reverse|resolve)/.test(name));
  for (const name of names) {
    const original = functions[name];
    if (typeof original !== 'function') continue;
    const guarded: AnyFunction = function guardedLookup(...args) {
      if (!isOn) return original.apply(this, args);
      const host = asText(args[0]);
      return name === 'lookup' && isLoopbackHost(host)
        ? answerLoopback(host, args, style)
        : refuseName(offlineError(`a name server for ${host}`), args, style);
    };
    // `util.promisify(dns.lookup)` answers as the documentation says by what hangs on the function.
    functions[name] = Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original));
  }
}

function refuseName(error: Error, args: readonly unknown[], style: 'callback' | 'promise'): unknown {
  if (style === 'promise') return Promise.reject(error);
  const callback = args.findLast((arg) => typeof arg === 'function') as AnyFunction;
  process.nextTick(() => callback(error));
  return {};
}

/** The system's own resolver could ask a server even for these. */
function answerLoopback(host: string, args: readonly unknown[], style: 'callback' | 'promise'): unknown {
  const options =
    typeof args[1] === 'object' && args[1] !== null ? (args[1] as { all?: boolean; family?: unknown }) : {};
  const version = net.isIP(host);
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  // 4 and 'IPv4', 6 and 'IPv6'; everything else is both.
  const wanted = /[46]$/.exec(asText(options.family ?? args[1]))?.[0];
  const found =
    version > 0
      ? [{ address: host, family: version }]
      : both.filter(({ family }) => !wanted || family === Number(wanted));
  const first = found[0] ?? both[0]!;
  if (style === 'promise') return Promise.resolve(options.all ? found : first);
  const callback = args.findLast((arg) => typeof arg === 'function') as AnyFunction;
  process.nextTick(() => (options.all ? callback(null, found) : callback(null, first.address, first.family)));
  return {};
}
