import { rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Visual } from '../../../src-shared/film.ts';
import { bombLimit, fileName, input } from '../../ffmpeg/args-inputs.ts';
import { args } from '../../ffmpeg/args.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { replaceFile, temporaryBeside } from '../../storage/atomic-file.ts';
import { keepFile } from '../../storage/keep-file.ts';
import type { DrawnScene, DrawRequest } from '../provider.ts';
import { notAClip, readClipFile } from './clip-file.ts';
import { readPictureFile } from './picture-file.ts';

type Clip = Extract<Visual, { kind: 'clip' }>;

/**
 * The first picture of a clip, and the clip itself, both beside each other: the film can be resumed or changed when the
 * user's own file has gone. Throws `InvalidInput:clip`.
 */
export async function drawClip(
  clip: Clip,
  request: DrawRequest,
  { ffmpeg, signal }: { ffmpeg: Ffmpeg; signal: AbortSignal },
): Promise<DrawnScene> {
  const { format, durationSeconds, hasSound } = await readClipFile(clip.source, ffmpeg, signal);
  const startSeconds = Math.min(clip.startSeconds ?? 0, Math.max(0, durationSeconds - 0.5));
  const imagePath = `${request.imagePath.slice(0, -extname(request.imagePath).length)}.jpg`;
  const unfinished = temporaryBeside(imagePath);
  try {
    // Upright and no larger than the frame, so that its shape is the clip's own as it is seen.
    const fit = `scale=${request.width}:${request.height}:force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1`;
    await ffmpeg.run({
      purpose: `first picture of ${basename(clip.source)}`,
      args: args`
        ${bombLimit} -ss ${startSeconds} ${input(format, clip.source)} -an -sn -dn
        -vf ${`scale=iw*sar:ih,${fit},format=yuvj420p`} -frames:v 1 -q:v 2 -f image2 -update 1 ${fileName(unfinished)}`,
      signal,
    });
    const { width, height } = await readPictureFile(unfinished);
    await replaceFile(unfinished, imagePath);
    const clipPath = `${imagePath.slice(0, -extname(imagePath).length)}.${format === 'mov' ? 'mp4' : 'mkv'}`;
    await keepFile(clip.source, clipPath);
    const { sound, whenShort } = clip;
    const shown = {
      clipPath,
      format,
      durationSeconds,
      startSeconds,
      whenShort,
      hasSound: hasSound && sound === 'duck',
    };
    return { imagePath, width, height, kind: 'picture', clip: shown };
  } catch (error) {
    const isUnreadable =
      error instanceof StudioError && /^(FFmpegFailed|InputFileMissing|InvalidInput)/.test(error.code);
    throw isUnreadable ? notAClip(basename(clip.source), 'is damaged and cannot be read', error) : error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
