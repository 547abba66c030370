import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureFamily, type StudioError } from '../../src-shared/failure.ts';
import { never, openResilience } from '../resilience/open-resilience.test-support.ts';
import { targetOf } from '../resilience/run-under.ts';
import { TestClock } from '../resilience/test-clock.test-support.ts';
import type { Fault } from './loopback/fault.test-support.ts';
import { networked, openProviders } from './loopback/open-providers.test-support.ts';

let opened: Awaited<ReturnType<typeof openProviders>>;
beforeAll(async () => {
  opened = await openProviders();
});
beforeEach(() => opened.loopback.heal());
afterAll(() => opened.close());

const status = (code: number, body: unknown = '', headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  ...{ status: code, body, headers },
});

/** What cannot succeed however often it is asked. */
const hopeless: [string, Fault, string][] = [
  ['401', status(401), 'InvalidApiKey'],
  ['401 quota_exceeded', status(401, { detail: { status: 'quota_exceeded', message: 'Used up' } }), 'QuotaExceeded'],
  ['402', status(402), 'QuotaExceeded'],
  ['403', status(403), 'InvalidApiKey'],
  ['404', status(404), 'InvalidInput'],
  [
    '429 insufficient_quota',
    status(429, { error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'Check your plan.' } }),
    'QuotaExceeded',
  ],
  [
    '400 credit too low',
    status(400, { error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access it.' } }),
    'QuotaExceeded',
  ],
  [
    '400 bad key',
    status(400, { error: { status: 'INVALID_ARGUMENT', message: 'API key not valid. Please pass a valid API key.' } }),
    'InvalidApiKey',
  ],
];

/** What may pass: asked four times, and then told as used-up retries with its last cause. */
const passing: [string, Fault, string][] = [
  ['408', status(408), 'TransientNetworkFailure'],
  ['429', status(429), 'RateLimited'],
  ['500', status(500), 'ProviderUnavailable'],
  ['503', status(503), 'ProviderUnavailable'],
  ['truncated', { kind: 'truncated' }, 'TransientNetworkFailure'],
  ['reset', { kind: 'reset' }, 'TransientNetworkFailure'],
  ['garbage', { kind: 'garbage' }, 'ProviderUnavailable'],
  ['HTML with 200', { kind: 'html' }, 'ProviderUnavailable'],
];

/** Long to read: the retries that are left to them are fewer, to spare the tests' time. */
const heavy: [string, Fault, string][] = [
  ['a gzip bomb', { kind: 'bomb' }, 'ProviderUnavailable'],
  ['50 MB', { kind: 'large' }, 'ProviderUnavailable'],
];

const steady = { retry: { jitter: 0 }, circuitBreaker: { enabled: false } };

describe.for(networked)('%s-%s under all policies', ([name, kind]) => {
  async function ask(fault: Fault, settings: object = {}) {
    opened.loopback.heal();
    opened.loopback.fail(name, fault);
    const clock = Object.assign(new TestClock(), { isFast: true });
    const { runUnder } = await openResilience({ settings: { resilience: steady, ...settings }, clock });
    const provider = opened.find(name, kind);
    const startedMs = performance.now();
    const failure = await runUnder(targetOf(provider, 'script'), never, (call) => opened.work(provider, call)).then(
      () => expect.unreachable('it should have failed'),
      (error: unknown) => error as StudioError,
    );
    // What another provider was asked before may arrive late.
    const calls = opened.loopback.requests.filter(({ provider: asked }) => asked === name).length;
    return { failure, clock, calls, tookMs: performance.now() - startedMs };
  }

  test('what cannot succeed is asked once, and named', async () => {
    for (const [what, fault, family] of hopeless) {
      const { failure, calls } = await ask(fault);
      expect([what, failureFamily(failure.code), calls]).toEqual([what, family, 1]);
    }
  });

  test('what may pass is asked four times, and told with its last cause', async () => {
    for (const [what, fault, family] of passing) {
      const { failure, calls, clock } = await ask(fault);
      expect([what, failure.code, calls]).toEqual([what, 'RETRY_EXHAUSTED', 4]);
      expect([what, failureFamily((failure.cause as StudioError).code)]).toEqual([what, family]);
      expect(clock.waits).toEqual([1000, 2000, 4000]);
    }
  });

  test('an answer without end costs little memory, however often it is asked for', async () => {
    for (const [what, fault, family] of heavy) {
      const before = process.memoryUsage.rss();
      let mostBytes = 0;
      const watch = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss() - before)), 5);
      const { failure, calls } = await ask(fault, { providers: { [name]: { retry: { maxRetryAttempts: 1 } } } });
      clearInterval(watch);
      expect([what, failureFamily((failure.cause as StudioError).code), calls]).toEqual([what, family, 2]);
      // The server that pours it out runs in this process too.
      expect(mostBytes).toBeLessThan(64_000_000);
    }
  });

  test('the wait that it asks for is a floor, in seconds and as a date, or else the end', async () => {
    const inSeconds = await ask(status(429, '', { 'retry-after': '12' }));
    expect(inSeconds.calls).toBe(4);
    expect(inSeconds.clock.waits).toEqual([12_000, 12_000, 12_000]);
    const soon = new Date(Date.now() + 9000).toUTCString();
    const byDate = await ask(status(429, '', { 'retry-after': soon }));
    expect(byDate.calls).toBe(4);
    for (const wait of byDate.clock.waits) expect(wait).toBeGreaterThan(6500);
    const tooLate = await ask(status(429, '', { 'retry-after': '4000' }));
    expect(tooLate.calls).toBe(1);
    expect(tooLate.failure.details?.['retryAt']).toEqual(expect.any(String));
  });

  test.for(['never', 'slow'] as const)('one that answers %s takes its time limits and no more', async (fault) => {
    const limits = { requestTimeout: 60, operationTimeout: 20_000, retry: { maxRetryAttempts: 3 } };
    const { failure, calls, tookMs } = await ask(
      fault === 'never' ? { kind: 'never' } : { kind: 'slow', delayMs: 10_000 },
      { providers: { [name]: limits } },
    );
    expect(failure).toMatchObject({
      code: 'RETRY_EXHAUSTED',
      cause: { code: 'StepTimeout:script' },
      details: { attempts: { length: 4 } },
    });
    expect(calls).toBeLessThanOrEqual(4);
    expect(tookMs).toBeLessThan(4 * 60 + 1000);
    await opened.http.close();
    await expect.poll(() => opened.loopback.openConnections()).toBe(0);
  });
});

