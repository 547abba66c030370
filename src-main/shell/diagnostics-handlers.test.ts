import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BundlePreview, FailureAnalysis, SavedBundle } from '../../src-shared/diagnostics.ts';
import type { Job } from '../../src-shared/job.ts';
import type { LogEntry, LogFilter } from '../../src-shared/log.ts';
import { Report } from '../../src-shared/report.ts';
import { verifyBundle } from '../diagnostics/bundle/verify-bundle.ts';
import { log } from '../logging/log.ts';
import { createStudio, type Studio } from '../studio.ts';
import { answerCall, type Handlers } from './answer-call.ts';
import { createDiagnosticsHandlers } from './diagnostics-handlers.ts';
import { createPathGrants } from './path-grants.ts';

let folder = '';
let studio: Studio;
let job: Job;
const grants = createPathGrants();
const shown: string[] = [];
const asked: string[] = [];
/** Whether the user says where to, or closes the dialog. */
let isSaving = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-diagnostics-'));
  studio = await createStudio({ dataFolder: join(folder, 'data'), videosFolder: folder, isOffline: true });
  await studio.settings.set('rendering.ffmpegPath', join(folder, 'no-ffmpeg-here'));
  const { jobId } = await studio.jobs.create({ brief: { topic: 'Tides, by wilma@harbour-lights.org' } });
  job = await studio.jobs.whenEnded(jobId);
});
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
  isSaving = true;
});

async function ask<Data>(name: string, input?: unknown): Promise<Data> {
  const notAsked = () => Promise.reject(new Error('not asked'));
  const handlers = createDiagnosticsHandlers({
    studio: Promise.resolve(studio),
    grants,
    showInFolder: (path) => void shown.push(path),
    dialogs: {
      openText: notAsked,
      chooseOutput: notAsked,
      chooseBatch: notAsked,
      chooseFolder: notAsked,
      chooseFfmpeg: notAsked,
      trustAddress: (address) => Promise.resolve(address.includes('trusted')),
      saveAs: async (_title, fileName) => {
        asked.push(fileName);
        return isSaving ? grants.grant(join(folder, fileName)) : undefined;
      },
    },
  });
  const reply = await answerCall(handlers as Handlers, name, input);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  return reply.data as Data;
}
const zips = async () => (await readdir(folder)).filter((name) => name.endsWith('.zip'));

describe('the bundle of a failed job', () => {
  test('is shown file by file as it will be shared', async () => {
    expect(job.errors).toMatchObject([{ code: 'FFmpegNotFound' }]);
    const { files, omitted } = await ask<BundlePreview>('jobs.bundlePreview', { jobId: job.jobId });
    expect(files.map(({ fileName }) => fileName)).toEqual(
      expect.arrayContaining(['README.txt', 'logs-redacted.txt', 'timeline.json', 'manifest.json']) as string[],
    );
    for (const file of files) expect(file.text.length).toBeGreaterThan(10);
    expect(omitted.map(({ file }) => file)).toContain('ffmpeg-commands.json');
    expect(JSON.stringify(files)).not.toContain('harbour-lights');
  });

  test('is nowhere when the user closes the dialog', async () => {
    isSaving = false;
    expect(await ask('jobs.saveBundle', { jobId: job.jobId })).toBeUndefined();
    expect(asked).toEqual([expect.stringMatching(/^diagnostic-bundle-J-\w{12}-\d{4}-\d\d-\d\d-\d{6}\.zip$/)]);
    expect(await zips()).toEqual([]);
    expect(await readdir(join(folder, 'data', 'bundles')).catch(() => [])).toEqual([]);
  });

  test('is saved without what was unticked, once more while it is kept, and shown in its folder', async () => {
    const { bundle, path } = await ask<SavedBundle>('jobs.saveBundle', {
      jobId: job.jobId,
      leaveOut: ['logs-redacted.txt'],
    });
    expect(await verifyBundle(path)).toMatchObject({ isValid: true, problems: [] });
    await ask('app.showSaved', { path });
    expect(shown).toEqual([path]);
    await rm(path);
    await expect(ask('app.showSaved', { path })).rejects.toMatchObject({ code: 'InputFileMissing' });
    const again = await ask<SavedBundle>('bundles.saveAgain', { bundleId: bundle.bundleId });
    expect(await verifyBundle(again.path)).toMatchObject({ isValid: true });
    await rm(again.path);
  });

  test('is not asked about where there is none', async () => {
    await expect(ask('jobs.saveBundle', { jobId: 'J-000000000000' })).rejects.toMatchObject({ code: 'NotFound:job' });
    await expect(ask('jobs.saveBundle', { jobId: '../x' })).rejects.toMatchObject({ code: 'InvalidInput:jobId' });
    const unknown = { bundleId: '0'.repeat(32) };
    await expect(ask('bundles.saveAgain', unknown)).rejects.toMatchObject({ code: 'NotFound:bundle' });
    await expect(ask('app.showSaved', { path: '/etc/passwd' })).rejects.toMatchObject({ code: 'InvalidInput:path' });
    expect(asked).toEqual([]);
  });
});

async function entries(filter: LogFilter): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for await (const update of studio.diagnostics.watchLog(filter, new AbortController().signal)) {
    found.push(...update.entries);
    if (update.isLive) return found;
  }
  return found;
}

