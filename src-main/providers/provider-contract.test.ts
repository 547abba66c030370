import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { Scene, Script, SpokenScene } from '../../src-shared/film.ts';
import { keyNames } from '../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { openLog } from '../logging/log.ts';
import { readFile, readdir } from 'node:fs/promises';
import type { Exchange } from './http/exchange.ts';
import { createProviderHttp, type ProviderHttp } from './http/provider-http.ts';
import type { Fault } from './loopback/fault.test-support.ts';
import { loopbackKeys, startLoopback, type Loopback } from './loopback/loopback.test-support.ts';
import { publishedErrors } from './loopback/published-errors.test-support.ts';
import { createProviders } from './provider-list.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';
import type { Illustrator, Narrator, ProviderCall, ScriptWriter } from './provider.ts';

type AnyProvider = ScriptWriter | Narrator | Illustrator;

/** Every provider that talks to a server; what needs none has tests of its own. */
const networked: readonly (readonly [ProviderName, ProviderKind])[] = [
  ['OpenAI', 'LLM'],
  ['Anthropic', 'LLM'],
  ['Google', 'LLM'],
  ['LocalLLM', 'LLM'],
  ['ElevenLabs', 'TTS'],
  ['OpenAI', 'TTS'],
  ['Pexels', 'Images'],
  ['Pixabay', 'Images'],
  ['Unsplash', 'Images'],
  ['OpenAI', 'Images'],
  ['Stability', 'Images'],
  ['LocalDiffusion', 'Images'],
];

let folder: string;
let loopback: Loopback;
let http: ProviderHttp;
let providers: ReturnType<typeof createProviders>;
let exchanges: Exchange[];
let keys: Record<string, string>;
let logFile: ReturnType<typeof openLog>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-contract-'));
  loopback = await startLoopback();
  logFile = openLog({ folder: join(folder, 'logs'), level: 'debug' });
  const settings = Settings.parse({
    providers: Object.fromEntries(Object.entries(loopback.baseUrls).map(([name, baseUrl]) => [name, { baseUrl }])),
  });
  http = createProviderHttp({ settings: () => settings });
  http.onExchange((exchange) => exchanges.push(exchange));
  providers = createProviders({
    ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
    http,
    keys: { get: (name) => keys[name] },
    settings: () => settings,
  });
});
beforeEach(() => {
  exchanges = [];
  keys = { ...loopbackKeys };
  loopback.heal();
});
afterEach(() => loopback.heal());
afterAll(async () => {
  await providers.close();
  await loopback.close();
  await logFile.close();
  await rm(folder, { recursive: true, force: true });
});

const all = (): AnyProvider[] => [...providers.scriptWriters, ...providers.narrators, ...providers.illustrators];
const find = (name: ProviderName, kind: ProviderKind): AnyProvider => {
  const found = all().find((provider) => provider.name === name && provider.kind === kind);
  if (!found) throw new Error(`There is no ${name}-${kind}`);
  return found;
};

const brief = Brief.parse({ topic: 'Why the sea comes and goes', durationSeconds: 30 });
let count = 0;
/** A piece of the provider's work, as the pipeline asks for it. */
function work(provider: AnyProvider, call: ProviderCall): Promise<unknown> {
  count += 1;
  switch (provider.kind) {
    case 'LLM':
      return provider.write(brief, call);
    case 'TTS':
      return provider.speak(
        {
          ...{ sceneId: 's1', text: 'The moon pulls at the water.', voice: provider.voiceFor('slt'), rate: 1 },
          ...{ language: 'en', audioPath: join(folder, `voice-${count}.wav`) },
        },
        call,
      );
    case 'Images': {
      const scene = Scene.parse({
        ...{ sceneId: 's1', heading: 'The moon', narration: 'The moon pulls.', imageQuery: 'moon above the sea' },
        visual: { kind: 'quote', quote: 'The moon pulls' },
      });
      return provider.draw(
        {
          ...{ scene, filmTitle: 'Tides', sceneNumber: 1, sceneCount: 1, width: 640, height: 360 },
          ...{ brief: { theme: 'midnight', language: 'en', seed: 1 }, imagePath: join(folder, `picture-${count}.png`) },
        },
        call,
      );
    }
  }
}

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
    (await readdir(join(folder, 'logs'))).map((name) => readFile(join(folder, 'logs', name), 'utf8')),
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
  const names = all().map(({ name, kind }) => `${name}-${kind}`);
  expect(new Set(names).size).toBe(names.length);
  for (const [name, kind] of networked) expect(names).toContain(`${name}-${kind}`);
  for (const { keyName } of all()) if (keyName) expect(keyNames).toContain(keyName);
});

describe.for(networked)('%s-%s', ([name, kind]) => {
  test('does its work, by the documentation, and tells what it used', async () => {
    const used: CallUsage[] = [];
    const provider = find(name, kind);
    const made = await work(provider, { ...quiet(), used: (usage) => used.push(usage) });
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
    const provider = find(name, kind);
    const check = await provider.check?.(quiet());
    expect(check).toBeDefined();
    expect(loopback.problems).toEqual([]);
    expect(loopback.requests.every(({ method }) => method === 'GET')).toBe(true);
    if (!provider.keyName) return;
    keys = { ...keys, [provider.keyName]: 'a-key-that-nobody-gave-out' };
    loopback.heal();
    const failure = await failureOf(provider.check!(quiet()));
    expect(failure.code).toBe(`InvalidApiKey:${name}`);
    expect(loopback.requests).toHaveLength(1);
  });

  test('sends no byte without its key', async () => {
    const provider = find(name, kind);
    if (!provider.keyName) return;
    keys = {};
    expect((await failureOf(work(provider, quiet()))).code).toBe(`MissingApiKey:${provider.keyName}`);
    expect((await failureOf(provider.check!(quiet()))).code).toBe(`MissingApiKey:${provider.keyName}`);
    expect(loopback.requests).toEqual([]);
  });

  test('says of every published error what it is, after one request', async () => {
    const published = publishedErrors.filter(({ provider }) => provider === name);
    expect(published.length).toBeGreaterThan(0);
    for (const { status, headers = {}, body, code, retryAfterMs } of published) {
      loopback.heal();
      loopback.fail(name, { kind: 'status', status, headers, body });
      const failure = await failureOf(work(find(name, kind), quiet()));
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
      const failure = await failureOf(work(find(name, kind), quiet()));
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
    const failure = await failureOf(work(find(name, kind), quiet()));
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
    const asked = work(find(name, kind), quiet(stop.signal)).catch((error: unknown) => error);
    await expect.poll(() => loopback.requests.length).toBe(1);
    const abortedMs = performance.now();
    stop.abort(reason);
    expect(await asked).toBe(reason);
    expect(performance.now() - abortedMs).toBeLessThan(1000);
    await http.close();
    await expect.poll(() => loopback.openConnections()).toBe(0);
    expect(loopback.requests).toHaveLength(1);
  });
});
