import { expect, onTestFinished, test } from 'vitest';
import type { Job } from '../../src-shared/job.ts';
import { runPipeline } from '../pipeline/run-pipeline.ts';
import { guardOffline } from '../runtime/offline-guard.ts';
import { cloudDesk, down, noBreakers, receiptsOf, withoutVoice } from './film-without-render.test-support.ts';

const cloud = {
  llm: { primary: 'OpenAI', fallback: ['Anthropic'] },
  tts: { primary: 'ElevenLabs', fallback: ['OpenAI'] },
  images: { primary: 'Pexels' },
};
const codesOf = (job: Job): string[] => job.errors.map(({ code }) => code);

test('the next provider in line steps in for one that is down, with a receipt that says why', async () => {
  const { make, loopback, resilience, telemetry } = await cloudDesk(
    { providers: { llm: cloud.llm } },
    { pipeline: withoutVoice },
  );
  loopback.fail('OpenAI', down, { route: 'LLM' });
  const job = await make();
  expect(job.status).toBe('Succeeded');
  expect(job.degradations).toEqual([
    expect.objectContaining({ step: 'script', replaced: 'OpenAI', replacement: 'Anthropic', redoStep: 'script' }),
  ]);
  expect(loopback.requests.map(({ provider }) => provider)).toEqual([...Array<string>(4).fill('OpenAI'), 'Anthropic']);
  expect(telemetry.decisionsOf(job.jobId)[0]?.decision).toMatchObject({
    decisionPoint: 'script',
    provider: 'Anthropic',
    reason: 'What comes before it failed: OpenAI.',
    criteria: { retries: 0, cacheHits: 0, costUsd: expect.any(Number) as unknown },
  });
  expect(resilience.desk.metrics()).toMatchObject({
    retries: { total: 1, successful: 0, failed: 1, averageAttempts: 4 },
    fallbacks: { total: 1, successful: 1, failed: 0 },
  });
});

test('a refused key does not fall through unless it is set, and is asked once', async () => {
  const refused = {
    kind: 'status',
    status: 401,
    body: { error: { code: 'invalid_api_key', message: 'bad' } },
  } as const;
  const strict = await cloudDesk({ providers: { llm: cloud.llm } }, { pipeline: withoutVoice });
  strict.loopback.fail('OpenAI', refused);
  expect(codesOf(await strict.make())).toEqual(['InvalidApiKey:OpenAI']);
  expect(strict.loopback.requests).toHaveLength(1);
  strict.set({ providers: { llm: { ...cloud.llm, fallbackTriggers: ['InvalidApiKey'] } } });
  expect(receiptsOf(await strict.make())).toEqual(['script: OpenAI → Anthropic']);
});

test('when all fail and nothing may stand in, one error lists every provider with its cause', async () => {
  const features = { gracefulDegradation: { enabled: false } };
  const { make, loopback } = await cloudDesk({ providers: { llm: cloud.llm }, features }, { pipeline: withoutVoice });
  loopback.fail('OpenAI', { kind: 'status', status: 429, body: { error: { code: 'rate_limit_exceeded' } } });
  loopback.fail('Anthropic', { kind: 'reset' });
  const job = await make();
  expect(job.status).toBe('Failed');
  expect(job.errors[0]).toMatchObject({
    code: 'ProviderUnavailable:OpenAI, Anthropic',
    details: {
      providers: [
        { provider: 'OpenAI', cause: 'RateLimitExceeded' },
        { provider: 'Anthropic', cause: 'TransientNetworkFailure' },
      ],
    },
  });
  // Where the failure analysis looks for it.
  expect(job.errors[0]?.details?.['reason']).toMatch(/RateLimited:OpenAI.*HTTP 429/);
});

test('with every provider down ten of ten briefs still become whole films, each with its receipts', async () => {
  const { desk, ffmpeg, loopback } = await cloudDesk(
    { providers: cloud, resilience: noBreakers },
    { pipeline: runPipeline, concurrency: 2 },
  );
  loopback.failAll(down);
  const asked = Array.from({ length: 10 }, (_, count) =>
    desk.create({
      brief: { topic: `Tides, part ${count + 1}`, keyPoints: ['The moon pulls'], durationSeconds: 10, music: 'none' },
      render: { resolution: { width: 320, height: 320 }, frameRate: 24, quality: 'fast' },
    }),
  );
  for (const { jobId } of await Promise.all(asked)) {
    const job = await desk.whenEnded(jobId);
    expect(job.errors).toEqual([]);
    expect(receiptsOf(job)).toEqual([
      'script: OpenAI → Template',
      'narration: ElevenLabs → Flite',
      'broll: Pexels → A card',
    ]);
    const { videoPath, durationSeconds } = job.output!;
    const probe = await ffmpeg.probe(videoPath, new AbortController().signal);
    expect(probe.durationSeconds).toBeCloseTo(durationSeconds, 0);
  }
}, 180_000);

test('an earlier answer stands in for a provider that is down, marked with its age', async () => {
  const { make, loopback } = await cloudDesk(
    { providers: { llm: { primary: 'OpenAI' } }, resilience: noBreakers },
    { pipeline: withoutVoice },
  );
  await make();
  loopback.fail('OpenAI', down);
  const job = await make();
  expect(job.status).toBe('Succeeded');
  expect(receiptsOf(job)).toEqual(['script: OpenAI → OpenAI (cached, less than a minute old)']);
  expect(receiptsOf(await make('Something else'))).toEqual(['script: OpenAI → Template']);
});

