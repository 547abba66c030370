import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { makeWorkingImage, removeWorkingImage, stillSize } from './working-image.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura 50% 'still' "));
  const halves = 'color=red:s=300x300,drawbox=x=150:w=150:h=300:color=blue:t=fill';
  for (const name of ['a.png', 'a.jpg', 'a.webp', 'a.bmp', 'a.tiff', 'a.gif'])
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', halves, '-frames:v', '1', join(folder, name)]);
});
const made = () => join(folder, `still-x-${size.width}x${size.height}.yuv`);
afterEach(() => removeWorkingImage(made()));
afterAll(() => rm(folder, { recursive: true, force: true }));

const size = stillSize({ width: 160, height: 90 }, 'picture');
const make = (path: string) =>
  makeWorkingImage(path, 'x', size, {
    ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
    signal: new AbortController().signal,
    temporaryFolder: folder,
  });

test.each(['png', 'jpg', 'webp', 'bmp', 'tiff', 'gif'])(
  'a %s becomes planes of BT.709 that cover the frame',
  async (ending) => {
    const { width, height } = size;
    const planes = await readFile(await make(join(folder, `a.${ending}`)));
    expect(planes).toHaveLength((width * height * 3) / 2);
    // Red and blue in BT.709, TV range; a picture of another matrix would be off by ten or more.
    const middle = (height / 2) * width;
    expect(Math.abs(planes[middle + 10]! - 63)).toBeLessThan(5);
    expect(Math.abs(planes[middle + width - 10]! - 32)).toBeLessThan(5);
  },
);

test('a photograph keeps its levels', async () => {
  const path = join(folder, 'grey.jpg');
  for (const grey of [40, 128, 220]) {
    const source = `color=0x${grey.toString(16).repeat(3)}:s=64x36,format=yuvj420p`;
    await removeWorkingImage(made());
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-frames:v', '1', '-q:v', '1', path]);
    const luma = (await readFile(await make(path))).subarray(0, size.width * size.height);
    const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
    expect(Math.abs(mean - (16 + (219 * grey) / 255))).toBeLessThan(0.6);
  }
});

test.each([
  ['a text', 'Just words\n'],
  ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
  ['a concat list', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
  ['a drawing that loads files', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
  ['a torn PNG', '\x89PNG\r\n\x1a\nnothing of the kind'],
  ['nothing at all', ''],
])('%s named .jpg is refused by name and leaves nothing', async (_what, text) => {
  const path = join(folder, 'tea.jpg');
  await writeFile(path, Buffer.from(text, 'latin1'));
  const refused = await make(path).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'InvalidInput:picture' });
  expect(String(refused)).toContain('tea.jpg');
  expect((await readdir(folder)).filter((name) => name.startsWith('still-'))).toEqual([]);
});

test('a name with a pattern, quotes and colons in it is a name', async () => {
  const path = join(folder, "tea %03d:[x],'y.png");
  await copyFile(join(folder, 'a.png'), path);
  await expect(make(path)).resolves.toBe(made());
});

test('a missing picture is named', async () => {
  await expect(make(join(folder, 'gone.png'))).rejects.toMatchObject({ code: 'InputFileMissing:gone.png' });
});

test('what a killed run has left is used again if it is whole, and made anew if it is not', async () => {
  const path = await make(join(folder, 'a.jpg'));
  const whole = await readFile(path);
  // The picture itself is not looked at again: its content is in the name.
  await make(join(folder, 'a.png'));
  expect(Buffer.compare(await readFile(path), whole)).toBe(0);
  for (const spoil of [() => truncate(path, 100), () => writeFile(path, Buffer.alloc(whole.length)), () => rm(path)]) {
    await spoil();
    await make(join(folder, 'a.jpg'));
    expect(Buffer.compare(await readFile(path), whole)).toBe(0);
  }
});
