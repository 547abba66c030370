import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { captionBoxOf, captionPlanes, packCaption, type CaptionBitmap } from './caption-bitmap-file.ts';
import { assHeader } from './caption-ass.ts';
import type { CaptionStyle } from './caption-style.ts';
import { captionBoxBytes } from './picture-kernel.ts';
import { captionId } from './segment-spec.ts';

export interface CaptionLook {
  style: CaptionStyle;
  /** Holds the fonts that the style names. */
  fontsFolder: string;
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  temporaryFolder: string;
  onDrawn?: (fraction: number) => void;
}

/**
 * Draws each text once, a frame of a clip each: only the lower band of the frame, where captions stand, as whole frames of
 * RGBA would cost more than all the rest of a film's captions. Texts that draw nothing are left out.
 */
export async function makeCaptionBitmaps(
  assTexts: readonly string[],
  { style, fontsFolder }: CaptionLook,
  surroundings: Surroundings,
): Promise<Map<string, CaptionBitmap>> {
  const texts = [...new Set(assTexts)];
  const made = new Map<string, CaptionBitmap>();
  if (texts.length === 0) return made;
  await linkFonts(fontsFolder, surroundings.temporaryFolder);
  const tooTall = await drawTexts(texts, bandOf(style), made, surroundings);
  if (tooTall.length > 0) await drawTexts(tooTall, { style, offsetY: 0 }, made, surroundings);
  return made;
}

interface Band {
  /** Of a frame that is the band alone. */
  style: CaptionStyle;
  /** Where the band begins in the film's frame. */
  offsetY: number;
}

/** Room for four lines, one for each that the studio sets and as much above, and below them for what hangs from the last. */
function bandOf(style: CaptionStyle): Band {
  const even = (length: number) => 2 * Math.ceil(length / 2);
  const below = Math.min(style.marginBottom, even(0.5 * style.fontSize));
  const height = Math.min(style.height, even(4 * style.fontSize + below));
  const offsetY = Math.max(0, style.height - height - 2 * Math.floor((style.marginBottom - below) / 2));
  return { style: { ...style, height, marginBottom: style.marginBottom - (style.height - height - offsetY) }, offsetY };
}

/** Returns the texts that come so near to the band's upper edge that a line above may be missing. */
async function drawTexts(
  texts: readonly string[],
  { style, offsetY }: Band,
  made: Map<string, CaptionBitmap>,
  { ffmpeg, signal, temporaryFolder, onDrawn }: Surroundings,
): Promise<string[]> {
  await writeFile(
    join(temporaryFolder, 'captions.ass'),
    assHeader(style) + texts.map((text, second) => assEvent(second, second + 1, text)).join(''),
  );
  const tooTall: string[] = [];
  // The same memory for all of them: half a megabyte a spoken word would lie about until it is collected.
  const memory = new Uint8Array(captionBoxBytes(style));
  const takeFrame = async (rgba: Buffer, index: number): Promise<void> => {
    const text = texts[index] ?? '';
    const box = captionBoxOf(rgba, style);
    onDrawn?.((index + 1) / texts.length);
    if (!box) return;
    if (box.y < style.fontSize && offsetY > 0) {
      tooTall.push(text);
      return;
    }
    const id = captionId(text);
    const bitmap = { box: { ...box, y: box.y + offsetY }, path: join(temporaryFolder, `caption-${id}.bin`) };
    made.set(id, bitmap);
    const planes = captionPlanes(rgba, style, box, memory.subarray(0, captionBoxBytes(box)).fill(0));
    await writeFile(bitmap.path, packCaption(planes, texts.length));
  };
  await ffmpeg.run({
    purpose: 'captions',
    args: captionArgs(style, texts.length),
    cwd: temporaryFolder,
    signal,
    onOutput: frameSplitter(style.width * style.height * 4, takeFrame),
  });
  return tooTall;
}

/** Names in a filter are relative to the working folder, so none of them needs escaping. */
function captionArgs({ width, height }: CaptionStyle, count: number): string[] {
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
function frameSplitter(
  frameBytes: number,
  onFrame: (frame: Buffer, index: number) => Promise<void>,
): (chunk: Buffer) => Promise<void> | undefined {
  const frame = Buffer.alloc(frameBytes);
  let filled = 0;
  let index = 0;
  return function take(chunk): Promise<void> | undefined {
    const count = chunk.copy(frame, filled);
    filled += count;
    if (filled < frameBytes) return undefined;
    filled = 0;
    return onFrame(frame, index++).then(() => take(chunk.subarray(count)));
  };
}
