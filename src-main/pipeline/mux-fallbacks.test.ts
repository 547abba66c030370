import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import type { Degradation } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { trialFilm, type TrialFilm } from '../render/film.test-support.ts';
import { jobWorkspace } from './job-workspace.ts';
import { mux } from './mux.ts';

let folder: string;
let film: TrialFilm;
const children = join(tmpdir(), `aura-fallback-children-${process.pid}`);
const realFfmpeg = createFfmpeg({ recordFolder: children });
afterAll(() => rm(children, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-fallbacks-'));
  await mkdir(join(folder, 'Videos'));
  film = await trialFilm(join(folder, 'parts'), { seconds: [1.1, 1.1] });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** FFmpeg behind a script that answers some calls itself: `case "$*" in … esac`, then the real one. */
async function ffmpegThat(cases: string): Promise<Ffmpeg> {
  const path = join(folder, 'ffmpeg');
  const real = (await realFfmpeg.capabilities()).path;
  await writeFile(path, `#!/bin/sh\nreal=${real}\ncase "$*" in\n${cases}\nesac\nexec $real "$@"\n`);
  await chmod(path, 0o755);
  return createFfmpeg({ recordFolder: children, explicitPath: () => path });
}

async function make(ffmpeg: Ffmpeg, settings: Parameters<typeof Settings.parse>[0] = {}) {
  const receipts: Degradation[] = [];
  const made = await mux(film, {
    job: {
      jobId: 'J-0123456789AB',
      correlationId: 'c',
      brief: Brief.parse({ topic: 'tea', music: 'none' }),
      format: { width: 320, height: 180, frameRate: 30, quality: 'fast' },
      outputFolder: join(folder, 'Videos'),
    },
    settings: Settings.parse(settings),
    workspace: jobWorkspace(join(folder, 'data'), 'J-0123456789AB'),
    ffmpeg,
    providers: { scriptWriters: [], narrators: [], illustrators: [] },
    signal: new AbortController().signal,
    stage: async (_name, schema, _inputs, work) =>
      schema.parse(
        await work({
          progress: () => {},
          summary: () => {},
          finalizing: () => {},
          decided: () => {},
          warn: (_message, degradation) => degradation && receipts.push(degradation),
        }),
      ),
  } as Parameters<typeof mux>[1]);
  return { made, receipts };
}

const codecOf = async (path: string) => (await realFfmpeg.probe(path, new AbortController().signal)).video?.codec;

describe('an encoder of the graphics hardware', () => {
  const listed = '*-encoders*) $real "$@"; echo " V....D h264_nvenc           NVIDIA"; exit 0;;';

  test('that fails in mid-film gives way to x264, with what it said first in the receipt', async () => {
    const trial = '*null*h264_nvenc*|*h264_nvenc*null*) exit 0;;';
    const fails =
      '*h264_nvenc*) echo "[h264_nvenc @ 0x1] OpenEncodeSessionEx failed: out of memory (10)" >&2; exit 1;;';
    const ffmpeg = await ffmpegThat([listed, trial, fails].join('\n'));
    const { made, receipts } = await make(ffmpeg, { rendering: { encoder: 'nvenc' } });
    expect(await codecOf(made.videoPath)).toBe('h264');
    expect(made).not.toHaveProperty('encoder');
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).toMatchObject({ replaced: 'h264_nvenc', replacement: 'libx264', step: 'mux' });
    expect(receipts[0]?.reason).toContain('OpenEncodeSessionEx failed: out of memory (10)');
  });

  test('that does not stand its trial is not used, and nothing is lost by it', async () => {
    const fails = '*h264_nvenc*) echo "Cannot load libcuda.so.1" >&2; exit 1;;';
    const { made, receipts } = await make(await ffmpegThat([listed, fails].join('\n')), {
      rendering: { encoder: 'nvenc' },
    });
    expect(await codecOf(made.videoPath)).toBe('h264');
    expect(receipts).toEqual([]);
  });

  test('that works makes the film', async () => {
    // Stands for a card: x264 in its place, without the card's own options.
    const asX264 = 's/-preset p4 -rc vbr -cq [0-9]* -b:v 0//; s/h264_nvenc/libx264 -preset ultrafast/';
    const works = `*h264_nvenc*) exec $real $(echo "$*" | sed "${asX264}");;`;
    const { made, receipts } = await make(await ffmpegThat([listed, works].join('\n')), {
      rendering: { encoder: 'nvenc' },
    });
    expect(await codecOf(made.videoPath)).toBe('h264');
    expect(made.encoder).toBe('h264_nvenc');
    expect(receipts).toEqual([]);
  });
});

describe('other codecs', () => {
  test.each([
    ['h265', 'hevc'],
    ['av1', 'av1'],
  ] as const)('%s on wish', async (codec, name) => {
    const { made } = await make(realFfmpeg, { rendering: { codec } });
    expect(await codecOf(made.videoPath)).toBe(name);
    expect(made.encoder).toMatch(codec === 'h265' ? /libx265/ : /av1/);
  });

  test('one that this FFmpeg lacks is named', async () => {
    const without = '*-encoders*) $real "$@" | grep -v -e 265 -e hevc; exit 0;;';
    await expect(make(await ffmpegThat(without), { rendering: { codec: 'h265' } })).rejects.toMatchObject({
      code: 'MissingCodec:libx265',
    });
  });
});

describe('the quality ladder', () => {
  const quality = {
    levels: { High: { resolution: '320x180' }, Medium: { resolution: '214x120' }, Low: { resolution: '142x80' } },
  };
  const fails = (size: string, words: string) => `*rawvideo*${size}*pipe:0*) echo "${words}" >&2; exit 1;;`;
  const memory = 'x264 [error]: malloc of size 4000000 failed';

  test('steps down once when memory runs out, and the result shows its level', async () => {
    const { made, receipts } = await make(await ffmpegThat(fails('320x180', memory)), { quality });
    expect(made).toMatchObject({ width: 214, height: 120, level: 'Medium' });
    expect(receipts).toMatchObject([{ replaced: 'A film of 320 × 180', replacement: '214 × 120, level Medium' }]);
  });

  test('steps down at most to Low, once each, and then says what was wrong', async () => {
    const ffmpeg = await ffmpegThat(fails('', memory));
    await expect(make(ffmpeg, { quality })).rejects.toMatchObject({ code: 'OutOfMemory' });
    expect(await readdir(join(folder, 'Videos'))).toEqual([]);
  });

  test('stands still for any other failure', async () => {
    const ffmpeg = await ffmpegThat(fails('320x180', 'Invalid argument'));
    await expect(make(ffmpeg, { quality })).rejects.toMatchObject({ code: 'FFmpegFailedExitCode:1' });
  });

  test('stands still where it is switched off', async () => {
    const ffmpeg = await ffmpegThat(fails('320x180', memory));
    const settings = { quality: { ...quality, fallbackEnabled: false } };
    await expect(make(ffmpeg, settings)).rejects.toMatchObject({ code: 'OutOfMemory' });
  });
});
