import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DebugLog } from '../../../src-shared/batch-debug.ts';
import type { ProviderHttp } from '../../providers/http/provider-http.ts';
import { ask, debugFor, key, loopback } from './debug.test-support.ts';

const minuteMs = 60_000;

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
    loopback.requests.map(({ answered }, number) => [`s${number}`, answered?.status]),
  );
  expect(loopback.requests.filter(({ answered }) => answered?.status === 503)).toHaveLength(failed);
  expect(log.failure_patterns).toHaveLength(failed);
});

test.each([
  [49, /one by one/],
  [50, /longer interval/],
  [79, /longer interval/],
  [80, undefined],
])('a session of which %i %% succeeded gives the advice for it', async (percent, words) => {
  const { debug, http } = await debugFor();
  await debug.enable();
  loopback.fail('OpenAI', failure(500), { times: 100 - percent });
  for (let number = 0; number < 100; number++) await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
  const { success_rate_percent, recommendations } = await debug.summary('J-ABCDEFGHJKMN');
  expect(loopback.requests.filter(({ answered }) => answered?.status === 200)).toHaveLength(percent);
  expect(success_rate_percent).toBe(percent);
  expect(recommendations).toEqual(words ? [expect.stringMatching(words) as string] : []);
});

test('times are those that the server took, and never nothing', async () => {
  const { debug, http } = await debugFor();
  await debug.enable();
  for (const delayMs of [30, 90, 60]) {
    loopback.fail('OpenAI', { kind: 'slow', delayMs }, { times: 1 });
    await ask(http, 'J-ABCDEFGHJKMN');
  }
  const { request_timings, duration_seconds, environment } = await debug.log('J-ABCDEFGHJKMN');
  const server = loopback.requests.map(({ answered }) => answered?.durationMs ?? Number.NaN);
  expect(server.map((ms) => ms >= 28)).toEqual([true, true, true]);
  for (const [index, { response_time_ms }] of request_timings.entries()) {
    // Whole milliseconds on one side; the way there and back, and a busy computer, on the other.
    expect(response_time_ms).toBeGreaterThanOrEqual((server[index] ?? 0) - 2);
    expect(response_time_ms).toBeLessThan((server[index] ?? 0) + 500);
  }
  expect(duration_seconds * 1000).toBeGreaterThanOrEqual(176);
  expect(environment.providers[0]?.latency_ms).toBe(
    request_timings.map(({ response_time_ms }) => response_time_ms).toSorted((one, other) => one - other)[1],
  );
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

test('a job that goes on after a restart has one session, whole', async () => {
  const first = await debugFor();
  await first.debug.enable();
  loopback.fail('OpenAI', failure(503), { times: 1 });
  await ask(first.http, 'J-ABCDEFGHJKMN', 's1');
  await ask(first.http, 'J-ABCDEFGHJKMN', 's1', 2);
  // Killed: nothing is closed, and another process goes on with the job.
  await expect.poll(async () => (await first.debug.log('J-ABCDEFGHJKMN')).total_requests).toBe(2);
  const second = await debugFor({ dataFolder: first.folder });
  loopback.fail('OpenAI', failure(404), { times: 1 });
  await ask(second.http, 'J-ABCDEFGHJKMN', 's2');
  const whole = await second.debug.log('J-ABCDEFGHJKMN');
  expect(whole).toMatchObject({
    ...{ total_requests: 3, successful_requests: 1, failed_requests: 2, success_rate_percent: 33.33 },
    status_code_breakdown: { 503: 1, 200: 1, 404: 1 },
    failure_patterns: [
      { id: 's1', code: '503' },
      { id: 's2', code: '404' },
    ],
    environment: { providers: [{ provider: 'OpenAI', requests: 3 }] },
  });
  expect(whole.recommendations).toHaveLength(3);
  expect(whole.request_timings.map(({ item, status }) => [item, status])).toEqual([
    ['s1', 503],
    ['s1', 200],
    ['s2', 404],
  ]);
  expect(whole.session_history.map(({ event }) => event)).toEqual([
    'connection_opened',
    'retried',
    'connection_opened',
  ]);
  expect(whole.started_at).toBe(whole.request_timings[0]?.timestamp);
  expect(await second.sessionFiles()).toHaveLength(1);

  // Switched off and on again it is still the same job.
  await second.debug.disable();
  await second.debug.enable();
  await ask(second.http, 'J-ABCDEFGHJKMN', 's3');
  expect((await second.debug.summary('J-ABCDEFGHJKMN')).total_requests).toBe(4);
});

test('a session file that somebody damaged is named as such, kept, and the job is recorded all the same', async () => {
  const { debug, http, folder, sessionFiles } = await debugFor();
  await debug.enable();
  const damaged = 'job_J-ABCDEFGHJKMN_20260401_101500.json';
  await debug.cleanup();
  await writeFile(join(folder, 'debug', damaged), '{"total_requests": ');
  await expect(debug.summary('J-ABCDEFGHJKMN')).rejects.toMatchObject({ code: 'NotFound:debug session' });
  await ask(http, 'J-ABCDEFGHJKMN');
  expect((await debug.summary('J-ABCDEFGHJKMN')).total_requests).toBe(1);
  expect(await sessionFiles()).toContain(damaged);
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
  // The list of those at work is never empty while one is at work.
  expect(await debug.cleanup()).toEqual({ deleted: 2, bytesFreed: 16 });
  expect((await debug.status()).files.map(({ jobId }) => jobId).toSorted()).toEqual(
    [running.jobId, 'young'].toSorted(),
  );
  expect(await debug.cleanup()).toEqual({ deleted: 0, bytesFreed: 0 });
  clock.now += 40 * 86_400_000;
  expect(await debug.cleanup(1)).toMatchObject({ deleted: 1 });
  await expect(debug.cleanup(-1)).rejects.toMatchObject({ code: 'InvalidInput:days' });
});
