import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Settings } from '../../../src-shared/settings.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import { guardOffline } from '../../runtime/offline-guard.ts';
import { watchedBy } from '../../runtime/watched-work.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../loopback/loopback.test-support.ts';
import type { Exchange } from './exchange.ts';
import type { DoorRequest } from './door.ts';
import { createProviderHttp, type ProviderHttp } from './provider-http.ts';

let loopback: Loopback;
let http: ProviderHttp;
let exchanges: Exchange[];
let connection: Partial<Settings['providers']['OpenAI']['connection']>;
beforeAll(async () => {
  loopback = await startLoopback();
});
beforeEach(() => {
  connection = {};
  exchanges = [];
  http = createProviderHttp({ settings: () => Settings.parse({ providers: { OpenAI: { connection } } }) });
  http.onExchange((exchange) => exchanges.push(exchange));
});
afterEach(async () => {
  guardOffline(false);
  loopback.heal();
  await http.close();
});
afterAll(() => loopback.close());

const key = loopbackKeys.OPENAI_API_KEY;
const ask = (request: Partial<DoorRequest> = {}) =>
  http.forProvider({ provider: 'OpenAI', kind: 'LLM' }).send({
    url: `${loopback.baseUrls.OpenAI}/models`,
    headers: { Authorization: `Bearer ${key}` },
    signal: new AbortController().signal,
    expects: 'json',
    ...request,
  });

test('a good answer comes whole, and who listens learns all but the key', async () => {
  const { status, body } = await runWithCorrelation('11111111-2222-4333-8444-555555555555', () => ask(), {
    jobId: 'J-ABCDEFGHJKMN',
    item: 's3',
    attempt: 2,
  });
  expect(status).toBe(200);
  expect(JSON.parse(body.toString())).toMatchObject({ object: 'list' });
  expect(loopback.requests[0]?.headers).toMatchObject({
    'x-correlation-id': '11111111-2222-4333-8444-555555555555',
    'user-agent': expect.stringMatching(/^AuraVideoStudio\/\d/),
  });
  expect(exchanges).toEqual([
    expect.objectContaining({
      ...{ provider: 'OpenAI', kind: 'LLM', jobId: 'J-ABCDEFGHJKMN', item: 's3', attempt: 2, status: 200 },
      correlationId: '11111111-2222-4333-8444-555555555555',
      connection: 'new',
      durationMs: expect.any(Number),
    }),
  ]);
  expect(exchanges[0]?.requestHeaders['authorization']).toBe('[redacted]');
  expect(JSON.stringify(exchanges)).not.toContain(key);
});

test('a key that a server echoes, and one in an address, is in no error and no exchange', async () => {
  loopback.fail('OpenAI', {
    kind: 'status',
    status: 401,
    body: { error: { message: `Incorrect API key provided: ${key}`, code: 'invalid_api_key' } },
  });
  const failure = await ask({ url: `${loopback.baseUrls.OpenAI}/models?key=${key}` }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'InvalidApiKey:OpenAI', details: { providerCode: 'invalid_api_key' } });
  expect(JSON.stringify([failure, exchanges])).not.toContain(key);
  expect(exchanges[0]?.bodyExcerpt).toContain('Incorrect API key provided: [redacted]');
});

test('what is kept of a long answer ends between words: half a secret would look like none', async () => {
  const secret = ['sk', 'ant', 'Invented7Of1No2Real3Key4QxWv'].join('-');
  const message = `${'word '.repeat(395)}${secret} and more`;
  loopback.fail('OpenAI', { kind: 'status', status: 500, body: { message } });
  const failure = await ask().catch((error: unknown) => error);
  expect(exchanges[0]?.bodyExcerpt?.length).toBeGreaterThan(1900);
  expect(JSON.stringify([failure, exchanges[0]?.bodyExcerpt])).not.toContain('sk-ant');
});

test.for([
  ['html', 'ProviderUnavailable:OpenAI', /text\/html/],
  ['truncated', 'TransientNetworkFailure', /cut/],
  ['reset', 'TransientNetworkFailure', /cut/],
] as const)('an answer that is %s is %s', async ([kind, code, message]) => {
  loopback.fail('OpenAI', { kind });
  await expect(ask()).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(loopback.requests).toHaveLength(1);
  expect(exchanges).toHaveLength(1);
});

