import { execFile } from 'node:child_process';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Narration, Script } from '../../src-shared/film.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { parseLoudness } from '../ffmpeg/loudness.ts';
import { wavHeader } from '../providers/wav.ts';
import { mixSoundtrack } from './mix-soundtrack.ts';
import { planFilm } from './plan-film.ts';
import { makeSoundtrack } from './soundtrack.ts';

const rate = 48_000;
const signal = new AbortController().signal;
let folder: string;
let ffmpeg: ReturnType<typeof createFfmpeg>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura sound 'x "));
  ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Sample = (second: number) => number;

async function wavOf(name: string, seconds: number, sample: Sample): Promise<string> {
  const path = join(folder, name);
  const frameCount = Math.round(seconds * rate);
  const pcm = Int16Array.from({ length: frameCount }, (_, index) => Math.round(32_767 * sample(index / rate)));
  const file = await open(path, 'w');
  await file.write(wavHeader({ channels: 1, sampleRate: rate, frameCount }));
  await file.write(new Uint8Array(pcm.buffer));
  await file.close();
  return path;
}

/** Syllables of a hum with pauses, as loud as a narrator's. */
const speech: Sample = (second) =>
  Math.sin(2 * Math.PI * 3 * second) > -0.3
    ? 0.25 * Math.sin(2 * Math.PI * 180 * second) + 0.1 * Math.sin(2 * Math.PI * 1900 * second)
    : 0;
/** Quiet speech with bursts of 4 ms that reach full scale. */
const peaky: Sample = (second) =>
  second % 0.9 < 0.004 ? 0.99 * Math.sign(Math.sin(2 * Math.PI * 7000 * second + 0.3)) : 0.16 * speech(second);

function filmOf(clips: { path?: string; seconds: number }[]) {
  const script: Script = {
    title: 'A film',
    language: 'en',
    scenes: clips.map((_, index) => ({
      sceneId: `s${index + 1}`,
      heading: 'A scene',
      narration: 'Said.',
      visual: { kind: 'title', title: 'A scene' },
    })),
  };
  const narration: Narration = {
    voice: 'slt',
    provider: 'Flite',
    scenes: clips.map(({ path, seconds }, index) => ({
      sceneId: `s${index + 1}`,
      durationSeconds: seconds,
      words: [{ text: 'Said.', startSeconds: 0, endSeconds: seconds }],
      ...(path !== undefined && { audioPath: path }),
    })),
  };
  return { narration, plan: planFilm(script, narration, { width: 1920, height: 1080, frameRate: 30 }) };
}

async function makeFilmSound(
  name: string,
  clips: { path?: string; seconds: number }[],
  music: 'warm' | 'pensive' | 'none',
) {
  const outputPath = join(folder, `${name}.m4a`);
  const temporaryFolder = join(folder, `${name} tmp`);
  const film = filmOf(clips);
  const result = await makeSoundtrack({ ...film, music, seed: 7, outputPath, temporaryFolder }, { ffmpeg, signal });
  return { ...film, result, outputPath, left: await readdir(temporaryFolder) };
}

