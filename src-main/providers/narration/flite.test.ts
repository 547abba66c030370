import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SpokenScene } from '../../../src-shared/film.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { parseLoudness } from '../../ffmpeg/loudness.ts';
import { parseWav } from '../wav.ts';
import { createFlite } from './flite.ts';
import { uncounted } from '../provider.ts';
import { displayTokens } from './speech-chunks.ts';

const signal = new AbortController().signal;
let folder: string;
let flite: ReturnType<typeof createFlite>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura voice '));
  flite = createFlite({ ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }) });
});
afterAll(async () => {
  await flite.close();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
const speak = (text: string, { voice = 'slt', rate = 1, until = signal } = {}) =>
  flite.speak(
    { sceneId: 's1', text, voice, rate, language: 'en', audioPath: join(folder, `${(count += 1)}.wav`) },
    uncounted(until),
  );

async function samplesOf({ audioPath }: SpokenScene): Promise<Int16Array> {
  const bytes = await readFile(audioPath!);
  const format = parseWav(bytes, 'narration');
  expect(format).toMatchObject({ channels: 1, sampleRate: 48_000, bitsPerSample: 16 });
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + format.dataOffset, bytes.byteOffset + bytes.length));
}

function loudnessBetween(samples: Int16Array, startSeconds: number, endSeconds: number): number {
  const part = samples.subarray(Math.round(startSeconds * 48_000), Math.round(endSeconds * 48_000));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

const hard =
  'Dr. Smith paid $20 million — or 3.5% more — to hello@example.com, e.g. at 10:30. Naïve café 🎉 users ½ α “quoted” don’t stop… ' +
  `${'x'.repeat(70)} U.S. 1990s`;

describe('every word has its time', () => {
  test('tokens stay as written; times never run back and lie inside the sound', async () => {
    const spoken = await speak(hard);
    expect(spoken.words.map(({ text }) => text)).toEqual(displayTokens(hard));
    let now = 0;
    for (const { startSeconds, endSeconds, text } of spoken.words) {
      expect(startSeconds, text).toBeGreaterThanOrEqual(now - 1e-9);
      expect(endSeconds, text).toBeGreaterThanOrEqual(startSeconds);
      if (/[a-z0-9]/i.test(text)) expect(endSeconds, text).toBeGreaterThan(startSeconds);
      now = endSeconds;
    }
    expect(now).toBeLessThanOrEqual(spoken.durationSeconds);
  });

  test('words lie where there is sound, and the pause between sentences is none', async () => {
    const spoken = await speak('Every video begins. Nobody listens twice.', { voice: 'rms' });
    const samples = await samplesOf(spoken);
    const { words } = spoken;
    for (const { startSeconds, endSeconds, text } of words)
      expect(loudnessBetween(samples, startSeconds, endSeconds), text).toBeGreaterThan(800);
    const pause = loudnessBetween(samples, words[2]!.endSeconds + 0.06, words[3]!.startSeconds - 0.02);
    expect(pause).toBeLessThan(loudnessBetween(samples, words[2]!.startSeconds, words[2]!.endSeconds) / 4);
  });
});

test.each(['slt', 'rms', 'awb'])('the voice %s is at −16 LUFS and below −1 dBTP', async (voice) => {
  const { audioPath } = await speak('Pick a narrator, listen once, and move on to the next of your ideas.', { voice });
  const args = ['-hide_banner', '-i', audioPath!, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
  const loudness = parseLoudness((await promisify(execFile)('ffmpeg', args)).stderr);
  expect(Math.abs(loudness.lufs + 16)).toBeLessThan(0.7);
  expect(loudness.truePeakDbtp).toBeLessThan(-1);
});

test('a faster rate takes less time', async () => {
  const [slow, fast] = [
    await speak('One word follows another.', { rate: 0.7 }),
    await speak('One word follows another.', { rate: 1.6 }),
  ];
  expect(fast.durationSeconds).toBeLessThan(slow.durationSeconds * 0.6);
});

test('a long text is spoken to its last word', async () => {
  const text = 'The tide comes in twice a day, and it goes out twice as well. '.repeat(14);
  const spoken = await speak(text);
  expect(spoken.words).toHaveLength(displayTokens(text).length);
  const sentences = Array.from({ length: 14 }, (_, index) => spoken.words[index * 14]!.startSeconds);
  const lengths = sentences.slice(1).map((start, index) => start - sentences[index]!);
  for (const seconds of lengths) expect(Math.abs(seconds - lengths[0]!)).toBeLessThan(0.6);
});

test('what it cannot speak is refused and leaves no file', async () => {
  const before = await readdir(folder);
  await expect(speak('日本の夏は美しい。')).rejects.toMatchObject({ code: 'InvalidInput:narration' });
  await expect(speak('Hello.', { voice: 'nobody' })).rejects.toMatchObject({ code: 'InvalidInput:voice' });
  expect(await readdir(folder)).toEqual(before);
});

test('cancelling rejects at once with the reason, and the next text is spoken', async () => {
  const controller = new AbortController();
  const speaking = speak('The tide comes in twice a day. '.repeat(600), { until: controller.signal });
  const started = performance.now();
  setTimeout(() => controller.abort(new Error('Enough')), 200);
  await expect(speaking).rejects.toThrow('Enough');
  expect(performance.now() - started).toBeLessThan(2000);
  expect((await speak('And on it goes.')).words).toHaveLength(4);
});
