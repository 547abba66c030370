import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { Script, SpokenScene } from '../../src-shared/film.ts';
import { keyNames } from '../../src-shared/provider-keys.ts';
import { openLog } from '../logging/log.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';
import type { Exchange } from './http/exchange.ts';
import type { Fault } from './loopback/fault.test-support.ts';
import { loopbackKeys, type Loopback } from './loopback/loopback.test-support.ts';
import { networked, openProviders } from './loopback/open-providers.test-support.ts';
import { publishedErrors } from './loopback/published-errors.test-support.ts';
import type { ProviderCall } from './provider.ts';

let opened: Awaited<ReturnType<typeof openProviders>>;
let loopback: Loopback;
let exchanges: Exchange[];
let logFile: ReturnType<typeof openLog>;
beforeAll(async () => {
  opened = await openProviders();
  ({ loopback } = opened);
  logFile = openLog({ folder: join(opened.folder, 'logs'), level: 'debug' });
  opened.http.onExchange((exchange) => exchanges.push(exchange));
});
beforeEach(() => {
  exchanges = [];
  opened.keys.held = loopbackKeys;
  loopback.heal();
});
afterEach(() => loopback.heal());
afterAll(async () => {
  await logFile.close();
  await opened.close();
});

const quiet = (signal = new AbortController().signal): ProviderCall => ({ signal, used() {} });
const failureOf = (promise: Promise<unknown>): Promise<StudioError> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(StudioError);
      return error as StudioError;
    },
  );

/** Not one of the keys, as it is or encoded, in what anybody may read later. */
async function expectNoKeyTold(...told: unknown[]): Promise<void> {
  await logFile.flush();
  const files = await Promise.all(
    (await readdir(join(opened.folder, 'logs'))).map((name) => readFile(join(opened.folder, 'logs', name), 'utf8')),
  );
  const texts = [...told.map(textOf), JSON.stringify(exchanges), ...files].join('\n');
  for (const key of Object.values(loopbackKeys)) {
    expect(texts).not.toContain(key);
    expect(texts).not.toContain(Buffer.from(key).toString('base64'));
  }
}

const textOf = (error: unknown): string =>
  error instanceof StudioError
    ? JSON.stringify([error.code, error.message, error.details, String(error.cause)])
    : String(error);

test('every provider has a name, a kind and what its key is called; no two are the same', () => {
  const names = opened.all.map(({ name, kind }) => `${name}-${kind}`);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, kind] of networked) expect(names).toContain(`${name}-${kind}`);
  for (const { keyName } of opened.all) if (keyName) expect(keyNames).toContain(keyName);
});

