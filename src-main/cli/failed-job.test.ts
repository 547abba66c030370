import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleRecord } from '../../src-shared/diagnostics.ts';
import type { Job } from '../../src-shared/job.ts';
import { aura as auraOf } from './aura.test-support.ts';
import { createStudio, type Studio } from '../studio.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { verifyBundle } from '../diagnostics/bundle/verify-bundle.ts';
import {
  canaries,
  fakeFfmpeg,
  ffmpegWords,
  formsOf,
  logRefusal,
  planted,
  quotedAnswer,
  quotingProvider,
  runBatchInDebug,
} from './failed-job.test-support.ts';

/** An ID that somebody outside gave. */
const ticket = 'support.4711:retry_1';

let folder: string;
let studio: Studio;
let job: Job;
let record: BundleRecord;
const zipPath = () => join(folder, 'mine.zip');
const batchZipPath = () => join(folder, 'batch.zip');
const earlier = { ...process.env };
let provider: Awaited<ReturnType<typeof quotingProvider>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-failed-'));
  Object.assign(process.env, planted);
  provider = await quotingProvider();
  studio = await createStudio({ dataFolder: join(folder, 'data'), videosFolder: folder, isOffline: false });
  await studio.settings.set('providers.OpenAI.baseUrl', provider.baseUrl);
  await studio.settings.set('providers.LocalLLM.baseUrl', `http://wilma:${canaries.baseUrlLogin}@127.0.0.1:9/v1`);
  await studio.settings.set('rendering.ffmpegPath', await fakeFfmpeg(folder));
  const films = join(folder, `films ${canaries.openai}`);
  await mkdir(films);
  await studio.settings.set('rendering.outputFolder', films);
  const topic = `Tides ${canaries.anthropic} by ${canaries.email}, ${canaries.stripe}`;
  const request = {
    brief: {
      topic,
      durationSeconds: 20,
      audience: `friends of ${canaries.phone}`,
      keyPoints: [`pay ${canaries.iban}`],
    },
    outputPath: join(films, `${canaries.environment}.mp4`),
  };
  const created = await runWithCorrelation(ticket, () => studio.jobs.create(request));
  job = await studio.jobs.whenEnded(created.jobId);
  await logRefusal(job, provider.baseUrl);
  record = await studio.diagnostics.createBundle(job.jobId);
  await studio.diagnostics.saveBundle(record.bundleId, zipPath());
  await runBatchInDebug(studio, folder);
});
afterAll(async () => {
  await studio.close();
  provider.server.close();
  for (const name of Object.keys(planted)) {
    if (earlier[name] === undefined) delete process.env[name];
    else process.env[name] = earlier[name];
  }
});

const entries = async (path = zipPath()): Promise<[string, Buffer][]> => {
  const { files } = await JSZip.loadAsync(await readFile(path));
  return Promise.all(Object.values(files).map(async (file) => [file.name, await file.async('nodebuffer')]));
};
const manifest = async () => {
  const [, bytes] = (await entries()).find(([name]) => name === 'manifest.json')!;
  return JSON.parse(bytes.toString()) as Record<string, unknown> & {
    files: { fileName: string; sizeBytes: number; sha256: string }[];
  };
};