test('offline, providers in the cloud are passed over; with no other in line the job is refused before any work', async () => {
  const { make, loopback, set } = await cloudDesk({
    providers: {
      llm: { primary: 'OpenAI', fallback: ['Template'] },
      tts: { primary: 'ElevenLabs', fallback: ['Flite'] },
    },
  });
  guardOffline(true);
  onTestFinished(() => guardOffline(false));
  const job = await make();
  expect(job.status).toBe('Succeeded');
  expect(receiptsOf(job)).toEqual(['script: OpenAI → Template', 'narration: ElevenLabs → Flite']);
  set({ providers: { llm: { primary: 'OpenAI' } } });
  const refused = await make();
  expect(refused).toMatchObject({ status: 'Failed', errors: [{ code: 'ProviderUnavailable:OpenAI' }] });
  expect(refused.errors[0]?.message).toContain('offline');
  expect(refused.steps.find(({ status }) => status === 'Failed')?.name).toBe('preflight');
  expect(await loopback.openConnections()).toBe(0);
  expect(loopback.requests).toEqual([]);
});

test('a film that would cost more than its budget is not begun, and each call is looked at before it is made', async () => {
  const { make, loopback, set } = await cloudDesk(
    {
      providers: { llm: { primary: 'OpenAI' } },
      budget: { perJob: 0.000001 },
    },
    { pipeline: withoutVoice },
  );
  const job = await make();
  expect(job).toMatchObject({ status: 'Failed', errors: [{ code: 'QuotaExceeded:budget' }] });
  expect(job.steps.find(({ status }) => status === 'Failed')?.name).toBe('preflight');
  expect(loopback.requests).toEqual([]);

  const orCheaper = { llm: { primary: 'OpenAI', fallback: ['Template'], fallbackTriggers: ['QuotaExceeded'] } };
  set({ providers: orCheaper, budget: { perMonth: 0.000001 } });
  expect(receiptsOf(await make())).toEqual(['script: OpenAI → Template']);
  expect(loopback.requests).toEqual([]);
});

test('with a tenth of all calls failing by design fifty jobs all end well or with a typed cause, and every figure adds up', async () => {
  const { make, resilience, database } = await cloudDesk(
    {
      // With this seed two scripts fail twice and are handed on.
      testing: { simulateFailures: true, failureRate: 0.1, seed: 22, kinds: ['429', '503', 'timeout', 'auth'] },
      resilience: { ...noBreakers, retry: { maxRetryAttempts: 1, initialDelay: 1 } },
      providers: { llm: { primary: 'OpenAI', fallback: ['Anthropic', 'Template'] } },
    },
    { pipeline: withoutVoice },
  );
  const jobs: Job[] = [];
  for (let count = 1; count <= 50; count++) jobs.push(await make(`Tides, part ${count}`));
  for (const job of jobs) {
    if (job.status === 'Succeeded') continue;
    expect(job.status).toBe('Failed');
    expect(codesOf(job)[0]).toMatch(/^(InvalidApiKey:|RETRY_EXHAUSTED|ProviderUnavailable:)/);
  }
  expect(jobs.filter(({ status }) => status === 'Succeeded').length).toBeGreaterThan(35);

  // By hand: the attempts of each piece of work, from the ledger.
  const calls = database
    .prepare('SELECT provider, kind, job_id, item, attempt, code FROM provider_calls ORDER BY call_id')
    .all();
  const pieces = new Map<string, { attempts: number; isFine: boolean }>();
  for (const { provider, kind, job_id, item, attempt, code } of calls as Record<string, string | number | null>[]) {
    pieces.set(`${provider} ${kind} ${job_id} ${item}`, { attempts: Number(attempt), isFine: code === null });
  }
  const retried = [...pieces.values()].filter(({ attempts }) => attempts > 1);
  const { retries, fallbacks, providers } = resilience.desk.metrics();
  const attempts = retried.reduce((sum, piece) => sum + piece.attempts, 0);
  expect(retried.length).toBeGreaterThan(5);
  expect(retries).toEqual({
    total: retried.length,
    successful: retried.filter(({ isFine }) => isFine).length,
    failed: retried.filter(({ isFine }) => !isFine).length,
    averageAttempts: Number((attempts / retried.length).toFixed(2)),
  });
  // And whom each piece of work was handed to, from the first in line on.
  const asked = new Map<string, { providers: Set<string>; isFine: boolean }>();
  for (const { provider, kind, job_id, item, code } of calls as Record<string, string | null>[]) {
    const piece = `${kind} ${job_id} ${item}`;
    const earlier = asked.get(piece)?.providers ?? new Set();
    asked.set(piece, { providers: earlier.add(provider!), isFine: code === null });
  }
  const handedOn = [...asked.values()].filter((piece) => piece.providers.size > 1);
  expect(handedOn.length).toBeGreaterThan(0);
  expect(fallbacks).toEqual({
    total: handedOn.length,
    successful: handedOn.filter(({ isFine }) => isFine).length,
    failed: handedOn.filter(({ isFine }) => !isFine).length,
  });
  expect(providers.reduce((sum, provider) => sum + provider.calls, 0)).toBe(calls.length);
  const failures = (calls as { code: string | null }[]).filter(({ code }) => code !== null);
  expect(providers.reduce((sum, provider) => sum + provider.failures, 0)).toBe(failures.length);
}, 180_000);
