import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import { stepNames } from '../../../src-shared/step-titles.ts';
import { quick, untilStopped } from '../../jobs/test-desk.test-support.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import { logLine } from '../../logging/log.ts';
import { bundlesOf, failing, filesIn, manifestOf } from './bundles.test-support.ts';
import { verifyBundle } from './verify-bundle.ts';

test('of a succeeded job it says so and what film it made', async () => {
  const { desk, bundles, jobId, folder } = await bundlesOf(quick);
  await desk.whenEnded(jobId);
  const { fileName, bundleId } = await bundles.create(jobId);
  expect(fileName).toMatch(new RegExp(`^diagnostic-bundle-${jobId}-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.zip$`));
  const files = await filesIn(join(folder, fileName));
  expect(files['README.txt']).toContain('The job succeeded');
  expect(manifestOf(files)).toMatchObject({
    bundleId,
    schemaVersion: '1.0',
    job: { jobId, status: 'Succeeded', stage: 'script' },
    exportManifests: [{ format: 'mp4', resolution: '1920x1080', frameRate: 30 }],
    timeline: [{ stage: 'script', status: 'Succeeded' }],
  });
  expect(await verifyBundle(join(folder, fileName))).toMatchObject({ isValid: true, problems: [], jobId });
});

test('of a running job it says so, and one that is interrupted counts as running', async () => {
  const { bundles, jobId, folder, queue } = await bundlesOf(({ signal }) => untilStopped(signal));
  const running = await filesIn(join(folder, (await bundles.create(jobId)).fileName));
  expect(running['README.txt']).toContain('still running');
  await queue.close();
  const interrupted = await filesIn(join(folder, (await bundles.create(jobId)).fileName));
  expect(manifestOf(interrupted)).toMatchObject({ job: { status: 'Running' } });
  expect(interrupted['README.txt']).toContain('interrupted');
});

test.each(stepNames)('of a job that failed in %s it names that step and verifies', async (name) => {
  const { desk, bundles, jobId, folder } = await bundlesOf(async (context) => {
    for (const step of stepNames.slice(0, stepNames.indexOf(name)))
      await context.stage(step, z.null(), {}, async () => null);
    await context.stage(name, z.null(), {}, async () => {
      throw new StudioError('OutOfDiskSpace');
    });
    throw new Error('unreached');
  });
  expect(await desk.whenEnded(jobId)).toMatchObject({ status: 'Failed' });
  const path = join(folder, (await bundles.create(jobId)).fileName);
  expect(await verifyBundle(path)).toMatchObject({ isValid: true, problems: [] });
  expect(manifestOf(await filesIn(path))).toMatchObject({
    job: { stage: name, errorCode: 'OutOfDiskSpace', status: 'Failed' },
  });
});

test('what has nothing to say is named with its reason', async () => {
  const { desk, bundles, jobId, folder } = await bundlesOf(failing);
  await desk.whenEnded(jobId);
  const files = await filesIn(join(folder, (await bundles.create(jobId)).fileName));
  expect(Object.keys(files).sort()).toEqual(['README.txt', 'manifest.json', 'system-info.json', 'timeline.json']);
  const { omitted } = manifestOf(files) as { omitted: { file: string; reason: string }[] };
  expect(Object.fromEntries(omitted.map(({ file, reason }) => [file, reason]))).toEqual({
    'logs-redacted.txt': 'No log lines of this job were found.',
    'model-decisions.json': 'No provider was chosen in this job.',
    'ffmpeg-commands.json': 'FFmpeg was not started in this job.',
    'cost-report.json': 'No paid provider was used.',
  });
});

