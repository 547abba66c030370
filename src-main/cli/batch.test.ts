import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
