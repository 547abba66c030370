import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import { Settings } from '../../src-shared/settings.ts';
import type { FfmpegCapabilities } from '../ffmpeg/ffmpeg.ts';
import { template } from '../providers/script/template.ts';
import { freeBytes } from '../storage/output-folder.ts';
import { estimateDisk } from './estimate-disk.ts';
import { jobWorkspace } from './job-workspace.ts';
import { preflight } from './preflight.ts';
import type { PipelineJob, StageContext } from './stage-context.ts';
import { surroundings } from './surroundings.test-support.ts';

/** Preflight asks only who is there. */
const silent = { name: 'Flite', kind: 'TTS', isLocal: true, voices: [], voiceFor: (wished: string) => wished } as never;
const cards = { name: 'Cards', kind: 'Images', isLocal: true } as never;

const capable: FfmpegCapabilities = {
  path: '/opt/ffmpeg',
  version: '7.1',
  filters: new Set([
    'ass',
    'scale',
    'colorspace',
    'loudnorm',
    'sidechaincompress',
    'alimiter',
    'ebur128',
    'acompressor',
    'amix',
    'xfade',
    'zoompan',
    'overlay',
  ]),
  encoders: new Set(['libx264', 'aac']),
};
const without = (names: ReadonlySet<string>, name: string): Set<string> =>
  new Set([...names].filter((known) => known !== name));

async function contextWith({
  capabilities = capable,
  job = {},
}: {
  capabilities?: FfmpegCapabilities;
  job?: Partial<PipelineJob>;
}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'aura-preflight-'));
  const workspace = jobWorkspace(dataFolder, 'J-000000000000');
  await mkdir(workspace.root, { recursive: true });
  const warnings: unknown[] = [];
  const context = {
    job: {
      jobId: 'J-000000000000',
      correlationId: 'c',
      brief: Brief.parse({ topic: 'Tides' }),
      format: { width: 1920, height: 1080, frameRate: 30, quality: 'balanced' },
      outputFolder: join(dataFolder, 'videos'),
      ...job,
    },
    settings: Settings.parse({}),
    workspace,
    ...surroundings(dataFolder),
    providers: { scriptWriters: [template], narrators: [silent], illustrators: [cards] },
    ffmpeg: { capabilities: async () => capabilities } as never,
    signal: new AbortController().signal,
    stage: (_name, _schema, _inputs, work) =>
      work({
        progress: () => undefined,
        summary: () => undefined,
        finalizing: () => undefined,
        decided: () => undefined,
        warn: (message, degradation) => warnings.push({ message, degradation }),
      }),
  } as Partial<StageContext> as StageContext;
  return { context, warnings, dataFolder };
}

test('a capable machine passes, and nothing is left in the folder that was tried', async () => {
  const { context, warnings, dataFolder } = await contextWith({});
  expect(await preflight(context)).toMatchObject({ canBurnIn: true });
  expect(warnings).toEqual([]);
  expect(await readdir(join(dataFolder, 'videos'))).toEqual([]);
});

test('without libass the captions stand beside the film, and the receipt names the filter', async () => {
  const { context, warnings } = await contextWith({
    capabilities: { ...capable, filters: without(capable.filters, 'ass') },
  });
  expect(await preflight(context)).toMatchObject({ canBurnIn: false });
  expect(warnings).toMatchObject([
    { message: expect.stringContaining('“ass”') as string, degradation: { step: 'subtitles' } },
  ]);
});

test('without libx264 it stops and names it', async () => {
  const { context } = await contextWith({
    capabilities: { ...capable, encoders: without(capable.encoders, 'libx264') },
  });
  await expect(preflight(context)).rejects.toMatchObject({ code: 'MissingCodec:libx264' });
});

describe('a full disk', () => {
  test('stops it before any work, with what is needed and what is free', async () => {
    const free = await freeBytes(tmpdir());
    const probe = {
      brief: Brief.parse({ topic: 'x' }),
      format: { width: 3840, height: 2160, frameRate: 60, quality: 'high' },
    } as const;
    const bytesAWord = estimateDisk({ ...probe, ownText: { markdown: 'word '.repeat(1000) } }).workBytes / 1000;
    const markdown = 'word '.repeat(Math.ceil((2 * free) / bytesAWord));
    const { context } = await contextWith({ job: { ...probe, ownText: { markdown } } });
    await expect(preflight(context)).rejects.toMatchObject({
      code: 'OutOfDiskSpace',
      message: expect.stringMatching(/\d.* are needed for .*\d.* are free/) as string,
      details: { neededBytes: expect.any(Number) as number, freeBytes: expect.any(Number) as number },
    });
  });

  test('the estimate grows with length, pixels and effort', () => {
    const format = { width: 1280, height: 720, frameRate: 30, quality: 'fast' } as const;
    const short = estimateDisk({ brief: Brief.parse({ topic: 'x', durationSeconds: 10 }), format });
    const long = estimateDisk({ brief: Brief.parse({ topic: 'x', durationSeconds: 100 }), format });
    const large = estimateDisk({
      brief: Brief.parse({ topic: 'x', durationSeconds: 10 }),
      format: { ...format, width: 3840, height: 2160, quality: 'high' },
    });
    expect(long.filmBytes / short.filmBytes).toBeCloseTo(10);
    expect(large.workBytes).toBeGreaterThan(5 * short.workBytes);
  });
});

test('a file where the output folder should be stops it', async () => {
  const { context, dataFolder } = await contextWith({});
  await writeFile(join(dataFolder, 'videos'), '');
  await expect(preflight(context)).rejects.toMatchObject({ code: 'OutputDirectoryNotWritable' });
});
