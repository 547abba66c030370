import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { builtPath } from '../runtime/app-files.ts';
import { assHeader } from './caption-ass.ts';
import { captionBoxOf, captionPlanes, packCaption, readCaptionBitmap } from './caption-bitmap-file.ts';
import { assEvent, makeCaptionBitmaps } from './caption-bitmaps.ts';
import { captionStyle, type CaptionStyle } from './caption-style.ts';
import { captionId } from './segment-spec.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-captions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const texts = ['One line, with a tail: gyjq', 'Two lines of it\\Nand the second', 'x'];
const sevenLines = Array.from({ length: 7 }, (_, line) => `Line ${line + 1}`).join('\\N');

/** The same text drawn on a whole frame, as FFmpeg's own filter does it. */
async function onWholeFrame(text: string, style: CaptionStyle) {
  await writeFile(join(folder, 'whole.ass'), assHeader(style) + assEvent(0, 1, text));
  const source = `color=black@0:s=${style.width}x${style.height}:r=1,format=rgba,ass=whole.ass:alpha=1:fontsdir=fonts`;
  const args = ['-v', 'error', '-f', 'lavfi', '-i', source, '-frames:v', '1', '-f', 'rawvideo', '-'];
  const rgba = execFileSync('ffmpeg', args, { cwd: folder, maxBuffer: 1e9 });
  const box = captionBoxOf(rgba, style);
  if (!box) throw new Error('Nothing was drawn');
  return { box, planes: captionPlanes(rgba, style, box) };
}

test.each([
  ['landscape', 960, 540],
  ['portrait', 540, 960],
  ['square', 540, 540],
])('a caption has the place and the bytes that it has on a whole frame: %s', async (_shape, width, height) => {
  const style = captionStyle(width, height, 'en', 'midnight');
  const made = await makeCaptionBitmaps(
    [...texts, sevenLines],
    { style, fontsFolder: builtPath('fonts') },
    {
      ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
      signal: new AbortController().signal,
      temporaryFolder: folder,
    },
  );
  for (const text of [...texts, sevenLines]) {
    const bitmap = made.get(captionId(text))!;
    const { box, planes } = await onWholeFrame(text, style);
    expect(bitmap.box).toEqual(box);
    const read = new Uint8Array(planes.length);
    readCaptionBitmap(bitmap, read);
    expect(Buffer.compare(read, planes)).toBe(0);
    // As a long film has them.
    await writeFile(bitmap.path, packCaption(planes, 5000));
    expect((await stat(bitmap.path)).size).toBeLessThan(planes.length);
    readCaptionBitmap(bitmap, read.fill(0));
    expect(Buffer.compare(read, planes)).toBe(0);
  }
});
