import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../providers/loopback/loopback.test-support.ts';
import { aura } from './aura.test-support.ts';

interface BatchAnswer {
  batchId: string;
  total: number;
  succeeded: number;
  failed: number;
  items: { row: number; status: string; jobId?: string; output?: { videoPath: string }; error?: { code: string } }[];
}

test('aura batch makes what can be made, says why the rest cannot, and makes that alone once it is mended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-batch-cli-'));
  const source = join(folder, 'tips.csv');
  const header = 'topic,durationSeconds,music,output\n';
  await writeFile(source, `${header}Tides,10,none,first\nMist,9000,none,\n`);
  const place = ['--data-dir', join(folder, 'data'), '--json'];
  const out = join(folder, 'films');
  const first = await aura('batch', source, '--out', out, '--quality', 'fast', ...place);
  const told = JSON.parse(first.answer) as BatchAnswer;
  expect(told).toMatchObject({
    total: 2,
    succeeded: 1,
    failed: 1,
    items: [
      { row: 1, status: 'Succeeded', output: { videoPath: join(out, 'first.mp4') } },
      { row: 2, status: 'Failed', error: { code: 'InvalidInput:durationSeconds', details: { row: 2 } } },
    ],
  });
  expect(first.exitCode).toBe(4);
  expect(first.complaint).toContain('durationSeconds');

  await writeFile(source, `${header}Tides,10,none,first\nMist,10,none,\n`);
  const second = await aura('batch', 'retry', told.batchId, ...place);
  expect(JSON.parse(second.answer)).toMatchObject({ batchId: told.batchId, succeeded: 2, failed: 0 });
  expect(second.exitCode).toBe(0);
  expect((await readdir(out)).filter((name) => name.endsWith('.mp4')).toSorted()).toEqual(['Mist.mp4', 'first.mp4']);

  const report = join(folder, 'report.csv');
  expect((await aura('batch', 'report', told.batchId, '--out', report, ...place)).exitCode).toBe(0);
  expect(await readFile(report, 'utf8')).toContain('2,Mist,Succeeded');
  const { batches } = JSON.parse((await aura('batch', 'list', ...place)).answer) as { batches: unknown[] };
  expect(batches).toHaveLength(1);
}, 120_000);

test.for<[string, string | undefined, string[], number, string]>([
  ['no row that can be made', 'topic,seed\nTides,x\n', [], 1, '"succeeded":0'],
  ['no header', 'Tides\nMist\n', [], 2, 'InvalidInput:header'],
  ['no file', undefined, [], 3, 'NotFound:file'],
  ['nine at once', 'topic\nTides\n', ['--concurrency', '9'], 2, 'InvalidInput:concurrency'],
  ['a number that is none', 'topic\nTides\n', ['--concurrency', 'x'], 2, 'InvalidInput:concurrency'],
])('aura batch with %s says so and makes no job', async ([, content, options, exitCode, words]) => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-batch-cli-'));
  if (content !== undefined) await writeFile(join(folder, 'x.csv'), content);
  const place = ['--data-dir', join(folder, 'data'), '--json'];
  const run = await aura('batch', join(folder, 'x.csv'), ...options, ...place);
  expect(run.answer).toContain(words);
  expect(run.exitCode).toBe(exitCode);
  expect((await aura('jobs', 'list', ...place)).answer).toBe('{"jobs":[]}');
});

test('aura batch retry begins a batch of which nothing could be made, once its rows are mended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-batch-cli-'));
  const source = join(folder, 'tips.csv');
  await writeFile(join(folder, 'tides.md'), 'The sea comes.\n');
  const place = ['--data-dir', join(folder, 'data'), '--json'];
  await writeFile(source, 'text,theme,music\ntides.md,pink,none\n');
  const first = await aura('batch', source, '--quality', 'fast', '--out', join(folder, 'films'), ...place);
  const { batchId } = JSON.parse(first.answer) as BatchAnswer;
  expect(first.exitCode).toBe(1);
  expect(first.complaint).toContain('Row 1, line 2: “theme” must be');
  // Not mended yet: told again, and nothing hangs.
  expect((await aura('batch', 'retry', batchId, ...place)).exitCode).toBe(1);
  await writeFile(source, 'text,theme,music\ntides.md,ember,none\n');
  const second = await aura('batch', 'retry', batchId, ...place);
  expect(JSON.parse(second.answer)).toMatchObject({ batchId, succeeded: 1, failed: 0 });
}, 120_000);

describe('a provider that is down for all', () => {
  let loopback: Loopback;
  beforeAll(async () => {
    loopback = await startLoopback();
    loopback.fail('LocalLLM', { kind: 'status', status: 503, body: { error: { message: 'overloaded' } } });
  });
  afterAll(() => loopback.close());

  test('pauses the batch after three films, says so, and the same command says how to go on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aura-batch-cli-'));
    const data = join(folder, 'data');
    await mkdir(data);
    const settings = {
      providers: {
        llm: { primary: 'LocalLLM', fallbackEnabled: false },
        LocalLLM: { baseUrl: loopback.baseUrls.LocalLLM },
      },
      features: { gracefulDegradation: { enabled: false } },
      resilience: { retry: { maxRetryAttempts: 1, initialDelay: 1 } },
    };
    await writeFile(join(data, 'settings.json'), JSON.stringify(settings));
    const source = join(folder, 'tips.csv');
    await writeFile(source, 'topic\nTides\nMist\nFog\nRain\nHail\n');
    const { exitCode, answer, complaint } = await aura('batch', source, '--data-dir', data, '--json');
    const told = JSON.parse(answer) as BatchAnswer;
    expect(exitCode).toBe(1);
    expect(told).toMatchObject({ total: 5, succeeded: 0, failed: 3 });
    expect(told.items.map(({ status }) => status)).toEqual(['Failed', 'Failed', 'Failed', 'Queued', 'Queued']);
    expect(complaint).toContain('Three films in a row failed alike');
    // The fourth film was never begun.
    expect(JSON.parse((await aura('jobs', 'list', '--data-dir', data, '--json')).answer)).toHaveProperty(
      'jobs.length',
      3,
    );

    await writeFile(source, 'topic\nTides\nMist\nFog\nRain\nSnow\n');
    const again = await aura('batch', source, '--data-dir', data, '--json');
    expect(again.exitCode).toBe(1);
    expect(JSON.parse(again.answer)).toMatchObject({
      error: {
        code: 'Conflict:changed',
        remediation: expect.stringContaining(`aura batch resume ${told.batchId}`) as string,
      },
    });
  }, 60_000);
});
