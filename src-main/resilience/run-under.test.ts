import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { analysisTextOf } from './analysis-text.test-support.ts';
import { currentCorrelation, runWithCorrelation } from '../logging/correlation.ts';
import { failingServer } from './failing-server.test-support.ts';
import { watchedBy } from '../runtime/watched-work.ts';
import { never, openAi, openResilience } from './open-resilience.test-support.ts';
import { TestClock } from './test-clock.test-support.ts';

const steady = { resilience: { retry: { jitter: 0 }, circuitBreaker: { enabled: false } } };
const fastClock = () => Object.assign(new TestClock(), { isFast: true });

describe('a retry', () => {
  test('and the wait before it are signs of life of the step', async () => {
    const server = await failingServer({ status: 503 });
    const retry = { maxRetryAttempts: 1, jitter: 0, initialDelay: 1200, maxDelay: 1200 };
    const settings = { resilience: { retry, circuitBreaker: { enabled: false } } };
    const { runUnder, clock } = await openResilience({ settings });
    clock.wait = (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs));
    const signs: string[] = [];
    const watcher = { sign: () => void signs.push(`${server.requests.length} asked`), look: () => true };
    await watchedBy(watcher, () => runUnder(openAi, never, ({ signal }) => server.ask(signal))).catch(() => {});
    expect(new Set(signs)).toEqual(new Set(['0 asked', '1 asked']));
    expect(signs.filter((sign) => sign === '1 asked').length).toBeGreaterThanOrEqual(2);
  });

  test('waits 1, 2 and 4 seconds, then says what was tried', async () => {
    const server = await failingServer({ status: 503 });
    const { runUnder, clock } = await openResilience({ settings: steady, clock: fastClock() });
    const failure = await runUnder(openAi, never, ({ signal }) => server.ask(signal)).catch((error: unknown) => error);
    expect(clock.waits).toEqual([1000, 2000, 4000]);
    expect(server.requests).toHaveLength(4);
    expect(failure).toMatchObject({
      code: 'RETRY_EXHAUSTED',
      message: 'All retry attempts have been exhausted for this operation',
      cause: { code: 'ProviderUnavailable:OpenAI' },
    });
    const attempts = (failure as StudioError).details?.['attempts'] as { time: string; delayMs: number }[];
    expect(attempts.map(({ delayMs }) => delayMs)).toEqual([0, 1000, 2000, 4000]);
    expect(attempts).toEqual(
      attempts.map((): unknown => expect.objectContaining({ code: 'ProviderUnavailable:OpenAI', status: 503 })),
    );
    expect(new Set(attempts.map(({ time }) => time)).size).toBe(4);
  });

  test('never waits longer than thirty seconds, and spreads its waits by a fifth', async () => {
    const server = await failingServer({ status: 503 });
    const retry = { maxRetryAttempts: 8, jitter: 0.2 };
    const settings = {
      ...steady,
      resilience: { ...steady.resilience, retry },
      providers: { OpenAI: { operationTimeout: 0 } },
    };
    for (const [random, waits] of [
      [0, [800, 1600, 3200, 6400, 12_800, 24_000, 24_000, 24_000]],
      [0.999999, [1200, 2400, 4800, 9600, 19_200, 30_000, 30_000, 30_000]],
    ] as const) {
      const { runUnder, clock } = await openResilience({ settings, clock: fastClock(), random: () => random });
      await expect(runUnder(openAi, never, ({ signal }) => server.ask(signal))).rejects.toMatchObject({
        code: 'RETRY_EXHAUSTED',
      });
      expect(clock.waits).toEqual(waits);
    }
  });

  test('takes the numbers that are set for its provider', async () => {
    const server = await failingServer({ status: 503 });
    const retry = { maxRetryAttempts: 1, initialDelay: 10 };
    const { runUnder, clock } = await openResilience({
      settings: { ...steady, providers: { OpenAI: { retry } } },
      clock: fastClock(),
    });
    const ask = (provider: string) =>
      runUnder({ ...openAi, provider }, never, ({ signal }) => server.ask(signal)).catch(() => undefined);
    await ask('OpenAI');
    expect(clock.waits).toEqual([10]);
    await ask('Anthropic');
    expect(clock.waits).toEqual([10, 1000, 2000, 4000]);
  });

  test('waits at least as long as the server asks', async () => {
    const server = await failingServer({ status: 429, retryAfter: '7' }, { status: 200 });
    const { runUnder, clock } = await openResilience({ settings: steady, clock: fastClock() });
    const answer = await runUnder(openAi, never, ({ signal }) => server.ask(signal));
    expect(clock.waits).toEqual([7000]);
    expect(answer).toMatchObject({ value: '{}', attempts: 2 });
  });

  test('stops at once, and says when to come again, if the server asks for more than the operation may take', async () => {
    const server = await failingServer({ status: 429, retryAfter: '90' });
    const { runUnder, clock } = await openResilience({ settings: steady });
    const retryAt = new Date(clock.wallMs() + 90_000).toISOString();
    await expect(runUnder(openAi, never, ({ signal }) => server.ask(signal))).rejects.toMatchObject({
      code: 'RateLimited:OpenAI',
      message: expect.stringContaining(retryAt) as unknown,
      details: { retryAt },
    });
    expect(server.requests).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  test.for([400, 401, 402, 404, 451])('is not made for what cannot succeed: %i', async (status) => {
    const server = await failingServer({ status });
    const { runUnder } = await openResilience({ settings: steady, clock: fastClock() });
    await expect(runUnder(openAi, never, ({ signal }) => server.ask(signal))).rejects.toBeInstanceOf(StudioError);
    expect(server.requests).toHaveLength(1);
  });

  test('ends within 200 ms when it is canceled while it waits, and calls no more', async () => {
    const server = await failingServer({ status: 503 });
    const { runUnder, clock } = await openResilience({ settings: steady });
    const canceling = new AbortController();
    const run = runUnder(openAi, canceling.signal, ({ signal }) => server.ask(signal));
    await expect.poll(() => clock.waits.length).toBe(1);
    const startMs = performance.now();
    canceling.abort();
    await expect(run).rejects.toThrow('aborted');
    expect(performance.now() - startMs).toBeLessThan(200);
    clock.advance(60_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toHaveLength(1);
  });

  test('keeps the last cause where the failure analysis finds it', async () => {
    const server = await failingServer({ status: 429 });
    const { runUnder } = await openResilience({ settings: steady, clock: fastClock() });
    const failure = await runUnder(openAi, never, ({ signal }) => server.ask(signal)).catch((error: unknown) => error);
    expect(analysisTextOf(failure)).toMatch(/RateLimited:OpenAI.*HTTP 429/);
  });
});

describe('a time limit', () => {
  test('aborts the request for real: the server sees the connection close', async () => {
    const server = await failingServer('never');
    const settings = { resilience: { retry: { maxRetryAttempts: 0 } }, providers: { OpenAI: { requestTimeout: 100 } } };
    const { runUnder } = await openResilience({ settings });
    await expect(runUnder(openAi, never, ({ signal }) => server.ask(signal))).rejects.toMatchObject({
      code: 'StepTimeout:script',
      details: { limit: 'request', limitMs: 100, provider: 'OpenAI' },
    });
    await expect.poll(() => server.closed).toEqual([0]);
  });

  test('of the operation ends retries that would go on', async () => {
    const server = await failingServer('never');
    const settings = {
      resilience: { retry: { initialDelay: 0, maxRetryAttempts: 10 }, circuitBreaker: { enabled: false } },
      providers: { OpenAI: { requestTimeout: 100, operationTimeout: 350 } },
    };
    const { runUnder } = await openResilience({ settings, clock: fastClock() });
    await expect(runUnder(openAi, never, ({ signal }) => server.ask(signal))).rejects.toMatchObject({
      code: 'StepTimeout:script',
      details: { limit: 'operation', limitMs: 350 },
    });
    expect(server.requests.length).toBeLessThan(5);
    await expect.poll(() => server.closed.length).toBe(server.requests.length);
  });

  test('of 0 is none', async () => {
    const settings = { timeouts: { request: 0, operation: 0 } };
    const { runUnder } = await openResilience({ settings });
    await expect(runUnder(openAi, never, async () => 'there')).resolves.toMatchObject({ value: 'there' });
  });
});

describe('a provider', () => {
  test('gets so many calls at once, each in the context of whoever asked', async () => {
    const { runUnder } = await openResilience({
      settings: { providers: { OpenAI: { connection: { concurrency: 2 } } } },
    });
    let atOnce = 0;
    let most = 0;
    const seen: (string | undefined)[] = [];
    const call = (jobId: string) =>
      runWithCorrelation(
        `c-${jobId}`,
        () =>
          runUnder({ ...openAi, item: `s${jobId}` }, never, async () => {
            most = Math.max(most, ++atOnce);
            await new Promise((resolve) => setTimeout(resolve, 5));
            const { correlationId, item, attempt } = currentCorrelation() ?? {};
            seen.push(`${correlationId} ${currentCorrelation()?.jobId} ${item} ${attempt}`);
            atOnce--;
          }),
        { jobId },
      );
    await Promise.all(['1', '2', '3', '4', '5'].map(call));
    expect(most).toBe(2);
    expect(seen.toSorted((one, other) => (one! < other! ? -1 : 1))).toEqual(
      ['1', '2', '3', '4', '5'].map((id) => `c-${id} ${id} s${id} 1`),
    );
  });

  test('frees the caller at once who is canceled while waiting for a place', async () => {
    const { runUnder } = await openResilience({
      settings: { providers: { OpenAI: { connection: { concurrency: 1 } } } },
    });
    const release = new AbortController();
    const first = runUnder(
      openAi,
      never,
      () => new Promise<void>((resolve) => release.signal.addEventListener('abort', () => resolve())),
    );
    const canceling = new AbortController();
    let wasCalled = false;
    const second = runUnder(openAi, canceling.signal, async () => void (wasCalled = true));
    canceling.abort();
    await expect(second).rejects.toThrow('aborted');
    release.abort();
    await first;
    expect(wasCalled).toBe(false);
  });
});