/** As another program hears it: the file, decoded. */
async function heard(path: string) {
  const args = ['-hide_banner', '-nostdin', '-i', path, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
  return parseLoudness((await promisify(execFile)('ffmpeg', args)).stderr);
}

async function decoded(path: string): Promise<Float32Array> {
  const args = ['-v', 'error', '-nostdin', '-i', path, '-f', 'f32le', '-ac', '1', '-ar', String(rate), '-'];
  const { stdout } = await promisify(execFile)('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 28 });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

describe('the encoded soundtrack is at −14 LUFS and below −1 dBTP', () => {
  test.each(['speech', 'speech and music', 'music', 'peaks'])(
    'with %s',
    async (kind) => {
      const path = await wavOf(`${kind}.wav`, 3, kind === 'peaks' ? peaky : speech);
      const clips =
        kind === 'music'
          ? [{ seconds: 8 }]
          : [
              { path, seconds: 3 },
              { path, seconds: 3 },
            ];
      const made = await makeFilmSound(kind, clips, kind.includes('music') ? 'warm' : 'none');
      const loudness = await heard(made.outputPath);
      expect(Math.abs(loudness.lufs + 14)).toBeLessThanOrEqual(kind === 'peaks' ? 0.5 : 0.3);
      expect(loudness.truePeakDbtp).toBeLessThanOrEqual(-1);
      expect(made.result.loudnessLufs).toBeCloseTo(loudness.lufs, 1);
      expect(made.left).toEqual([]);
    },
    60_000,
  );
});

test('the soundtrack is as long as the film, in the container and decoded', async () => {
  const path = await wavOf('length.wav', 3.33, speech);
  const { outputPath, plan } = await makeFilmSound(
    'length',
    [
      { path, seconds: 3.33 },
      { path, seconds: 3.33 },
    ],
    'none',
  );
  const probe = await ffmpeg.probe(outputPath, signal);
  expect(Math.abs(probe.durationSeconds - plan.durationSeconds)).toBeLessThanOrEqual(1024 / rate);
  expect(Math.abs((await decoded(outputPath)).length / rate - plan.durationSeconds)).toBeLessThanOrEqual(1024 / rate);
});

test('a film without voice and music has a silent track', async () => {
  const { outputPath, result, plan } = await makeFilmSound('silent', [{ seconds: 4 }], 'none');
  expect(result.loudnessLufs).toBeLessThan(-69);
  expect((await decoded(outputPath)).every((sample) => Math.abs(sample) < 1e-4)).toBe(true);
  expect((await ffmpeg.probe(outputPath, signal)).durationSeconds).toBeCloseTo(plan.durationSeconds, 1);
});

test.each(['speech', 'clicks only'])('every scene sounds at its sample and no peak is too high: %s', async (kind) => {
  const click: Sample = (second) => (second < 0.002 ? 0.9 : kind === 'speech' ? 0.28 * speech(second) : 0);
  const path = await wavOf(`click ${kind}.wav`, 2, click);
  const clips = Array.from({ length: 3 }, () => ({ path, seconds: 2 }));
  const { outputPath, plan } = await makeFilmSound(`click ${kind}`, clips, 'none');
  expect((await heard(outputPath)).truePeakDbtp).toBeLessThanOrEqual(-1);
  const samples = await decoded(outputPath);
  for (const scene of plan.scenes) {
    const part = samples.subarray(scene.narrationStartSample - 2400, scene.narrationStartSample + 2400);
    const loudest = part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const first = part.findIndex((sample) => Math.abs(sample) > loudest / 2);
    expect(Math.abs(first - 2400)).toBeLessThan(48);
  }
});

test.each(['the music', 'a clip’s sound'])('%s falls before the voice begins and returns after it', async (what) => {
  const path = await wavOf('quiet.wav', 4, () => 0);
  const musicPath = join(folder, 'steady.wav');
  const frameCount = 30 * rate;
  const file = await open(musicPath, 'w');
  await file.write(wavHeader({ channels: 2, sampleRate: rate, frameCount }));
  await file.write(new Uint8Array(new Int16Array(frameCount * 2).fill(10_000).buffer));
  await file.close();
  const { plan, narration } = filmOf([{ seconds: 4 }, { path, seconds: 4 }, { seconds: 6 }]);
  const mixed: number[] = [];
  const beds = what === 'the music' ? { musicPath } : { clips: [{ path: musicPath, startSample: 0 }] };
  for await (const block of mixSoundtrack({ plan, narration, ...beds }))
    for (let index = 0; index < block.length; index += 2) mixed.push(block[index]!);
  const levelAt = (second: number) => mixed[Math.round(second * rate)]!;
  const start = plan.scenes[1]!.narrationStartSeconds;
  expect(mixed).toHaveLength(Math.round(plan.durationSeconds * rate));
  expect(levelAt(start) / levelAt(1)).toBeCloseTo(10 ** (-10 / 20), 2);
  expect(levelAt(start - 0.36)).toBeCloseTo(levelAt(1), 2);
  expect(levelAt(start + 4 + 1)).toBeCloseTo(levelAt(1), 2);
  const steepest = mixed.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (mixed[index - 1] ?? value))),
    0,
  );
  expect(steepest).toBeLessThan(1e-4);
});

test('half an hour of 300 scenes is mixed in memory that does not grow', async () => {
  const path = await wavOf('long.wav', 4.9, () => 0.1);
  const { plan, narration } = filmOf(Array.from({ length: 300 }, () => ({ path, seconds: 4.9 })));
  expect(plan.durationSeconds).toBeGreaterThan(1500);
  let samples = 0;
  let largest = 0;
  for await (const block of mixSoundtrack({ plan, narration })) {
    samples += block.length / 2;
    largest = Math.max(largest, block.byteLength);
  }
  expect(samples).toBe(Math.round(plan.durationSeconds * rate));
  expect(largest).toBeLessThan(200_000);
}, 60_000);

test('cancelling leaves no part behind', async () => {
  const path = await wavOf('cancel.wav', 20, speech);
  const film = filmOf([{ path, seconds: 20 }]);
  const controller = new AbortController();
  const temporaryFolder = join(folder, 'cancel tmp');
  const outputPath = join(folder, 'cancelled.m4a');
  const made = makeSoundtrack(
    { ...film, music: 'warm', seed: 1, outputPath, temporaryFolder },
    { ffmpeg, signal: controller.signal, onProgress: (part) => part > 0.1 && controller.abort(new Error('Enough')) },
  );
  await expect(made).rejects.toThrow('Enough');
  expect(await readdir(temporaryFolder)).toEqual([]);
});
