import { StudioError } from '../../../src-shared/failure.ts';
import { bombLimit, fileName, input } from '../../ffmpeg/args-inputs.ts';
import type { FocusPoint } from '../../../src-shared/film.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { guessSubject, thumbnailWidth } from './guess-subject.ts';
import { notAPicture, type PictureFile } from './picture-file.ts';
import { uprightSize } from './picture-header.ts';

/** Room to move in: the largest zoom of a scene's motion. */
const motionZoom = 1.3;
/** Shown whole on a blurred ground when filling the frame would cost more of the picture than this. */
const largestCrop = 0.45;

/** FFmpeg's own rotation differs between its versions, so it is told: https://ffmpeg.org/ffmpeg-filters.html#transpose-1 */
const upright: Record<number, string[]> = {
  2: ['hflip'],
  3: ['hflip', 'vflip'],
  4: ['vflip'],
  5: ['transpose=cclock_flip'],
  6: ['transpose=clock'],
  7: ['transpose=clock_flip'],
  8: ['transpose=cclock'],
};

interface Frame {
  width: number;
  height: number;
}
interface PreparedPicture extends Frame {
  /** True when the picture stands whole on a blurred ground: it then keeps still better than it moves. */
  isLetterboxed: boolean;
  /** A guess at where its subject is. */
  subject?: FocusPoint;
}

/**
 * Writes a picture as an upright JPEG that covers the frame, with room to move in where the picture has the pixels.
 * Throws `InvalidInput:picture` when it cannot be decoded.
 */
export async function preparePicture(
  source: { path: string; name: string; picture: PictureFile },
  frame: Frame,
  imagePath: string,
  parts: { ffmpeg: Ffmpeg; signal: AbortSignal },
): Promise<PreparedPicture> {
  const { filter, prepared } = planPicture(source.picture, frame);
  const small = thumbnailOf(frame);
  const chunks: Buffer[] = [];
  try {
    await parts.ffmpeg.run({
      purpose: 'picture',
      signal: parts.signal,
      args: [
        ...bombLimit,
        '-noautorotate',
        ...input(demuxers[source.picture.format], source.path),
        ...['-filter_complex', `${filter},split[picture][seen];[seen]${small.filter}[small]`],
        ...['-map', '[small]', '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'],
        ...jpeg,
        fileName(imagePath),
      ],
      onOutput: (chunk) => chunks.push(chunk),
    });
  } catch (error) {
    if (error instanceof StudioError && error.code.startsWith('FFmpegFailedExitCode')) {
      throw notAPicture(source.name, 'is damaged and cannot be read');
    }
    if (error instanceof StudioError && isBomb(error)) {
      throw notAPicture(source.name, 'unpacks to more memory than the studio gives to a picture');
    }
    throw error;
  }
  const subject = prepared.isLetterboxed ? undefined : guessSubject({ ...small, rgb: Buffer.concat(chunks) });
  return { ...prepared, ...(subject && { subject }) };
}

/** What the film will show of the picture, very small. */
function thumbnailOf({ width: frameWidth, height: frameHeight }: Frame): Frame & { filter: string } {
  const [width, height] = [thumbnailWidth, Math.max(2, Math.round((thumbnailWidth * frameHeight) / frameWidth))];
  const filter = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=area,crop=${width}:${height}`;
  return { width, height, filter: `${filter},format=rgb24` };
}

/** It reached `bombLimit`; where the computer itself is short of memory FFmpeg is killed. */
const isBomb = ({ code, details }: StudioError): boolean =>
  code === 'OutOfMemory' && details?.['exitSignal'] === undefined;

/** By the bytes, not by the name: a name must not choose the demuxer. */
const demuxers = { png: 'png_pipe', jpeg: 'jpeg_pipe', webp: 'webp_pipe' } as const;

const jpeg = [
  ...['-map', '[picture]', '-frames:v', '1', '-map_metadata', '-1'],
  ...['-c:v', 'mjpeg', '-q:v', '2', '-huffman', 'optimal', '-f', 'image2', '-update', '1'],
];

function planPicture(picture: PictureFile, frame: Frame): { filter: string; prepared: PreparedPicture } {
  const own = uprightSize(picture);
  const toCover = Math.max(frame.width / own.width, frame.height / own.height);
  const covered = { width: own.width * toCover, height: own.height * toCover };
  const lost = 1 - (frame.width * frame.height) / (covered.width * covered.height);
  // Never enlarged beyond what the frame needs.
  const zoom = Math.min(motionZoom, Math.max(1, 1 / toCover));
  if (lost > largestCrop) return planLetterbox(picture, frame);
  const { width, height } = evenSize(covered, zoom);
  return {
    filter: `[0:v]${uprightAt({ width, height }, picture)},${finish}`,
    prepared: { width, height, isLetterboxed: false },
  };
}

/** The whole picture before its own blurred and darkened self. */
function planLetterbox(picture: PictureFile, frame: Frame): { filter: string; prepared: PreparedPicture } {
  const own = uprightSize(picture);
  const toFit = Math.min(frame.width / own.width, frame.height / own.height);
  const zoom = Math.min(motionZoom, Math.max(1, 1 / toFit));
  const { width, height } = evenSize(frame, zoom);
  const whole = evenSize({ width: own.width * toFit, height: own.height * toFit }, zoom);
  const filter =
    `[0:v]${uprightAt(whole, picture)},split[back][front];` +
    `[back]scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},` +
    `gblur=sigma=${Math.round(height / 22)}:steps=3,eq=brightness=-0.12:saturation=0.85,format=gbrp[ground];` +
    `[ground][front]overlay=(W-w)/2:(H-h)/2:format=gbrp,${finish}`;
  return { filter, prepared: { width, height, isLetterboxed: true } };
}

/** Scaled before all else, so that a huge picture is held once only; then flat on white, as in a browser; then turned. */
function uprightAt({ width, height }: Frame, { orientation }: PictureFile): string {
  const stored = orientation >= 5 ? { width: height, height: width } : { width, height };
  // White by lutrgb: drawbox with replace crashes FFmpeg 5.1 on pictures of some widths.
  const white = 'lutrgb=r=255:g=255:b=255:a=255';
  const flat = `format=rgba,split[p][a];[a]${white}[w];[w][p]overlay=format=gbrp,format=gbrp`;
  return [
    `scale=${stored.width}:${stored.height}:flags=lanczos`,
    'setsar=1',
    flat,
    ...(upright[orientation] ?? []),
  ].join(',');
}

/** JPEG is full range. */
const finish = 'scale=out_range=full,format=yuvj444p';

/** Even numbers, upwards, so that the frame is covered whatever its rounding. */
const evenSize = ({ width, height }: Frame, zoom: number): Frame => ({
  width: 2 * Math.ceil((width * zoom) / 2 - 1e-6),
  height: 2 * Math.ceil((height * zoom) / 2 - 1e-6),
});