test('what the user unticks is left out of the ZIP and of the manifest', async () => {
  const { desk, bundles, jobId, folder, telemetry } = await bundlesOf(quick);
  await desk.whenEnded(jobId);
  const command = { purpose: 'mix', command: 'ffmpeg', exitCode: 0, seconds: 1 };
  runWithCorrelation('c-1', () => telemetry.recordCommand(command), { jobId, step: 'mux' });
  const preview = await bundles.preview(jobId);
  expect(preview.files.map(({ fileName }) => fileName)).toContain('ffmpeg-commands.json');
  const record = await bundles.create(jobId, { leaveOut: ['ffmpeg-commands.json', 'README.txt'] });
  const files = await filesIn(join(folder, record.fileName));
  expect(files).not.toHaveProperty('ffmpeg-commands.json');
  expect(files).not.toHaveProperty('README.txt');
  expect(manifestOf(files)).not.toHaveProperty('ffmpegCommands');
  expect(JSON.stringify(manifestOf(files)['omitted'])).toContain('Left out by whoever made this bundle');
  expect(await verifyBundle(join(folder, record.fileName))).toMatchObject({ isValid: true });
  await expect(bundles.create(jobId, { leaveOut: ['manifest.json'] })).rejects.toMatchObject({
    code: 'InvalidInput:leaveOut',
  });
});

test('log lines within five minutes and those of the job come along, others do not', async () => {
  const { desk, bundles, jobId, dataFolder } = await bundlesOf(failing);
  const job = await desk.whenEnded(jobId);
  const at = (minutes: number) => new Date(Date.parse(job.endedUtc ?? '') + minutes * 60_000).toISOString();
  await mkdir(join(dataFolder, 'logs'), { recursive: true });
  const lines = [
    { timestamp: at(-6), level: 'info', message: 'too early' },
    { timestamp: at(-4), level: 'warn', message: 'shortly before' },
    { timestamp: at(4), level: 'info', message: 'line one\nforged line', correlationId: job.correlationId },
    { timestamp: at(6), level: 'info', message: 'too late' },
  ];
  await writeFile(join(dataFolder, 'logs', `aura-${at(0).slice(0, 10)}.log`), lines.map(logLine).join(''));
  const { files } = await bundles.preview(jobId);
  const { text } = files.find(({ fileName }) => fileName === 'logs-redacted.txt') ?? { text: '' };
  expect(text).toContain('shortly before');
  expect(text).toContain(String.raw`line one\nforged line`);
  expect(text).not.toContain('too early');
  expect(text).not.toContain('too late');
  const manifest = JSON.parse(files.find(({ fileName }) => fileName === 'manifest.json')?.text ?? '') as object;
  const failed = job.steps.find(({ status }) => status === 'Failed')?.completedAt ?? job.endedUtc ?? '';
  const around = (minutes: number) => new Date(Date.parse(failed) + minutes * 60_000).toISOString();
  expect(manifest).toMatchObject({ logWindow: { from: around(-5), to: around(5), notes: [] } });
});

