import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Job } from '../../src-shared/job.ts';
import { Visuals } from '../../src-shared/film.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { guardOffline } from '../runtime/offline-guard.ts';
import { cloudDesk, withoutVoice } from './film-without-render.test-support.ts';
import { readResult } from './step-results.ts';

const down = { kind: 'status', status: 503, body: {} } as const;
const cloud = {
  llm: { primary: 'OpenAI', fallback: ['Anthropic'] },
  tts: { primary: 'ElevenLabs', fallback: ['OpenAI'] },
  images: { primary: 'Pexels' },
};
const noBreakers = { circuitBreaker: { enabled: false } };
const codesOf = (job: Job): string[] => job.errors.map(({ code }) => code);
const receiptsOf = (job: Job): string[] =>
  job.degradations.map(({ step, replaced, replacement }) => `${step}: ${replaced} → ${replacement}`);

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

test('with every provider down ten of ten briefs still become films, each with its receipts', async () => {
  const { make, loopback } = await cloudDesk({ providers: cloud, resilience: noBreakers });
  loopback.failAll(down);
  for (let count = 1; count <= 10; count++) {
    const job = await make(`Tides, part ${count}`);
    expect(job.status).toBe('Succeeded');
    expect(receiptsOf(job)).toEqual(['script: OpenAI → Template', 'narration: ElevenLabs → Flite']);
  }
}, 120_000);

/** A job whose film has ten pictures to look for. */
async function pictureDesk(changes: object = {}) {
  const desk = await cloudDesk(
    {
      providers: { llm: { primary: 'OpenAI' }, images: { primary: 'Pexels' } },
      resilience: { ...noBreakers, retry: { maxRetryAttempts: 0 } },
      ...changes,
    },
    { pipeline: withoutVoice },
  );
  const searches = () =>
    desk.loopback.requests.filter(({ provider, path }) => provider === 'Pexels' && path.includes('search')).length;
  return { ...desk, searches };
}

test('pictures that failed become cards, and “redo only these” makes those alone', async () => {
  const { make, loopback, dataFolder } = await pictureDesk();
  loopback.fail('Pexels', down, { times: 2 });
  const job = await make();
  expect(job.status).toBe('Succeeded');
  const [receipt] = job.degradations;
  expect(receipt).toMatchObject({ step: 'broll', replaced: 'Pexels', replacement: 'A card', redoStep: 'broll' });
  expect(receipt?.sceneIds).toHaveLength(2);
  const before = await readResult('broll', Visuals, jobWorkspace(dataFolder, job.jobId));
  loopback.heal();

  const redone = await make('', { of: job.jobId, redo: 'broll' });
  expect(redone).toMatchObject({ status: 'Succeeded', retryOf: job.jobId, degradations: [] });
  const after = await readResult('broll', Visuals, jobWorkspace(dataFolder, redone.jobId));
  const changed = after?.result.scenes.filter(
    (scene, index) => scene.imagePath.split('/').at(-1) !== before?.result.scenes[index]?.imagePath.split('/').at(-1),
  );
  expect(changed?.map(({ sceneId }) => sceneId)).toEqual(receipt?.sceneIds);
  expect(changed?.every(({ provider }) => provider === 'Pexels')).toBe(true);
  // Nobody else is asked, and nothing is asked again.
  expect(new Set(loopback.requests.map(({ provider }) => provider))).toEqual(new Set(['Pexels']));
});

test('without placeholders what worked stays, and a retry makes only the scenes that failed', async () => {
  const { make, loopback, dataFolder, searches } = await pictureDesk({
    features: { gracefulDegradation: { enabled: false } },
  });
  loopback.fail('Pexels', down, { times: 2 });
  const job = await make();
  expect(job).toMatchObject({ status: 'Failed', errors: [{ code: 'ProviderUnavailable:Pexels' }] });
  const { failedScenes, done, total } = job.errors[0]!.details as {
    failedScenes: object[];
    done: number;
    total: number;
  };
  expect(failedScenes).toHaveLength(2);
  expect(done).toBe(total - 2);
  const kept = await readdir(jobWorkspace(dataFolder, job.jobId).visuals);
  expect(kept.filter((name) => name.endsWith('.json'))).toHaveLength(done);
  loopback.heal();

  const retried = await make('', { of: job.jobId, redo: 'broll' });
  expect(retried.status).toBe('Succeeded');
  expect(searches()).toBe(2);
  const { visuals } = jobWorkspace(dataFolder, retried.jobId);
  const records = (await readdir(visuals)).filter((name) => name.endsWith('.json'));
  const drawn = await Promise.all(records.map(async (name) => readFile(join(visuals, name), 'utf8')));
  expect(drawn).toHaveLength(total);
});

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
      testing: { simulateFailures: true, failureRate: 0.1, seed: 7, kinds: ['429', '503', 'timeout', 'auth'] },
      resilience: noBreakers,
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
  const { retries, providers } = resilience.desk.metrics();
  const attempts = retried.reduce((sum, piece) => sum + piece.attempts, 0);
  expect(retried.length).toBeGreaterThan(5);
  expect(retries).toEqual({
    total: retried.length,
    successful: retried.filter(({ isFine }) => isFine).length,
    failed: retried.filter(({ isFine }) => !isFine).length,
    averageAttempts: Number((attempts / retried.length).toFixed(2)),
  });
  expect(providers.reduce((sum, provider) => sum + provider.calls, 0)).toBe(calls.length);
  const failures = (calls as { code: string | null }[]).filter(({ code }) => code !== null);
  expect(providers.reduce((sum, provider) => sum + provider.failures, 0)).toBe(failures.length);
}, 180_000);