describe.for(networked)('%s-%s', ([name, kind]) => {
  test('does its work, by the documentation, and tells what it used', async () => {
    const used: CallUsage[] = [];
    const provider = opened.find(name, kind);
    const made = await opened.work(provider, { ...quiet(), used: (usage) => used.push(usage) });
    expect(loopback.problems).toEqual([]);
    expect(exchanges.filter(({ error }) => error !== undefined)).toEqual([]);
    if (kind === 'LLM') expect(Script.parse(made).scenes.length).toBeGreaterThan(1);
    if (kind === 'TTS') expect(SpokenScene.parse(made)).toMatchObject({ sceneId: 's1', words: { length: 6 } });
    if (kind === 'Images')
      expect(made).toMatchObject({ width: expect.any(Number) as number, credit: { provider: name } });
    if (provider.model !== undefined) expect(used).toEqual([expect.objectContaining({ model: provider.model })]);
    await expectNoKeyTold(made, used);
  });

  test('answers whether it works, cheaply', async () => {
    const provider = opened.find(name, kind);
    const check = await provider.check?.(quiet());
    expect(check).toBeDefined();
    expect(loopback.problems).toEqual([]);
    expect(loopback.requests.every(({ method }) => method === 'GET')).toBe(true);
    if (!provider.keyName) return;
    opened.keys.held = { ...loopbackKeys, [provider.keyName]: 'a-key-that-nobody-gave-out' };
    loopback.heal();
    const failure = await failureOf(provider.check!(quiet()));
    expect(failure.code).toBe(`InvalidApiKey:${name}`);
    expect(loopback.requests).toHaveLength(1);
  });

  test('sends no byte without its key', async () => {
    const provider = opened.find(name, kind);
    if (!provider.keyName) return;
    opened.keys.held = {};
    expect((await failureOf(opened.work(provider, quiet()))).code).toBe(`MissingApiKey:${provider.keyName}`);
    expect((await failureOf(provider.check!(quiet()))).code).toBe(`MissingApiKey:${provider.keyName}`);
    expect(loopback.requests).toEqual([]);
  });

  test('says of every published error what it is, after one request', async () => {
    const published = publishedErrors.filter(({ provider }) => provider === name);
    expect(published.length).toBeGreaterThan(0);
    for (const { status, headers = {}, body, code, retryAfterMs } of published) {
      loopback.heal();
      loopback.fail(name, { kind: 'status', status, headers, body });
      const failure = await failureOf(opened.work(opened.find(name, kind), quiet()));
      expect([status, failure.code]).toEqual([status, code]);
      expect(failure.details).toMatchObject({ provider: name, status });
      if (retryAfterMs !== undefined) expect(failure.details).toMatchObject({ retryAfterMs });
      expect(loopback.requests).toHaveLength(1);
    }
    await expectNoKeyTold();
  });

  const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
  const statuses: [number, Record<string, string>, RegExp][] = [
    [401, {}, /^InvalidApiKey:/],
    [402, {}, /^QuotaExceeded:/],
    [403, {}, /^InvalidApiKey:/],
    [404, {}, /^InvalidInput:/],
    [408, {}, /^TransientNetworkFailure$/],
    [429, { 'retry-after': '12' }, /^RateLimited:/],
    [429, { 'retry-after': inTwoMinutes }, /^RateLimited:/],
    [500, {}, /^ProviderUnavailable:/],
    [503, { 'retry-after': '3' }, /^ProviderUnavailable:/],
  ];
  test('says of a bare status what it is, after one request', async () => {
    for (const [status, headers, code] of statuses) {
      loopback.heal();
      loopback.fail(name, { kind: 'status', status, headers, body: '' });
      const failure = await failureOf(opened.work(opened.find(name, kind), quiet()));
      expect([status, failure.code]).toEqual([status, expect.stringMatching(code)]);
      expect(loopback.requests).toHaveLength(1);
      if (headers['retry-after'] !== undefined) expect(failure.details?.['retryAfterMs']).toBeGreaterThan(2000);
    }
  });

  const faults: [Fault['kind'], Fault, RegExp][] = [
    ['truncated', { kind: 'truncated' }, /^TransientNetworkFailure$/],
    ['reset', { kind: 'reset' }, /^TransientNetworkFailure$/],
    ['garbage', { kind: 'garbage' }, /^ProviderUnavailable:/],
    ['html', { kind: 'html' }, /^ProviderUnavailable:/],
    ['bomb', { kind: 'bomb' }, /^ProviderUnavailable:/],
    ['large', { kind: 'large' }, /^ProviderUnavailable:/],
    ['redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/elsewhere' }, /^ProviderUnavailable:/],
  ];
  test.for(faults)('an answer that is %s costs one request and little memory', async ([, fault, code]) => {
    loopback.fail(name, fault);
    const before = process.memoryUsage().rss;
    let mostBytes = 0;
    const watch = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage().rss - before)), 5);
    const failure = await failureOf(opened.work(opened.find(name, kind), quiet()));
    clearInterval(watch);
    expect(failure.code).toMatch(code);
    expect(loopback.requests).toHaveLength(1);
    // The server that pours it out runs in this process too.
    expect(mostBytes).toBeLessThan(64_000_000);
    await expectNoKeyTold(failure);
  });

  test.for(['never', 'slow'] as const)('of one that is %s it lets go at once when it is told to', async (fault) => {
    loopback.fail(name, fault === 'never' ? { kind: 'never' } : { kind: 'slow', delayMs: 20_000 });
    const stop = new AbortController();
    const reason = new StudioError('StepTimeout:request');
    const asked = opened.work(opened.find(name, kind), quiet(stop.signal)).catch((error: unknown) => error);
    await expect.poll(() => loopback.requests.length).toBe(1);
    const abortedMs = performance.now();
    stop.abort(reason);
    expect(await asked).toBe(reason);
    expect(performance.now() - abortedMs).toBeLessThan(1000);
    await opened.http.close();
    await expect.poll(() => loopback.openConnections()).toBe(0);
    expect(loopback.requests).toHaveLength(1);
  });
});