test.for(['bomb', 'large'] as const)('of a %s only as much is read as may be', async (kind) => {
  loopback.fail('OpenAI', { kind });
  let mostBytes = 0;
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage().rss - before)), 5);
  await expect(ask()).rejects.toMatchObject({
    code: 'ProviderUnavailable:OpenAI',
    message: expect.stringMatching(/larger than 2 MB/) as string,
  });
  clearInterval(watch);
  // The server that pours it out runs in this process too.
  expect(mostBytes).toBeLessThan(64_000_000);
});

test('an abort ends the request for real: the server sees the connection close', async () => {
  loopback.fail('OpenAI', { kind: 'never' });
  const stop = new AbortController();
  const reason = new Error('enough');
  const asked = ask({ signal: stop.signal });
  await expect.poll(() => loopback.requests.length).toBe(1);
  stop.abort(reason);
  await expect(asked).rejects.toBe(reason);
  await expect.poll(() => loopback.openConnections()).toBe(0);
  expect(exchanges[0]?.error).toContain('enough');
});

test('an answer that comes in pieces is a sign of life with each of them', async () => {
  const pieces = ['{"object"', ': "list"', ', "data"', ': []}'];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    for (const [index, piece] of pieces.entries()) setTimeout(() => response.write(piece), index * 60);
    setTimeout(() => response.end(), pieces.length * 60);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  let signs = 0;
  const watcher = { sign: () => void signs++, look: () => true };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { body } = await watchedBy(watcher, () => ask({ url }));
  server.close();
  expect(JSON.parse(body.toString())).toEqual({ object: 'list', data: [] });
  expect(signs).toBeGreaterThanOrEqual(pieces.length);
});

test('it follows to the same place only', async () => {
  loopback.fail('OpenAI', { kind: 'redirect', location: `${loopback.baseUrls.OpenAI}/models?page=2` }, { times: 1 });
  expect((await ask()).status).toBe(200);
  for (const location of [
    'https://127.0.0.1/models',
    'http://localhost:1/models',
    'file:///etc/passwd',
    '//example.com/',
  ]) {
    loopback.heal();
    loopback.fail('OpenAI', { kind: 'redirect', location });
    await expect(ask()).rejects.toMatchObject({ code: 'ProviderUnavailable:OpenAI' });
    expect(loopback.requests).toHaveLength(1);
  }
  loopback.heal();
  loopback.fail('OpenAI', { kind: 'redirect', location: `${loopback.baseUrls.OpenAI}/models` });
  await expect(ask()).rejects.toMatchObject({ message: expect.stringMatching(/circle/) as string });
  expect(loopback.requests).toHaveLength(4);
});

test('connections are kept, opened each time, or one at a time', async () => {
  await ask();
  await ask();
  expect(exchanges.map((exchange) => exchange.connection)).toEqual(['new', 'reused']);
  connection = { strategy: 'perRequest' };
  await ask();
  await ask();
  expect(exchanges.slice(2).map((exchange) => exchange.connection)).toEqual(['new', 'new']);

  loopback.fail('OpenAI', { kind: 'slow', delayMs: 150 });
  connection = { strategy: 'conservative' };
  const startedMs = performance.now();
  await Promise.all([ask(), ask(), ask()]);
  expect(performance.now() - startedMs).toBeGreaterThan(430);
});

test('requests keep the interval that is set', async () => {
  connection = { requestInterval: 120 };
  const startedMs = performance.now();
  await Promise.all([ask(), ask(), ask()]);
  expect(performance.now() - startedMs).toBeGreaterThan(230);
});

test('nothing listens, no such name, no such scheme', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  await expect(ask({ url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({
    code: 'TransientNetworkFailure',
    message: expect.stringMatching(/nothing answers/) as string,
  });
  await expect(ask({ url: 'ftp://127.0.0.1/' })).rejects.toMatchObject({
    code: 'InvalidInput:providers.OpenAI.baseUrl',
  });
});

test('offline nothing is sent, also over a connection that is kept', async () => {
  await ask();
  guardOffline(true);
  await expect(ask()).rejects.toMatchObject({ code: 'ProviderUnavailable:OpenAI', details: { isOffline: true } });
  expect(loopback.requests).toHaveLength(1);
  await expect.poll(() => loopback.openConnections()).toBe(0);
  guardOffline(false);
  expect((await ask()).status).toBe(200);
});
