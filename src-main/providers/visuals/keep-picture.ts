import { extname } from 'node:path';
import { rm } from 'node:fs/promises';
import { StudioError } from '../../../src-shared/failure.ts';
import type { PictureCredit } from '../../../src-shared/film.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { replaceFile, temporaryBeside, writeFileAtomic } from '../../storage/atomic-file.ts';
import type { DrawnScene, DrawRequest, ProviderCall } from '../provider.ts';
import { checkPicture } from './picture-file.ts';
import { preparePicture } from './prepare-picture.ts';

/** Makes the bytes that a provider sent into the scene's picture, by the same checks as the user's own files. */
export async function keepPicture(
  bytes: Buffer,
  { provider, credit }: { provider: ProviderName; credit: PictureCredit },
  { imagePath: wished, width, height }: DrawRequest,
  { ffmpeg, call }: { ffmpeg: Ffmpeg; call: ProviderCall },
): Promise<DrawnScene> {
  const imagePath = `${wished.slice(0, -extname(wished).length)}.jpg`;
  const original = temporaryBeside(imagePath);
  const prepared = temporaryBeside(imagePath);
  const { signal } = call;
  try {
    const picture = checkPicture(`The picture from ${provider}`, bytes);
    await writeFileAtomic(original, bytes);
    const source = { path: original, name: `The picture from ${provider}`, picture };
    const { isLetterboxed, subject, ...size } = await preparePicture(source, { width, height }, prepared, {
      ffmpeg,
      signal,
    });
    await replaceFile(prepared, imagePath);
    const focus = subject && { focus: subject };
    return { imagePath, ...size, kind: isLetterboxed ? 'card' : 'picture', ...focus, credit };
  } catch (error) {
    // It is not the user's file that is wrong.
    if (!(error instanceof StudioError) || error.code !== 'InvalidInput:picture') throw error;
    throw new StudioError(`ProviderUnavailable:${provider}`, {
      message: error.message,
      details: { provider, ...error.details },
      cause: error,
    });
  } finally {
    await rm(original, { force: true });
    await rm(prepared, { force: true });
  }
}