describe('the log', () => {
  test('of a failed job has the lines that its evidence names', async () => {
    const { primaryRootCause } = await ask<FailureAnalysis>('jobs.explain', { jobId: job.jobId });
    expect(primaryRootCause).toMatchObject({ type: 'FFmpegNotFound', confidence: 95 });
    const named = primaryRootCause.evidence.flatMap((text) => /^logs-redacted\.txt:(\d+): /.exec(text)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(0);
    const { files } = await ask<BundlePreview>('jobs.bundlePreview', { jobId: job.jobId });
    const shared = files.find(({ fileName }) => fileName === 'logs-redacted.txt')?.text.split('\n') ?? [];
    const listed = await entries({ bundleOf: job.jobId });
    for (const line of named) {
      const entry = listed.find((each) => each.line === Number(line));
      expect(entry?.message).toBe('Job failed');
      expect(shared[Number(line) - 1]).toContain('Job failed');
    }
  });

  test('is filtered by level, job, text, time and slowness, and grows as it is written', async () => {
    expect(await entries({ level: 'error' })).toMatchObject([{ message: 'Job failed', jobId: job.jobId }]);
    const ofJob = await entries({ jobId: job.jobId });
    expect(new Set(ofJob.map(({ jobId }) => jobId))).toEqual(new Set([job.jobId]));
    expect((await entries({ text: job.correlationId })).length).toBeGreaterThan(0);
    expect(await entries({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
    log.info('Something slow', { durationMs: 1500 });
    expect(await entries({ slowMs: 1000 })).toMatchObject([{ message: 'Something slow', durationMs: 1500 }]);

    const stopping = new AbortController();
    const seen: string[] = [];
    let filteredCount = 0;
    const watching = (async () => {
      for await (const update of studio.diagnostics.watchLog({ level: 'warn', text: 'fresh line' }, stopping.signal)) {
        seen.push(...update.entries.map(({ message }) => message));
        filteredCount = update.filteredCount;
        if (update.isLive && seen.length === 0 && update.entries.length === 0) {
          log.info('fresh line, but light');
          log.warn('fresh line one');
          log.warn('fresh line two');
        }
        if (seen.length === 2) stopping.abort();
      }
    })();
    await watching;
    expect(seen).toEqual(['fresh line one', 'fresh line two']);
    expect(filteredCount).toBeGreaterThan(3);
  });

  test('is exported as it was filtered, redacted', async () => {
    log.info('A call to wilma@harbour-lights.org', { durationMs: 3 });
    const path = await ask<string>('log.export', { filter: { text: 'a call to' } });
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/^\S+ INFO {2}\[.*A call to \[REDACTED:email#1\]/);
    expect(text.trim().split('\n')).toHaveLength(1);
    isSaving = false;
    expect(await ask('log.export', { filter: {} })).toBeUndefined();
  });
});

test('a report has system, providers, errors, times and resources, and no secrets', async () => {
  studio.diagnostics.recordCall('jobs.list', 12);
  studio.diagnostics.recordCall('jobs.list', 4000);
  log.warn('Trouble 17 with wilma@harbour-lights.org', { code: 'UnknownError' });
  log.warn('Trouble 18 with wilma@harbour-lights.org', { code: 'UnknownError' });
  const path = await ask<string>('report.save', { format: 'json' });
  const report = Report.parse(JSON.parse(await readFile(path, 'utf8')));
  expect(report.recentErrors).toContainEqual(
    expect.objectContaining({ signature: 'Trouble # with [REDACTED:email#]: UnknownError', count: 2 }),
  );
  expect(report.performance).toContainEqual({
    kind: 'call',
    operation: 'jobs.list',
    count: 2,
    p50Ms: 12,
    p95Ms: 4000,
    p99Ms: 4000,
    slowestMs: 4000,
  });
  expect(report.resources.jobs).toEqual({ Failed: 1 });
  expect(report.resources.dataFolderBytes['studio.db']).toBeGreaterThan(1000);
  const markdown = await readFile(await ask<string>('report.save', { format: 'markdown' }), 'utf8');
  for (const part of ['## System', '## Providers', 'call jobs.list | 2 | 12 ms', 'jobs Failed | 1']) {
    expect(markdown).toContain(part);
  }
  expect(JSON.stringify(report) + markdown).not.toContain('harbour-lights');
});

test('an issue report is Markdown without secrets', async () => {
  const report = await ask<string>('jobs.issueReport', { jobId: job.jobId });
  expect(report).toMatch(/^# There is no FFmpeg that can be run.*\n/);
  for (const part of [
    'FFmpegNotFound, 95 of 100',
    job.correlationId,
    '| preflight | Failed |',
    'Aura Video Studio 0.',
  ]) {
    expect(report).toContain(part);
  }
  expect(report).not.toContain('harbour-lights');
});

test('space is freed without touching what a failed job has made', async () => {
  await studio.jobs.film(job.jobId);
  const before = await readdir(join(folder, 'data', 'jobs', job.jobId));
  await ask('space.free');
  expect(await readdir(join(folder, 'data', 'jobs', job.jobId))).toEqual(before);
});