describe('a job that failed in ffmpeg', () => {
  test('leaves a bundle of exactly the files that its manifest lists, with their sizes and sums', async () => {
    expect(job).toMatchObject({ status: 'Failed', errors: [{ code: 'OutOfDiskSpace' }] });
    const { files } = await manifest();
    const found = (await entries()).filter(([name]) => name !== 'manifest.json');
    expect(files.map(({ fileName }) => fileName).sort()).toEqual(found.map(([name]) => name).sort());
    for (const [name, bytes] of found) {
      expect(files.find(({ fileName }) => fileName === name)).toMatchObject({
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
    expect(await verifyBundle(zipPath())).toMatchObject({ isValid: true, problems: [], jobId: job.jobId });
  });

  test('tells what was decided and run, under the correlation ID of the step', async () => {
    const narration = job.steps.find(({ name }) => name === 'narration');
    const said = await manifest();
    expect(said).toMatchObject({
      job: { status: 'Failed', stage: 'narration', errorCode: 'OutOfDiskSpace', correlationId: job.correlationId },
      modelDecisions: [
        { decisionPoint: 'script', provider: 'Template' },
        { decisionPoint: 'narration', provider: 'Flite', correlationId: narration?.correlationId },
      ],
      omitted: [{ file: 'cost-report.json', reason: 'No paid provider was used.' }],
      redaction: { rulesVersion: expect.any(String) as string },
    });
    expect(said['ffmpegCommands']).toContainEqual(
      expect.objectContaining({ exitCode: 1, correlationId: narration?.correlationId, stage: 'narration' }),
    );
    const logs = JSON.stringify(said['logs']);
    expect(logs).toContain('Job failed');
    const readme = (await entries()).find(([name]) => name === 'README.txt')?.[1].toString();
    expect(readme).toContain('The job failed in the step “narration”: The disk is full.');
  });

  test('was given every one of forty secrets', () => {
    const given = [
      ...Object.values(planted),
      ...ffmpegWords,
      quotedAnswer,
      JSON.stringify(studio.settings.get()),
      JSON.stringify(studio.jobs.list()),
    ].join('\n');
    const missing = Object.entries(canaries).filter(
      ([, secret]) => !formsOf(secret).some((form) => given.includes(form.toString('latin1'))),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(canaries).length).toBeGreaterThanOrEqual(40);
  });

  test('keeps its secrets: none is in any byte, in no form', async () => {
    // What the provider quoted came as far as the bundle.
    const logs = (await entries()).find(([name]) => name === 'logs-redacted.txt')?.[1].toString();
    expect(logs).toMatch(/OpenAI refused the request.*Bad request by/);
    const haystacks: [string, Buffer][] = [
      ...(await entries()),
      ...(await entries(batchZipPath())),
      ['the ZIP itself', await readFile(zipPath())],
      ['the ZIP of the batch itself', await readFile(batchZipPath())],
      ['the report', await readFile(join(folder, 'report.md'))],
    ];
    for (const part of ['logs', 'debug']) {
      const names = await readdir(join(folder, 'data', part));
      expect(names).not.toEqual([]);
      for (const name of names) haystacks.push([name, await readFile(join(folder, 'data', part, name))]);
    }
    const leaks = Object.entries(canaries).flatMap(([kind, secret]) =>
      haystacks.flatMap(([name, bytes]) =>
        formsOf(secret).some((form) => bytes.includes(form)) ? `${kind} in ${name}` : [],
      ),
    );
    expect(leaks).toEqual([]);
    const { redaction } = (await manifest()) as unknown as { redaction: { counts: Record<string, number> } };
    expect(Object.values(redaction.counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
  });

  test('keeps readable what support needs', async () => {
    const all = (await entries()).map(([, bytes]) => bytes.toString()).join('\n');
    for (const kept of [
      job.jobId,
      job.correlationId,
      'OutOfDiskSpace',
      'No space left on device',
      'Flite',
      process.versions.node,
    ]) {
      expect(all).toContain(kept);
    }
    for (const { correlationId } of job.steps.slice(0, 3)) expect(all).toContain(correlationId);
  });

  test('is explained with lines that stand in the bundle', async () => {
    const { primaryRootCause } = await studio.diagnostics.explain(job.jobId);
    expect(primaryRootCause).toMatchObject({ type: 'InsufficientResources', stage: 'narration' });
    const quoted = primaryRootCause.evidence.flatMap((text) => /^logs-redacted\.txt:(\d+): (.*)/s.exec(text) ?? []);
    expect(quoted.length).toBeGreaterThan(0);
    const lines =
      (await entries())
        .find(([name]) => name === 'logs-redacted.txt')?.[1]
        .toString()
        .split('\n') ?? [];
    expect(quoted[2]).toContain('No space left on device');
    expect(lines[Number(quoted[1]) - 1]).toContain('No space left on device');
    expect(JSON.stringify(primaryRootCause)).not.toContain(canaries.password);
  });

  test('carries the ID that it was asked for under in every event, line of the log, step and command', async () => {
    expect(job.correlationId).toBe(ticket);
    let count = 0;
    for await (const update of studio.jobs.watch(job.jobId, 0, new AbortController().signal)) {
      expect(JSON.stringify(update)).toContain(ticket);
      count += 1;
    }
    expect(count).toBeGreaterThan(8);
    const logs = await Promise.all(
      (await readdir(join(folder, 'data', 'logs'))).map((name) => readFile(join(folder, 'data', 'logs', name), 'utf8')),
    );
    const ofJob = logs
      .flatMap((text) => text.split('\n').filter(Boolean))
      .filter((line) => (JSON.parse(line) as { jobId?: string }).jobId === job.jobId);
    expect(ofJob.length).toBeGreaterThan(3);
    for (const line of ofJob) expect(line).toContain(ticket);
    const { timeline, ffmpegCommands } = (await manifest()) as Record<string, unknown[]>;
    for (const rows of [timeline, ffmpegCommands]) {
      expect(rows?.length).toBeGreaterThan(0);
      for (const row of rows ?? []) expect(JSON.stringify(row)).toContain(ticket);
    }
  });

  test('would tell a chat model no secret, and nobody what it quotes', async () => {
    const aura = (...args: string[]) => auraOf(...args, '--data-dir', join(folder, 'data'));
    await studio.settings.set('providers.llm.primary', 'OpenAI');
    const told = await aura('explain', job.jobId, '--plain', '--dry-run', '--json');
    const asked = await aura('explain', job.jobId, '--plain');
    await studio.settings.set('providers.llm.primary', 'Template');
    expect(told.exitCode).toBe(0);
    expect(asked.exitCode).toBeGreaterThan(0);
    expect(asked.complaint).toContain('To OpenAI');
    expect(told.json()).toMatchObject({
      sent: expect.stringContaining('OutOfDiskSpace'),
      asks: { provider: 'OpenAI' },
    });
    // The model quotes secrets where it refuses.
    const bytes = Buffer.from([told.answer, asked.answer, asked.complaint].join('\n'));
    expect(Object.values(canaries).filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))).toEqual(
      [],
    );
    expect((await aura('explain', job.jobId, '--dry-run')).exitCode).toBe(2);
    expect((await aura('explain', '-', '--plain')).exitCode).toBe(2);
  });

  test('is traced from the click to its end, in time order', async () => {
    const lines = await studio.diagnostics.trace(job.correlationId);
    const times = lines.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort());
    const sources = new Set(lines.map(({ source }) => source));
    expect([...sources].sort()).toEqual(['decision', 'ffmpeg', 'job', 'log', 'step']);
    expect(lines[0]?.text).toContain('Asked for');
    expect(lines.some(({ text }) => text.startsWith('OutOfDiskSpace'))).toBe(true);
    const narration = job.steps.find(({ name }) => name === 'narration')?.correlationId ?? '';
    const ofStep = await studio.diagnostics.trace(narration);
    expect(new Set(ofStep.map(({ correlationId }) => correlationId))).toEqual(new Set([narration]));
    await expect(studio.diagnostics.trace('no-such-id')).rejects.toMatchObject({ code: 'NotFound:correlation ID' });
  });
});

describe('the command line', () => {
  const aura = (...args: string[]) => auraOf(...args, '--data-dir', join(folder, 'data'));

  test('makes a bundle, finds it whole, and finds a flipped byte', async () => {
    const out = join(folder, 'by hand.zip');
    expect(await aura('bundle', job.jobId, '--out', out)).toMatchObject({ exitCode: 0, answered: [out] });
    expect((await aura('bundle', 'verify', out)).exitCode).toBe(0);
    const bytes = await readFile(out);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(out, bytes);
    expect((await aura('bundle', 'verify', out)).exitCode).toBe(1);
    expect((await aura('bundle', 'verify', join(folder, 'none.zip'))).exitCode).toBe(3);
    expect((await aura('bundle', 'J-000000000000', '--out', out)).exitCode).toBe(3);
    expect((await aura('bundle', '../x', '--out', out)).exitCode).toBe(2);
    expect((await aura('bundle', job.jobId)).exitCode).toBe(2);
  });

  test('traces an ID, and says so of one that nobody knows', async () => {
    const { exitCode, answered } = await aura('trace', job.correlationId);
    expect(exitCode).toBe(0);
    expect(answered.join('\n')).toMatch(/Asked for.*narration.*OutOfDiskSpace/s);
    expect((await aura('trace', 'no-such-id')).exitCode).toBe(3);
  });

  test('shows the log by level, job, text, time and slowness', async () => {
    const records = async (...args: string[]) =>
      (await aura('logs', '--json', ...args)).answered.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(await records('--level', 'error', '--job', job.jobId)).toMatchObject([
      { level: 'error', message: 'Job failed' },
    ]);
    const ofJob = await records('--job', job.jobId);
    expect(ofJob.length).toBeGreaterThan(3);
    expect(new Set(ofJob.map(({ jobId }) => jobId))).toEqual(new Set([job.jobId]));
    expect(await records('--text', 'no SPACE left', '--level', 'error')).toHaveLength(1);
    expect(await records('--since', '1h')).not.toEqual([]);
    expect(await records('--since', '2999-01-01')).toEqual([]);
    expect(await records('--slow', '3600000')).toEqual([]);
    for (const wrong of [
      ['--since', 'soon'],
      ['--slow', 'very'],
      ['--level', 'loud'],
    ]) {
      expect((await aura('logs', ...wrong)).exitCode).toBe(2);
    }
  });
});
