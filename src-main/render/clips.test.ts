import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SceneClip } from '../../src-shared/film.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { readClipFile } from '../providers/visuals/clip-file.ts';
import { drawClip } from '../providers/visuals/draw-clip.ts';
import { x264 } from './encoder-args.ts';
import { trialFilm, type TrialFilm } from './film.test-support.ts';
import { renderFilm } from './render-film.ts';
import { openSegmentJournal } from './segment-journal.ts';
import { makeSoundtrack } from './soundtrack.ts';

const { signal } = new AbortController();
let folder: string;
let ffmpeg: ReturnType<typeof createFfmpeg>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura 'clips' 茶 "));
  ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  // Grey that rises by two with each frame of 1/25 s, for two seconds: every frame tells its own time.
  const rising = "color=black:s=320x180:r=25:d=2,format=yuv420p,geq=lum='20+4*N':cb=128:cr=128";
  clip('rising.mp4', rising, 'sine=f=440:d=2');
  clip('tall.webm', 'color=white:s=90x320:r=25:d=2', 'sine=f=440:d=2', ['-c:v', 'libvpx', '-c:a', 'libopus']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function clip(name: string, picture: string, sound: string, codecs = ['-c:v', 'libx264', '-qp', '1', '-c:a', 'aac']) {
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...codecs, '-t', '2', join(folder, name)]);
}

const shown = (more: Partial<SceneClip> = {}): SceneClip => ({
  ...{ clipPath: join(folder, 'rising.mp4'), format: 'mov', durationSeconds: 2, startSeconds: 0 },
  ...{ whenShort: 'hold', hasSound: true },
  ...more,
});

/** A film of a still, a clip in the second scene, and a still; no captions. */
async function filmWith(name: string, seconds: number, second: SceneClip, own = { width: 320, height: 180 }) {
  const film = await trialFilm(join(folder, name, 'parts'), { seconds: [1.2, seconds, 1.2] });
  const scenes = film.visuals.scenes.map((visual, index) =>
    index === 1 ? { ...visual, ...own, kind: 'picture' as const, clip: second } : visual,
  );
  return { ...film, visuals: { scenes }, subtitles: { ...film.subtitles, burnIn: false } };
}

async function render(name: string, film: TrialFilm, painters?: ('kernel' | 'zoompan')[]): Promise<Buffer> {
  const segmentFolder = join(folder, name, `segments-${painters?.[0] ?? ''}`);
  const temporaryFolder = join(folder, name, 'tmp');
  await mkdir(temporaryFolder, { recursive: true });
  const request = {
    ...{ ...film, language: 'en', theme: 'midnight' as const, seed: 1, quality: 'high' as const, encoders: [x264] },
    ...{ segmentFolder, temporaryFolder, journal: await openSegmentJournal(segmentFolder) },
  };
  const names = await renderFilm(request, { ffmpeg, signal }, painters);
  expect(await readdir(join(folder, 'children')).catch(() => [])).toEqual([]);
  return Buffer.concat(names.map((file) => grey(join(segmentFolder, file))));
}

const grey = (path: string): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], { maxBuffer: 1e9 });

/** Middle of a frame of the film. */
const middleOf = (pixels: Buffer, frame: number): number => pixels[frame * 320 * 180 + 90 * 320 + 160] ?? -1;

/** What the clip shows at a time, in full range as FFmpeg's grey has it. */
const greyAt = (seconds: number): number => ((20 + 4 * Math.floor(seconds * 25 + 1e-6) - 16) * 255) / 219;

