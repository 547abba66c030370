import { mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { DebugLog } from '../../../src-shared/batch-debug.ts';
import { JobRequest } from '../../../src-shared/job.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { openJournal } from '../../jobs/open-journal.test-support.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import { createProviderHttp, type ProviderHttp } from '../../providers/http/provider-http.ts';
import { slicePauseMs } from '../../providers/http/connections.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../../providers/loopback/loopback.test-support.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { BatchDebug } from './batch-debug.ts';

let loopback: Loopback;
beforeAll(async () => {
  loopback = await startLoopback();
});
beforeEach(() => loopback.heal());
afterAll(() => loopback.close());

const key = loopbackKeys.OPENAI_API_KEY;
const minuteMs = 60_000;

interface Options {
  dataFolder?: string;
  environment?: Record<string, string>;
  connection?: object;
}

/** A debug desk on a real database and a real HTTP door, with a clock of the test's own. */
async function debugFor({ dataFolder, environment = {}, connection = {} }: Options = {}) {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'aura-debug-')));
  const { database, store, journal, addJob } = openJournal(folder);
  const settings = () => Settings.parse({ providers: { OpenAI: { connection } } });
  const http = createProviderHttp({ settings });
  const clock = { now: Date.parse('2026-05-01T10:55:00Z') };
  const redactor = createRedactor();
  const open = () =>
    new BatchDebug({
      ...{ database, store, http, settings, environment, dataFolder: folder },
      providers: { scriptWriters: [], narrators: [], illustrators: [] },
      requestOf: () => JobRequest.parse({ brief: { topic: 'Tides' } }),
      redact: (value) => redactor.redactValue(value),
      now: () => clock.now,
    });
  const debug = open();
  onTestFinished(async () => {
    await debug.close();
    await http.close();
    database.close();
  });
  const sessionFiles = () => readdir(join(folder, 'debug')).catch(() => []);
  return { debug, open, http, clock, folder, sessionFiles, store, journal, addJob };
}

/** One request of a job; what it fails with is the provider's business. */
const ask = (http: ProviderHttp, jobId: string, item = 's1', attempt = 1) =>
  runWithCorrelation(
    '11111111-2222-4333-8444-555555555555',
    () =>
      http
        .forProvider({ provider: 'OpenAI', kind: 'LLM' })
        .send({
          url: `${loopback.baseUrls.OpenAI}/models`,
          headers: { Authorization: `Bearer ${key}`, Cookie: 'session=secretCookieValue42' },
          signal: new AbortController().signal,
          expects: 'json',
        })
        .catch(() => undefined),
    { jobId, item, attempt },
  );

describe('the time of a session', () => {
  test.each([0, -5, 1e9, 4, 121, Number.NaN])('of %d minutes is refused', async (minutes) => {
    const { debug } = await debugFor();
    await expect(debug.enable(minutes)).rejects.toMatchObject({ code: 'InvalidInput:minutes' });
    expect(await debug.status()).toMatchObject({ enabled: false, files: [] });
  });

  test('goes over the hour, ends by itself, and a second enabling is not ended by the first', async () => {
    const { debug, clock } = await debugFor();
    expect(await debug.enable(10)).toMatchObject({ enabled: true, expiresAt: '2026-05-01T11:05:00.000Z' });
    clock.now += 8 * minuteMs;
    expect(await debug.enable(30)).toMatchObject({ expiresAt: '2026-05-01T11:33:00.000Z' });
    clock.now += 3 * minuteMs;
    expect((await debug.status()).enabled).toBe(true);
    // A shorter one never takes time away.
    expect(await debug.enable(5)).toMatchObject({ expiresAt: '2026-05-01T11:33:00.000Z' });
    clock.now += 28 * minuteMs;
    expect(await debug.status()).toEqual({ enabled: false, files: [] });
  });

  test('is seen by every process and after a restart', async () => {
    const first = await debugFor();
    await first.debug.enable();
    const other = await debugFor({ dataFolder: first.folder });
    expect(await other.debug.status()).toMatchObject({ enabled: true, expiresAt: '2026-05-01T11:25:00.000Z' });
    await other.debug.disable();
    expect((await first.debug.status()).enabled).toBe(false);
  });

  test('may be set by the environment', async () => {
    const { debug, http, sessionFiles } = await debugFor({ environment: { AURA_BATCH_DEBUG: 'true' } });
    expect(await debug.status()).toMatchObject({ enabled: true });
    await ask(http, 'J-ABCDEFGHJKMN');
    await debug.log('J-ABCDEFGHJKMN');
    expect(await sessionFiles()).toHaveLength(1);
  });
});

