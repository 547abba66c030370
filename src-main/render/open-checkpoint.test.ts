import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileDigest } from '../storage/file-digest.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { segmentFileName } from './segment-journal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const maker = { app: '1.0.0', ffmpeg: '5.1' };
const key = 'a'.repeat(40);

async function open(by: typeof maker, mayResume = true) {
  const refusals: string[] = [];
  const options = { folder, maker: by, mayResume, onRefused: (reason: string) => void refusals.push(reason) };
  return { journal: await openCheckpoint(options), refusals };
}

async function withSegment(): Promise<void> {
  const { journal, refusals } = await open(maker);
  expect(refusals).toEqual([]);
  const path = join(folder, segmentFileName(key));
  await writeFile(path, 'frames');
  await journal.add({ key, sha256: await fileDigest(path), frames: 3, sizeBytes: 6 });
}

test('what the same app and FFmpeg have made is used again', async () => {
  await withSegment();
  const { journal, refusals } = await open(maker);
  expect(await journal.has(key, 3)).toBe(true);
  expect(refusals).toEqual([]);
});

test.each([
  ['another app', { ...maker, app: '1.1.0' }, 'Aura Video Studio 1.0.0 made them, and this is 1.1.0'],
  ['another FFmpeg', { ...maker, ffmpeg: '6.0' }, 'FFmpeg 5.1 made them, and this is 6.0'],
])('what %s has made is refused with the reason, and gone', async (_who, by, reason) => {
  await withSegment();
  const { journal, refusals } = await open(by);
  expect(refusals).toEqual([reason]);
  expect(await journal.has(key, 3)).toBe(false);
  expect(await readdir(folder)).toEqual(['maker.json']);
});

test('segments whose maker nobody knows are refused', async () => {
  await withSegment();
  await writeFile(join(folder, 'maker.json'), '{"app":');
  expect((await open(maker)).refusals).toEqual(['nothing says what made them']);
});

test('with resuming switched off nothing is used again', async () => {
  await withSegment();
  const { journal, refusals } = await open(maker, false);
  expect(refusals).toEqual(['resuming is switched off in the settings']);
  expect(await journal.has(key, 3)).toBe(false);
});