describe('a clip as a scene', () => {
  test('runs at its own pace in the film’s frame rate, crossfades, and holds its last picture', async () => {
    const film = await filmWith('held', 3.4, shown());
    const pixels = await render('held', film);
    expect(pixels.length).toBe(film.plan.totalFrames * 320 * 180);
    const { startFrame, fadeInFrames } = film.plan.scenes[1]!;
    for (let frame = fadeInFrames; frame < 58; frame += 7)
      expect(Math.abs(middleOf(pixels, startFrame + frame) - greyAt(frame / 30))).toBeLessThan(8);
    for (const frame of [62, 70, 80])
      expect(Math.abs(middleOf(pixels, startFrame + frame) - greyAt(1.96))).toBeLessThan(8);
    // Within the fade it is mixed with the scene before.
    const alone = greyAt(7 / 30);
    expect(Math.abs(middleOf(pixels, startFrame + 7) - alone)).toBeGreaterThan(10);
  });

  test('begins where it is told to, and starts again when it is to loop', async () => {
    const film = await filmWith('looped', 3.4, shown({ startSeconds: 1, whenShort: 'loop' }));
    const pixels = await render('looped', film);
    const { startFrame } = film.plan.scenes[1]!;
    for (const [frame, seconds] of [
      [20, 1 + 20 / 30],
      [45, 0.5],
      [80, 80 / 30 - 1],
    ] as const)
      expect(Math.abs(middleOf(pixels, startFrame + frame) - greyAt(seconds))).toBeLessThan(14);
  });

  test('of quite another shape stands whole on a ground of itself', async () => {
    const tall = shown({ clipPath: join(folder, 'tall.webm'), format: 'matroska' });
    const film = await filmWith('tall', 1.8, tall, { width: 50, height: 180 });
    const pixels = await render('tall', film);
    const { startFrame } = film.plan.scenes[1]!;
    const row = (startFrame + 25) * 320 * 180 + 90 * 320;
    expect(pixels[row + 160]).toBeGreaterThan(245);
    expect(pixels[row + 20]).toBeLessThan(240);
  });

  test('is shown by zoompan’s way too, frame for frame', async () => {
    const film = await filmWith('zoompan', 1.8, shown());
    const [one, other] = [await render('zoompan', film), await render('zoompan', film, ['zoompan'])];
    expect(other.length).toBe(one.length);
    const { startFrame, fadeInFrames } = film.plan.scenes[1]!;
    for (const frame of [fadeInFrames + 2, fadeInFrames + 12])
      expect(Math.abs(middleOf(one, startFrame + frame) - middleOf(other, startFrame + frame))).toBeLessThan(10);
  });

  test('is heard in its scene and nowhere else', async () => {
    const film = await filmWith('heard', 2, shown());
    const { startSeconds: place, endSeconds } = film.plan.scenes[1]!;
    const clips = [{ ...shown(), startSample: Math.round(place * 48_000), seconds: endSeconds - place }];
    const outputPath = join(folder, 'heard.m4a');
    const request = { plan: film.plan, narration: { ...film.narration, scenes: [] }, music: 'none' as const, clips };
    await makeSoundtrack(
      { ...request, seed: 1, outputPath, temporaryFolder: join(folder, 'sound') },
      { ffmpeg, signal },
    );
    const decoded = execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      outputPath,
      '-ac',
      '1',
      '-f',
      'f32le',
      '-ar',
      '48000',
      '-',
    ]);
    const samples = new Float32Array(decoded.buffer, decoded.byteOffset, decoded.length / 4);
    const loudest = (from: number, to: number) =>
      samples.subarray(from * 48_000, to * 48_000).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest(0, place - 0.1)).toBeLessThan(0.001);
    expect(loudest(place + 0.6, place + 1.4)).toBeGreaterThan(0.05);
    expect(loudest(endSeconds + 0.1, film.plan.durationSeconds)).toBeLessThan(0.001);
  });
});

describe('a file that is no clip', () => {
  test.each([
    ['a text', 'Just words\n'],
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
    ['a concat list', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a torn MP4', '\0\0\0\x20ftypisom\0\0\0\0'],
    ['nothing at all', ''],
  ])('%s named .mp4 is refused by name', async (_what, text) => {
    const path = join(folder, 'tea.mp4');
    await writeFile(path, Buffer.from(text, 'latin1'));
    const refused = await readClipFile(path, ffmpeg, signal).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'InvalidInput:clip' });
    expect(String(refused)).toContain('tea.mp4');
  });

  test('a clip is kept with its first picture, upright and in its own shape, and outlives the user’s file', async () => {
    const source = join(folder, 'mine.webm');
    await copyFile(join(folder, 'tall.webm'), source);
    const visual = {
      kind: 'clip' as const,
      source,
      sound: 'duck' as const,
      whenShort: 'hold' as const,
    };
    const scene = { sceneId: 's1', heading: 'A clip', narration: '', visual };
    const film = { filmTitle: 'Film', sceneNumber: 1, sceneCount: 1, width: 320, height: 180 };
    const brief = { theme: 'midnight' as const, language: 'en', seed: 1 };
    const drawn = await drawClip(
      visual,
      { scene, ...film, brief, imagePath: join(folder, 'first.png') },
      { ffmpeg, signal },
    );
    expect(drawn).toMatchObject({
      ...{ kind: 'picture', width: 50, height: 180, imagePath: join(folder, 'first.jpg') },
      clip: { clipPath: join(folder, 'first.mkv'), format: 'matroska', hasSound: true, whenShort: 'hold' },
    });
    const request = { scene, ...film, brief, imagePath: join(folder, 'muted.png') };
    const muted = await drawClip({ ...visual, sound: 'mute' }, request, { ffmpeg, signal });
    expect(muted.clip).toMatchObject({ hasSound: false });
    await rm(source);
    expect(await readClipFile(drawn.clip!.clipPath, ffmpeg, signal)).toMatchObject({ format: 'matroska' });
  });

  test('a clip says how long it is and whether it has sound', async () => {
    const facts = await readClipFile(join(folder, 'tall.webm'), ffmpeg, signal);
    expect(facts).toMatchObject({ format: 'matroska', hasSound: true });
    expect(facts.durationSeconds).toBeCloseTo(2, 1);
  });
});
