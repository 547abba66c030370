import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { captionBoxOf, captionPlanes, packCaption, type CaptionBitmap } from './caption-bitmap-file.ts';
import type { Size } from './picture-kernel.ts';
import { captionId } from './segment-spec.ts';

export interface CaptionLook {
  assHeader: string;
  /** Holds the fonts that the header names. */
  fontsFolder: string;
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  temporaryFolder: string;
}

/**
 * Draws each text once, all in one libass process: a clip of one frame a second with one caption a frame. Frames are cut
 * to their bounding boxes as they come, so that memory does not grow with the film. Texts that draw nothing are left out.
 */
export async function makeCaptionBitmaps(
  assTexts: readonly string[],
  look: CaptionLook,
  frame: Size,
  { ffmpeg, signal, temporaryFolder }: Surroundings,
): Promise<Map<string, CaptionBitmap>> {
  const texts = [...new Set(assTexts)];
  const made = new Map<string, CaptionBitmap>();
  if (texts.length === 0) return made;
  await writeFile(
    join(temporaryFolder, 'captions.ass'),
    look.assHeader + texts.map((text, second) => assEvent(second, second + 1, text)).join(''),
  );
  await linkFonts(look.fontsFolder, temporaryFolder);

  const saving: Promise<void>[] = [];
  const takeFrame = (rgba: Buffer, index: number) => {
    const box = captionBoxOf(rgba, frame);
    if (!box) return;
    const id = captionId(texts[index] ?? '');
    const bitmap = { box, path: join(temporaryFolder, `caption-${id}.bin`) };
    made.set(id, bitmap);
    saving.push(writeFile(bitmap.path, packCaption(captionPlanes(rgba, frame, box))));
  };
  await ffmpeg.run({
    purpose: 'captions',
    args: captionArgs(frame, texts.length),
    cwd: temporaryFolder,
    signal,
    onOutput: frameSplitter(frame.width * frame.height * 4, takeFrame),
  });
  await Promise.all(saving);
  return made;
}

/** Names in a filter are relative to the working folder, so none of them needs escaping. */
function captionArgs({ width, height }: Size, count: number): string[] {
  const source = `color=black@0:s=${width}x${height}:r=1,format=rgba,ass=captions.ass:alpha=1:fontsdir=fonts`;
  return args`-f lavfi -i ${source} -frames:v ${count} -f rawvideo -pix_fmt rgba pipe:1`;
}

/** One line of an ASS file; `assText` is escaped already. */
export function assEvent(startSeconds: number, endSeconds: number, assText: string): string {
  return `Dialogue: 0,${assTime(startSeconds)},${assTime(endSeconds)},Default,,0,0,0,,${assText}\n`;
}

/** A link beside the captions: no folder's name has to be escaped in a filter. Junctions need no rights on Windows. */
export async function linkFonts(fontsFolder: string, folder: string): Promise<void> {
  await symlink(fontsFolder, join(folder, 'fonts'), 'junction').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

function assTime(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  const whole = Math.floor(hundredths / 100);
  const fraction = String(hundredths % 100).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60))}:${two(whole)}.${fraction}`;
}

/** Puts chunks of any length together into frames; one frame's memory serves them all. */
function frameSplitter(frameBytes: number, onFrame: (frame: Buffer, index: number) => void): (chunk: Buffer) => void {
  const frame = Buffer.alloc(frameBytes);
  let filled = 0;
  let index = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      const count = chunk.copy(frame, filled, at);
      at += count;
      filled += count;
      if (filled < frameBytes) continue;
      onFrame(frame, index++);
      filled = 0;
    }
  };
}
