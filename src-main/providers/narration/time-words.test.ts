import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFlite } from './flite-program.ts';
import { parseWav } from '../wav.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { createFlite } from './flite.ts';
import { uncounted } from '../provider.ts';
import { createTimeWords } from './time-words.ts';

const text =
  'The moon pulls at the water that is nearest to it, and the sea bulges towards it. There is a second bulge on the far side. ' +
  'The earth turns below both, so most coasts see two tides a day; some see only one.';
const { signal } = new AbortController();
let folder: string;
let times: ReturnType<typeof createTimeWords>;
let flite: ReturnType<typeof createFlite>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-times-'));
  times = createTimeWords();
  flite = createFlite({ ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }) });
});
afterAll(async () => {
  await times.close();
  await flite.close();
  await rm(folder, { recursive: true, force: true });
});

test('the words of another speaker at another pace are found within 40 ms on average', async () => {
  const spoken = await flite.speak(
    { sceneId: 's1', text, voice: 'rms', rate: 0.9, language: 'en', audioPath: join(folder, 'rms.wav') },
    uncounted(signal),
  );
  const raw = (await loadFlite())(text, { voice: 'rms', rate: 0.9 }).wav;
  const { dataOffset, frameCount, sampleRate } = parseWav(raw, 'speech');
  const samples = new Int16Array(raw.slice(dataOffset, dataOffset + frameCount * 2).buffer);
  const words = await times.timeWords({ text, language: 'en', samples, sampleRate }, signal);
  expect(words.map((word) => word.text)).toEqual(text.split(' '));
  const errors = words
    .map((word, index) => Math.abs(word.startSeconds - spoken.words[index]!.startSeconds))
    .sort((one, other) => one - other);
  expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.04);
  expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.12);
});

test('other languages get every word, in order and within the sound', async () => {
  const samples = Int16Array.from({ length: 48_000 }, (_, index) =>
    index < 6000 || index > 42_000 ? 0 : 8000 * Math.sin(index / 20),
  );
  const words = await times.timeWords(
    { text: 'Zweimal am Tag kommt das Meer.', language: 'de', samples, sampleRate: 24_000 },
    signal,
  );
  expect(words.map((word) => word.text)).toEqual(['Zweimal', 'am', 'Tag', 'kommt', 'das', 'Meer.']);
  expect(words[0]!.startSeconds).toBeGreaterThanOrEqual(0.24);
  expect(words.at(-1)!.endSeconds).toBeLessThanOrEqual(1.76);
  for (const [index, word] of words.slice(1).entries())
    expect(word.startSeconds).toBeGreaterThanOrEqual(words[index]!.endSeconds);
});