test('off, nobody listens and there is no file', async () => {
  const { debug, http, sessionFiles } = await debugFor();
  let listeners = 0;
  const watched: ProviderHttp = {
    ...http,
    onExchange: (listener) => {
      listeners += 1;
      return http.onExchange(listener);
    },
  };
  await ask(watched, 'J-ABCDEFGHJKMN');
  expect(listeners).toBe(0);
  expect(await sessionFiles()).toEqual([]);
  await expect(debug.summary('J-ABCDEFGHJKMN')).rejects.toMatchObject({ code: 'NotFound:debug session' });
});

const failure = (status: number) => ({
  kind: 'status' as const,
  status,
  body: { error: { message: `Said ${status}` } },
});

test.each([0, 20, 60, 100])('a session tells exactly what the server saw when %i %% fail', async (failing) => {
  const { debug, http } = await debugFor();
  await debug.enable();
  for (let number = 0; number < 10; number++) {
    if (number < failing / 10) loopback.fail('OpenAI', failure(503), { times: 1 });
    await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
  }
  const log = await debug.log('J-ABCDEFGHJKMN');
  const failed = failing / 10;
  expect(loopback.requests).toHaveLength(10);
  expect(log).toMatchObject({
    ...{ debug_enabled: true, job_id: 'J-ABCDEFGHJKMN', total_requests: 10 },
    ...{ successful_requests: 10 - failed, failed_requests: failed, success_rate_percent: 100 - failing },
    status_code_breakdown: {
      ...(failed > 0 && { 503: failed }),
      ...(failed < 10 && { 200: 10 - failed }),
    },
  });
  expect(log.request_timings.map(({ item, status }) => [item, status])).toEqual(
    Array.from({ length: 10 }, (_, number) => [`s${number}`, number < failed ? 503 : 200]),
  );
  expect(log.request_timings.every(({ response_time_ms }) => response_time_ms >= 0)).toBe(true);
  expect(log.request_timings.some(({ response_time_ms }) => response_time_ms > 0)).toBe(true);
  expect(log.failure_patterns).toHaveLength(failed);
});

test.each([
  [400, /item IDs/],
  [401, /key/],
  [403, /key/],
  [404, /no longer exists/],
  [429, /500 ms/],
  [503, /500 ms/],
])('a session in which one of ten requests is answered %i gives its advice', async (status, words) => {
  const { debug, http } = await debugFor();
  await debug.enable();
  loopback.fail('OpenAI', failure(status), { times: 1 });
  for (let number = 0; number < 10; number++) await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
  const summary = await debug.summary('J-ABCDEFGHJKMN');
  expect(summary.status_code_breakdown).toEqual({ [status]: 1, 200: 9 });
  expect(summary.recommendations).toEqual([expect.stringMatching(words) as string]);
  expect(summary.failure_patterns).toEqual([{ id: 's0', code: String(status), body: expect.any(String) as string }]);
  expect(summary).not.toHaveProperty('request_timings');
});

test('a session is in its file after each request, parses there, and holds no secret', async () => {
  const { debug, http, folder, sessionFiles } = await debugFor();
  await debug.enable();
  loopback.fail('OpenAI', {
    kind: 'status',
    status: 400,
    body: { error: { message: `Bad key ${key}, mail wilhelmine@harbour-lights.org` } },
  });
  await ask(http, 'J-ABCDEFGHJKMN', 's1', 2);
  // Read from the disk as another process would after a crash: nothing was closed.
  let text = '';
  await expect
    .poll(async () => {
      const [name = ''] = await sessionFiles();
      text = await readFile(join(folder, 'debug', name), 'utf8').catch(() => '');
      return text;
    })
    .not.toBe('');
  const log = DebugLog.parse(JSON.parse(text));
  expect(log).toMatchObject({ total_requests: 1, request_timings: [{ attempt: 2, connection: 'new', status: 400 }] });
  expect(log.environment.providers[0]).toMatchObject({ provider: 'OpenAI', endpoint: loopback.origin });
  expect(Math.abs(log.environment.providers[0]?.clock_skew_ms ?? Number.NaN)).toBeLessThan(60_000);
  for (const secret of [key, 'secretCookieValue42', 'wilhelmine@']) expect(text).not.toContain(secret);
});

test('a row cannot be tested where nothing would leave this computer', async () => {
  const { debug } = await debugFor();
  await expect(debug.testItem('B-ABCDEFGHJKMN', 1)).rejects.toMatchObject({ code: 'Conflict:local' });
});