test('five failures open a breaker; it lets one probe through after its break, closes after two, and outlasts a restart', async () => {
  const { loopback } = opened;
  const settings = { resilience: { retry: { maxRetryAttempts: 0 } } };
  const provider = opened.find('OpenAI', 'LLM');
  const first = await openResilience({ settings });
  const callUnder = ({ runUnder }: Pick<typeof first, 'runUnder'>) =>
    runUnder(targetOf(provider, 'script'), never, (call) => opened.work(provider, call));
  loopback.fail('OpenAI', status(503));
  for (let count = 0; count < 5; count++) await expect(callUnder(first)).rejects.toThrow('OpenAI');
  expect(loopback.requests).toHaveLength(5);

  const { dataFolder, clock } = first;
  const restarted = await openResilience({ settings, dataFolder, clock });
  clock.advance(29_999);
  loopback.heal();
  await expect(callUnder(restarted)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
  expect(loopback.requests).toHaveLength(0);
  clock.advance(1);
  const eight = await Promise.allSettled(Array.from({ length: 8 }, () => callUnder(restarted)));
  expect(eight.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
  expect(loopback.requests).toHaveLength(1);
  await callUnder(restarted);
  expect(restarted.state()).toMatchObject({ state: 'Closed', failureCount: 0 });
  expect(loopback.requests).toHaveLength(2);
});
