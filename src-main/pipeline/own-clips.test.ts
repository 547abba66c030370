import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addClip } from './own-clips.ts';
import { parseOwnText } from './own-text.ts';

let root: string;
let folder: string;
let dataFolder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aura-own-clips-'));
  folder = join(root, 'text');
  dataFolder = join(root, 'data');
  await mkdir(folder);
  for (const place of [folder, root]) await writeFile(join(place, 'clip.mp4'), '\0\0\0\x20ftypisom');
  await writeFile(join(folder, 'playlist.mp4'), '#EXTM3U\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const parse = (markdown: string) => parseOwnText({ markdown, folder }, dataFolder);

test('clips beside the text are shown, and the words behind their name say how', async () => {
  const { scenes } = await parse('## P\n\nLook.\n\n![x](clip.mp4)\n\n## Q\n\n![x](clip.mp4 "muted, hold")');
  expect(scenes.map(({ visual }) => visual)).toMatchObject([
    { kind: 'clip', sound: 'duck', whenShort: 'loop' },
    { kind: 'clip', sound: 'mute', whenShort: 'hold' },
  ]);
});

test('clips that were added through the app are found by what stands for them, also once the user’s own file has gone', async () => {
  const mine = join(root, 'holiday.mp4');
  await copyFile(join(root, 'clip.mp4'), mine);
  const reference = await addClip(dataFolder, mine);
  expect(await addClip(dataFolder, mine)).toBe(reference);
  await rm(mine);
  const { scenes } = await parse(`## P\n\nLook.\n\n![A holiday](<${reference}>)`);
  const [visual] = scenes.map((scene) => scene.visual);
  if (visual?.kind !== 'clip') throw new Error('No clip is shown');
  expect((await readFile(visual.source)).toString('latin1')).toContain('ftypisom');
});

test('files that are no clips are not kept', async () => {
  await writeFile(join(root, 'words.mp4'), 'Just words');
  await expect(addClip(dataFolder, join(root, 'words.mp4'))).rejects.toMatchObject({ code: 'InvalidInput:clip' });
  await expect(addClip(dataFolder, join(root, 'gone.mp4'))).rejects.toMatchObject({
    code: 'InputFileMissing:gone.mp4',
  });
});

test.each([
  'aura-clip:../../clip.mp4',
  'aura-clip:00000000000000000000000000000000.mp4',
  '../clip.mp4',
  'https://example.org/a.mp4',
  'playlist.mp4',
  '/dev/zero.mp4',
])('clips that are none, or not beside the text, are refused: %s', async (reference) => {
  await expect(parse(`## P\n\n![x](${reference})`)).rejects.toMatchObject({
    code: expect.stringMatching(/^(InvalidInput:(clip|picture)|InputFileMissing:.*)$/) as unknown,
  });
});
