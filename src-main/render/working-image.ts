import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { args } from '../ffmpeg/args.ts';
import { bombLimit, input } from '../ffmpeg/args-inputs.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import type { SceneVisual } from '../../src-shared/film.ts';
import { appVersion } from '../runtime/app-version.ts';
import { fileDigest } from '../storage/file-digest.ts';
import { closestZoomOf } from './motion.ts';
import type { Size } from './picture-kernel.ts';

/** What a still may be, by its first bytes: a playlist or a script named .jpg gets no further than here. */
const stillFormats: readonly [demuxer: string, isIt: (start: string) => boolean][] = [
  ['png_pipe', (start) => start.startsWith('\x89PNG\r\n\x1a\n')],
  ['jpeg_pipe', (start) => start.startsWith('\xff\xd8\xff')],
  ['webp_pipe', (start) => start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP'],
  ['gif', (start) => start.startsWith('GIF87a') || start.startsWith('GIF89a')],
  ['bmp_pipe', (start) => start.startsWith('BM') && start.slice(6, 10) === '\0\0\0\0'],
  ['tiff_pipe', (start) => start.startsWith('II*\0') || start.startsWith('MM\0*')],
];
/** Above this a picture is a bomb: 16,384 by 16,384. */
const mostPixels = 268_435_456;

/** Of a working image: the frame's shape, with a pixel for each pixel at the closest zoom. */
export function stillSize(frame: Size, kind: SceneVisual['kind']): Size {
  const even = (length: number) => 2 * Math.ceil((length * closestZoomOf(kind)) / 2 - 1e-6);
  return { width: even(frame.width), height: even(frame.height) };
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  temporaryFolder: string;
}

/**
 * Turns a picture into what the kernel reads: planes of yuv420p, scaled to cover the frame's shape. One that a killed run
 * has left behind whole is used again. Throws `InputFileMissing`, and `InvalidInput:picture` for what is not a picture.
 */
export async function makeWorkingImage(
  imagePath: string,
  stillId: string,
  size: Size,
  { ffmpeg, signal, temporaryFolder }: Surroundings,
): Promise<string> {
  const format = await stillFormat(imagePath);
  const name = `still-${stillId}-${size.width}x${size.height}.yuv`;
  const path = join(temporaryFolder, name);
  const making = [appVersion(), (await ffmpeg.capabilities(signal)).version].join(' ');
  if (await isLeftWhole(path, making)) return path;
  try {
    await ffmpeg.run({
      purpose: `picture ${basename(imagePath)}`,
      args: workingImageArgs(format, imagePath, size, name),
      cwd: temporaryFolder,
      signal,
    });
    await expectBytes(path, (size.width * size.height * 3) / 2, imagePath);
    // Written last: who finds it right finds all of the image.
    await writeFile(sealOf(path), await sealFor(path, making));
    return path;
  } catch (error) {
    await removeWorkingImage(path);
    throw isDecodeFailure(error) ? notAPicture(imagePath, error) : error;
  }
}

export async function removeWorkingImage(path: string): Promise<void> {
  await Promise.all([path, sealOf(path)].map((each) => rm(each, { force: true })));
}

const sealOf = (path: string): string => `${path}.seal`;
const sealFor = async (path: string, making: string): Promise<string> => `${await fileDigest(path)} ${making}`;

async function isLeftWhole(path: string, making: string): Promise<boolean> {
  const seal = await readFile(sealOf(path), 'utf8').catch(() => undefined);
  return seal !== undefined && seal === (await sealFor(path, making).catch(() => ''));
}

function workingImageArgs(format: string, path: string, { width, height }: Size, output: string): string[] {
  // A card is drawn at this very size, so nothing softens its text; pictures come in every size.
  const cover = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=bicubic+accurate_rnd`;
  const crop = `crop=${width}:${height},format=yuv420p`;
  const filter = storesYuv.has(format)
    ? `${cover}:out_color_matrix=bt601:out_range=full,${crop},${toBt709}`
    : `${cover}:out_color_matrix=bt709:out_range=tv,${crop}`;
  // One frame is not worth a thread a core.
  const limits = args`-threads 1 ${bombLimit} -max_pixels ${mostPixels}`;
  return args`${limits} ${input(format, path)} -vf ${filter} -frames:v 1 -f rawvideo ${output}`;
}

/** Photographs, in the matrix of BT.601. */
const storesYuv = new Set(['jpeg_pipe', 'webp_pipe']);
/** From one matrix to another swscale goes by way of RGB, for a third of a picture's cost, and loses almost a level. */
const toBt709 =
  'colorspace=ispace=bt470bg:space=bt709:irange=pc:range=tv:' +
  'iprimaries=bt709:primaries=bt709:itrc=bt709:trc=bt709:fast=1';

/** The demuxer for a still. */
async function stillFormat(path: string): Promise<string> {
  const start = (await readStart(path)).toString('latin1');
  const known = stillFormats.find(([, isIt]) => isIt(start));
  if (!known) throw notAPicture(path);
  return known[0];
}

async function readStart(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new StudioError(`InputFileMissing:${basename(path)}`, { details: { path }, cause });
  }
}

async function expectBytes(path: string, sizeBytes: number, imagePath: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    // A damaged picture can end with exit code 0 and no frame at all.
    if ((await file.stat()).size !== sizeBytes) throw notAPicture(imagePath);
  } finally {
    await file.close();
  }
}

const isDecodeFailure = (error: unknown): boolean =>
  error instanceof StudioError && error.code.startsWith('FFmpegFailedExitCode');

function notAPicture(path: string, cause?: unknown): StudioError {
  return new StudioError('InvalidInput:picture', {
    message: `“${basename(path)}” is not a picture that the studio can read.`,
    remediation: 'Use a PNG, JPEG, WebP, GIF, BMP or TIFF file, or take it out of the text.',
    details: { path },
    ...(cause !== undefined && { cause }),
  });
}