test('a long session keeps its counts exact and its file under 100 KB, the failures first', async () => {
  const { debug, http, folder, sessionFiles } = await debugFor({ connection: { concurrency: 16 } });
  await debug.enable();
  loopback.fail('OpenAI', failure(404), { times: 1 });
  await ask(http, 'J-ABCDEFGHJKMN', 'gone');
  await Promise.all(Array.from({ length: 200 }, (_, number) => ask(http, 'J-ABCDEFGHJKMN', `s${number}`)));
  const log = await debug.log('J-ABCDEFGHJKMN');
  const [name = ''] = await sessionFiles();
  expect((await readFile(join(folder, 'debug', name))).length).toBeLessThan(100_000);
  expect(log.total_requests).toBe(201);
  expect(log.request_timings.length + log.omitted_requests).toBe(201);
  expect(log.request_timings.some(({ item }) => item === 'gone')).toBe(true);
});

test('jobs with underscores in their IDs keep them, and clean-up spares the young and those at work', async () => {
  const { debug, folder, clock, addJob, journal } = await debugFor();
  await debug.enable();
  const running = addJob();
  const ended = addJob();
  journal.record(running.jobId, { kind: 'job-status', status: 'Running', percent: 0 });
  journal.record(ended.jobId, { kind: 'job-canceled' });
  const write = async (jobId: string, stamp: string) => {
    await writeFile(join(folder, 'debug', `job_${jobId}_${stamp}.json`), '{"x": 1}');
  };
  await debug.cleanup(3650);
  await write('my_own_job', '20260401_101500');
  await write(running.jobId, '20260401_101500');
  await write(ended.jobId, '20260401_101500');
  await write('young', '20260430_101500');
  await writeFile(join(folder, 'debug', 'notes.txt'), 'x');
  await utimes(join(folder, 'debug', 'notes.txt'), 0, 0);
  expect((await debug.status()).files.map(({ jobId }) => jobId).toSorted()).toEqual(
    [running.jobId, ended.jobId, 'my_own_job', 'young'].toSorted(),
  );
  expect(await debug.cleanup()).toEqual({ deleted: 2, bytesFreed: 16 });
  expect(await debug.cleanup()).toEqual({ deleted: 0, bytesFreed: 0 });
  clock.now += 40 * 86_400_000;
  expect(await debug.cleanup(1)).toMatchObject({ deleted: 1 });
  await expect(debug.cleanup(-1)).rejects.toMatchObject({ code: 'InvalidInput:days' });
});

describe('a strategy is seen on the wire:', () => {
  const connectionsOf = async (connection: object, count = 4) => {
    const { debug, http } = await debugFor({ connection });
    await debug.enable();
    const started = performance.now();
    for (let number = 0; number < count; number++) await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
    const { request_timings, session_events } = await debug.log('J-ABCDEFGHJKMN');
    return {
      kinds: request_timings.map((timing) => timing.connection),
      starts: request_timings.map(({ timestamp }) => Date.parse(timestamp)),
      tookMs: performance.now() - started,
      session_events,
    };
  };

  test('kept connections are used again', async () => {
    expect((await connectionsOf({ strategy: 'kept' })).kinds).toEqual(['new', 'reused', 'reused', 'reused']);
  });

  test.each(['perRequest', 'conservative'])('%s opens one for each request, which is no event', async (strategy) => {
    const { kinds, session_events } = await connectionsOf({ strategy });
    expect(kinds).toEqual(['new', 'new', 'new', 'new']);
    expect(session_events).toBe(0);
  });

  test('an interval lies between the starts of two requests', async () => {
    const { starts } = await connectionsOf({ requestInterval: 120 }, 3);
    for (let index = 1; index < starts.length; index++) {
      expect((starts[index] ?? 0) - (starts[index - 1] ?? 0)).toBeGreaterThanOrEqual(110);
    }
  });

  test('a pause follows each slice', async () => {
    const { starts } = await connectionsOf({ batchSize: 2 }, 3);
    expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBeGreaterThanOrEqual(slicePauseMs - 20);
  });

  test.each([
    [1, false],
    [3, true],
  ])('of %i items at a time it is %s that two are under way together', async (concurrency, together) => {
    const { debug, http } = await debugFor({ connection: { concurrency } });
    await debug.enable();
    loopback.failAll({ kind: 'slow', delayMs: 80 });
    await Promise.all([0, 1, 2].map((number) => ask(http, 'J-ABCDEFGHJKMN', `s${number}`)));
    const { request_timings } = await debug.log('J-ABCDEFGHJKMN');
    const spans = request_timings
      .map(({ timestamp, response_time_ms }) => ({ from: Date.parse(timestamp), ms: response_time_ms }))
      .sort((one, other) => one.from - other.from);
    const overlaps = spans.some(({ from }, index) => {
      const before = spans[index - 1];
      return before !== undefined && from < before.from + before.ms - 10;
    });
    expect(spans.every(({ ms }) => ms >= 75)).toBe(true);
    expect(overlaps).toBe(together);
  });
});
