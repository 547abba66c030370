import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, open, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countVideoPackets } from './count-packets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-packets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** 40 frames and a tone. */
function film(name: string, ...output: string[]): string {
  const path = join(folder, name);
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=25', '-f', 'lavfi', '-i', 'sine'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, '-frames:v', '40', '-t', '1.6', ...output, path]);
  return path;
}

test.each([
  ['H.264, the index last', ['-c:v', 'libx264', '-preset', 'ultrafast']],
  ['H.264, the index first', ['-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart']],
  ['packets that are all of one size', ['-c:v', 'rawvideo', '-pix_fmt', 'uyvy422', '-f', 'mov']],
])('counts the packets of the picture and not those of the sound: %s', async (_what, output) => {
  expect(await countVideoPackets(film('whole.mp4', ...output))).toBe(40);
});

test('a file that is cut anywhere has no packets', async () => {
  const whole = film('faststart.mp4', '-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart');
  const { size } = await stat(whole);
  const cut = join(folder, 'cut.mp4');
  for (const sizeBytes of [0, 7, 40, 900, Math.round(size / 2), size - 1]) {
    await copyFile(whole, cut);
    await truncate(cut, sizeBytes);
    expect([sizeBytes, await countVideoPackets(cut)]).toEqual([sizeBytes, 0]);
  }
});

test('an index that names more bytes than the file holds is not believed', async () => {
  const path = film('lying.mp4', '-c:v', 'libx264', '-preset', 'ultrafast');
  const bytes = Buffer.alloc((await stat(path)).size);
  const file = await open(path, 'r+');
  await file.read(bytes, 0, bytes.length, 0);
  // The first packet's size, after type, version, common size and count.
  await file.write(Buffer.from([0x7f]), 0, 1, bytes.indexOf('stsz') + 16);
  await file.close();
  expect(await countVideoPackets(path)).toBe(0);
});

test('what is no MP4, or has no picture, has no packets', async () => {
  const text = join(folder, 'text.mp4');
  await writeFile(text, 'Just words, and more of them than a box has');
  expect(await countVideoPackets(text)).toBe(0);
  expect(await countVideoPackets(film('sound.mp4', '-vn', '-c:a', 'aac'))).toBe(0);
});