describe('refused', () => {
  test.for(['../x', 'J-1/../../x', 'J-\u0000', '', 'a'.repeat(100)])('is the path-like ID %j', async (id) => {
    const { bundles } = await bundlesOf(quick);
    await expect(bundles.create(id)).rejects.toMatchObject({ code: 'InvalidInput:jobId' });
    await expect(bundles.save(id, '/tmp/x')).rejects.toMatchObject({ code: 'InvalidInput:bundleId' });
  });

  test('are a job and a bundle that nobody knows', async () => {
    const { bundles } = await bundlesOf(quick);
    await expect(bundles.create('J-000000000000')).rejects.toMatchObject({ code: 'NotFound:job' });
    await expect(bundles.save('0'.repeat(32), '/tmp/x')).rejects.toMatchObject({ code: 'NotFound:bundle' });
  });

  test('is a full disk, with figures and without half a ZIP', async () => {
    const { desk, bundles, jobId, folder } = await bundlesOf(quick, { freeBytes: async () => 42_500_000 });
    await desk.whenEnded(jobId);
    await expect(bundles.create(jobId)).rejects.toMatchObject({
      code: 'OutOfDiskSpace',
      message: expect.stringContaining('100 MB are needed, 42 MB are free') as string,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('is a folder that cannot be written, for making one and for saving it', async () => {
    const { desk, bundles, jobId, dataFolder, folder } = await bundlesOf(quick);
    await desk.whenEnded(jobId);
    const { bundleId } = await bundles.create(jobId);
    await expect(bundles.save(bundleId, join(dataFolder, 'none', 'x.zip'))).rejects.toMatchObject({
      code: 'OutputDirectoryNotWritable',
    });
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder should be');
    await expect(bundles.create(jobId)).rejects.toMatchObject({
      code: 'OutputDirectoryNotWritable',
      message: expect.stringContaining('diagnostics') as string,
    });
  });
});

test('after 24 hours it has expired and is deleted, but not the copy that was saved', async () => {
  let now = Date.now();
  const { desk, bundles, jobId, folder, dataFolder } = await bundlesOf(quick, { now: () => new Date(now) });
  await desk.whenEnded(jobId);
  const { bundleId, fileName, createdAt, expiresAt } = await bundles.create(jobId);
  expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(86_400_000);
  const copy = join(dataFolder, 'mine.zip');
  now += 86_399_000;
  await bundles.sweep();
  await bundles.save(bundleId, copy);
  now += 2000;
  await expect(bundles.save(bundleId, copy)).rejects.toMatchObject({ code: 'Expired:bundle' });
  expect(await readdir(folder)).toEqual([fileName]);
  await bundles.sweep();
  expect(await readdir(folder)).toEqual([]);
  expect(await verifyBundle(copy)).toMatchObject({ isValid: true });
  await expect(bundles.save(bundleId, copy)).rejects.toMatchObject({ code: 'Expired:bundle' });
});

test('a database that lost the job still gives a bundle that says what failed', async () => {
  const { desk, bundles, jobId, folder, dataFolder, database } = await bundlesOf(failing);
  await desk.whenEnded(jobId);
  await mkdir(join(dataFolder, 'jobs', jobId), { recursive: true });
  database.prepare('PRAGMA foreign_keys = OFF').run();
  for (const table of ['steps', 'jobs']) database.prepare(`DELETE FROM ${table}`).run();
  database.prepare('DROP TABLE ffmpeg_records').run();
  database.prepare('DROP TABLE installation').run();
  const { fileName } = await bundles.create(jobId);
  const files = await filesIn(join(folder, fileName));
  expect(manifestOf(files)).toMatchObject({
    job: { jobId, status: 'Running', warnings: [expect.stringContaining('could not give this job') as string] },
  });
  expect(files['README.txt']).toMatch(/ffmpeg-commands\.json +It could not be made: .*no such table/);
  expect(files['README.txt']).toMatch(/model-decisions\.json +It could not be made: .*has lost what it knew/);
  expect(files['README.txt']).toContain('How this job went is not known: the database has lost it.');
  expect(files['README.txt']).toContain('Warning: The database could not give this job');
  expect(await verifyBundle(join(folder, fileName))).toMatchObject({ isValid: true });
});

test('bundles of the same second have names of their own', async () => {
  const now = new Date();
  const { desk, bundles, jobId } = await bundlesOf(quick, { now: () => now });
  await desk.whenEnded(jobId);
  const names = [await bundles.create(jobId), await bundles.create(jobId)].map(({ fileName }) => fileName);
  expect(new Set(names).size).toBe(2);
});

test('a broken ZIP, a foreign one and none at all are told apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-verify-'));
  const path = join(folder, 'x.zip');
  await expect(verifyBundle(path)).rejects.toMatchObject({ code: 'NotFound:file' });
  await writeFile(path, 'no ZIP');
  expect(await verifyBundle(path)).toMatchObject({ isValid: false });
  const foreign = new JSZip().file('photo.txt', 'hello');
  await writeFile(path, await foreign.generateAsync({ type: 'nodebuffer' }));
  expect((await verifyBundle(path)).problems).toContain('There is no manifest.json in it.');
});
