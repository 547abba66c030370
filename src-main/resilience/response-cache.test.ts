import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openResilience } from './open-resilience.test-support.ts';
import { answerKey, ResponseCache } from './response-cache.ts';

const key = answerKey(['TTS', 'ElevenLabs', 'v2', 'Hello']);
const dayMs = 86_400_000;

async function keptSound() {
  const opened = await openResilience();
  const made = join(opened.dataFolder, 'made.wav');
  await writeFile(made, 'sound');
  await opened.cache.keep(key, 'ElevenLabs', { words: 1 }, made);
  return { ...opened, place: join(opened.dataFolder, 'again') };
}

test('an answer is found again with its file and age, until it is a day old', async () => {
  const { cache, clock, place } = await keptSound();
  clock.advance(3_600_000);
  expect(await cache.find(key, place)).toEqual({ data: { words: 1 }, ageMs: 3_600_000, filePath: `${place}.wav` });
  expect(await readFile(`${place}.wav`, 'utf8')).toBe('sound');
  clock.advance(dayMs - 3_600_000);
  expect(await cache.find(key, place)).toMatchObject({ ageMs: dayMs });
  clock.advance(1);
  expect(await cache.find(key, place)).toBeUndefined();
});

test('every input counts: another model, voice or text is another question', () => {
  const inputs = [
    ['TTS', 'ElevenLabs', 'v2', 'Hello'],
    ['TTS', 'OpenAI', 'v2', 'Hello'],
    ['TTS', 'ElevenLabs', 'v3', 'Hello'],
    ['TTS', 'ElevenLabs', 'v2', 'Hello!'],
  ];
  expect(new Set(inputs.map(answerKey)).size).toBe(4);
});

test('a damaged answer is left out of account and removed', async () => {
  const { cache, dataFolder, place } = await keptSound();
  const folder = join(dataFolder, 'cache', 'answers');
  const [name] = await readdir(folder);
  await writeFile(join(folder, name!), 'noise');
  expect(await cache.find(key, place)).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test('it may be switched off', async () => {
  const { cache, set, place } = await keptSound();
  set({ providers: { cacheFallback: { useCacheOnError: false } } });
  expect(await cache.find(key, place)).toBeUndefined();
});

test('the oldest go when there are too many bytes', async () => {
  const { database, dataFolder, clock } = await openResilience();
  const settings = () => ({
    providers: { cacheFallback: { enabled: true, useCacheOnError: true, cacheExpiration: dayMs } },
  });
  const cache = new ResponseCache({
    ...{ database, clock, folder: join(dataFolder, 'few'), mostBytes: 250 },
    settings: settings as never,
  });
  for (const name of ['a', 'b', 'c']) {
    await cache.keep(name, 'OpenAI', name.repeat(80));
    clock.advance(1);
  }
  expect(await cache.find('a')).toBeUndefined();
  expect((await cache.find('c'))?.data).toBe('c'.repeat(80));
});
