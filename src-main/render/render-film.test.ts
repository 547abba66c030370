import { execFileSync } from 'node:child_process';
import { appendFile, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { fileDigest } from '../storage/file-digest.ts';
import { x264 } from './encoder-args.ts';
import { drawStill, trialFilm, type TrialFilm } from './film.test-support.ts';
import { renderFilm } from './render-film.ts';
import { openSegmentJournal } from './segment-journal.ts';

const signal = new AbortController().signal;
let folder: string;
let film: TrialFilm;
const children = join(tmpdir(), `aura-children-${process.pid}`);
const ffmpeg = createFfmpeg({ recordFolder: children });
afterAll(() => rm(children, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura 50% 'film' 茶 "));
  film = await trialFilm(join(folder, 'parts'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const segmentPath = (name: string) => join(folder, 'segments', name);

async function render(
  options: {
    film?: TrialFilm;
    signal?: AbortSignal;
    onFrames?: (frames: number) => void;
    painters?: ('kernel' | 'zoompan')[];
  } = {},
): Promise<string[]> {
  const { plan, visuals, subtitles, script } = options.film ?? film;
  const [segmentFolder, temporaryFolder] = [join(folder, 'segments'), join(folder, 'tmp')];
  await mkdir(temporaryFolder, { recursive: true });
  const request = {
    plan,
    visuals,
    subtitles,
    language: script.language,
    theme: 'midnight' as const,
    seed: 1,
    quality: 'fast' as const,
    encoders: [x264],
    segmentFolder,
    temporaryFolder,
    journal: await openSegmentJournal(segmentFolder),
  };
  const tools = {
    ffmpeg,
    signal: options.signal ?? signal,
    ...(options.onFrames && { onFrames: options.onFrames }),
  };
  return renderFilm(request, tools, options.painters);
}

async function contents(names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => fileDigest(segmentPath(name))));
}

/** Decoded grey frames of a segment. */
function pixels(path: string): Buffer {
  const args = ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
  return execFileSync('ffmpeg', args, { maxBuffer: 1e9 });
}

function ffprobe(...args: string[]): string {
  return execFileSync('ffprobe', ['-v', 'error', '-of', 'csv=p=0', ...args])
    .toString()
    .trim();
}

describe('segments', () => {
  test('hold exactly the planned frames, step evenly and join: the same headers, a keyframe first', async () => {
    const reported: number[] = [];
    const names = await render({ onFrames: (frames) => reported.push(frames) });
    expect(names).toHaveLength(film.plan.segments.length);
    expect(reported.at(-1)).toBe(film.plan.totalFrames);
    expect(reported).toEqual(reported.toSorted((a, b) => a - b));
    const headers = new Set<string>();
    for (const [index, name] of names.entries()) {
      const { firstFrame, endFrame } = film.plan.segments[index]!;
      const packets = ffprobe('-show_entries', 'packet=pts,flags', segmentPath(name)).split('\n');
      const times = packets.map((line) => Number.parseInt(line, 10)).toSorted((a, b) => a - b);
      expect(times).toEqual(Array.from({ length: endFrame - firstFrame }, (_, frame) => frame * 512));
      expect(packets[0]).toContain('K');
      headers.add(
        ffprobe('-show_entries', 'stream=extradata_hash,time_base', '-show_data_hash', 'md5', segmentPath(name)),
      );
    }
    expect(headers.size).toBe(1);
    expect(await readdir(children)).toEqual([]);
  });

  test('a second run keeps all of them, and one that lies, is cut or is gone is made again with the same bytes', async () => {
    const names = await render();
    const before = await contents(names);
    const written = await stat(segmentPath(names[0]!));
    const [, cut = '', swapped = ''] = names;
    await truncate(segmentPath(cut), 1000);
    await copyFile(segmentPath(names[0]!), segmentPath(swapped));
    await appendFile(join(folder, 'segments', 'journal.jsonl'), '{"key": "torn');
    expect(await render()).toEqual(names);
    expect(await contents(names)).toEqual(before);
    expect((await stat(segmentPath(names[0]!))).mtimeMs).toBe(written.mtimeMs);
    await rm(segmentPath(cut));
    await render();
    expect(await contents(names)).toEqual(before);
  });

  test('a changed picture costs its own segment and the one that fades into it', async () => {
    const before = await render();
    drawStill(0, join(folder, 'parts', 's3.png'));
    const after = await render();
    expect(after.map((name, index) => name === before[index])).toEqual([true, false, false]);
  });

  test('a changed caption costs the segments that show it', async () => {
    const before = await render();
    const cues = film.subtitles.cues.map((cue, index) =>
      index === 2 ? { ...cue, lines: ['Tea'], words: [{ ...cue.words[0]!, text: 'Tea' }] } : cue,
    );
    const after = await render({ film: { ...film, subtitles: { ...film.subtitles, cues } } });
    expect(after.map((name, index) => name === before[index])).toEqual([true, true, false]);
  });

  test('captions are burned in where they are said, and nowhere else', async () => {
    const names = await render();
    const bare = await render({ film: { ...film, subtitles: { ...film.subtitles, burnIn: false } } });
    const [withCaption, without] = [pixels(segmentPath(names[0]!)), pixels(segmentPath(bare[0]!))];
    const { width, height } = film.plan;
    const differing = (frame: number, top: number, bottom: number) => {
      let count = 0;
      for (let at = (frame * height + top) * width; at < (frame * height + bottom) * width; at++)
        if (Math.abs(withCaption[at]! - without[at]!) > 24) count++;
      return count;
    };
    expect(differing(8, 0, height)).toBeLessThan(20);
    expect(differing(25, height * 0.75, height)).toBeGreaterThan(80);
    expect(differing(25, 0, height * 0.7)).toBeLessThan(20);
  });

  test('cancelling ends every child, leaves no unfinished file and rejects with the reason', async () => {
    film = await trialFilm(join(folder, 'long'), { seconds: [9, 9, 9] });
    const abort = new AbortController();
    const running = render({
      signal: abort.signal,
      onFrames: (frames) => frames > 20 && abort.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
    expect(await readdir(children)).toEqual([]);
    expect((await readdir(join(folder, 'segments'))).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  test('a segment whose encoder is killed is made again; killed again and again, the signal is named', async () => {
    film = await trialFilm(join(folder, 'long'), { seconds: [1.2, 6] });
    const undisturbed = await render();
    const before = await contents(undisturbed);
    await rm(join(folder, 'segments'), { recursive: true });
    const running = render();
    await killSegment();
    expect(await contents(await running)).toEqual(before);

    await rm(join(folder, 'segments'), { recursive: true });
    const doomed = render();
    const killing = new AbortController();
    const murder = (async () => {
      while (!killing.signal.aborted) await killSegment().catch(() => {});
    })();
    await expect(doomed).rejects.toMatchObject({ code: 'FFmpegKilled:SIGKILL' });
    killing.abort();
    await murder;
  });

  test('zoompan renders the same plan, frame for frame', async () => {
    const byKernel = await render();
    const byZoompan = await render({ painters: ['zoompan'] });
    expect(byZoompan).not.toEqual(byKernel);
    for (const [index, name] of byZoompan.entries()) {
      const [one, other] = [pixels(segmentPath(byKernel[index]!)), pixels(segmentPath(name))];
      expect(other.length).toBe(one.length);
      expect(meanDifference(one, other)).toBeLessThan(6);
    }
  });
});

const killSegment = async (): Promise<boolean> => process.kill(await segmentChild(), 'SIGKILL');

/** An encoder at work, as the records of running children have it. */
async function segmentChild(): Promise<number> {
  for (let tries = 0; tries < 300; tries++) {
    for (const name of await readdir(children).catch(() => [])) {
      const text = await readFile(join(children, name), 'utf8').catch(() => '');
      if (text.includes('"purpose":"segment')) return Number.parseInt(name, 10);
    }
    await sleep(10);
  }
  throw new Error('No segment is being made');
}

function meanDifference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += Math.abs(one[at]! - other[at]!);
  return sum / one.length;
}
