import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';

// Not "require": the bundler declares that name itself.
const requirePackage = createRequire(import.meta.url);
const ending = process.platform === 'win32' ? '.exe' : '';

/** A program cannot be started from inside the archive; electron-builder lays it beside. */
const unpacked = (path: string): string => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/**
 * Where FFmpeg is: what the user chose, `AURA_FFMPEG_PATH`, ffmpeg-static, the packaged one, PATH. A choice that does not
 * work is an error and not a reason to take another: the user would wonder why a setting does nothing.
 */
export async function findFfmpeg(explicitPath: string | undefined): Promise<string> {
  const chosen = explicitPath || process.env['AURA_FFMPEG_PATH'];
  if (chosen) {
    if (await isProgram(chosen)) return chosen;
    throw new StudioError('FFmpegNotFound', {
      message: `There is no FFmpeg that can be run at “${chosen}”.`,
      remediation: 'Choose its path again under Settings, or clear it to use the one that comes with the studio.',
      details: { path: chosen, chosenBy: explicitPath ? 'settings' : 'AURA_FFMPEG_PATH' },
    });
  }
  const places = [fromPackage('ffmpeg-static'), packaged('ffmpeg'), ...onPath('ffmpeg')];
  const found = await firstProgram(places);
  if (found) return found;
  throw new StudioError('FFmpegNotFound', { details: { lookedAt: places.filter((place) => place !== undefined) } });
}

/** ffprobe from its own package, else from where that FFmpeg lies, else from PATH. */
export async function findFfprobe(ffmpegPath: string): Promise<string> {
  const beside = basename(ffmpegPath).replace('ffmpeg', 'ffprobe');
  const places = [
    fromPackage('@ffprobe-installer/ffprobe'),
    packaged('ffprobe'),
    join(dirname(ffmpegPath), beside),
    ...onPath('ffprobe'),
  ];
  const found = await firstProgram(places);
  if (found) return found;
  throw new StudioError('FFmpegNotFound', {
    message: 'ffprobe, the part of FFmpeg that checks finished films, is not on this computer.',
    details: { lookedAt: places.filter((place) => place !== undefined) },
  });
}

/** Both packages export the path of their binary, one bare and one as `path`; either may be missing or failed to download. */
function fromPackage(name: string): string | undefined {
  try {
    const exported = requirePackage(name) as string | null | { path?: string };
    const path = typeof exported === 'string' ? exported : exported?.path;
    return path && unpacked(path);
  } catch {
    return undefined;
  }
}

function packaged(program: string): string | undefined {
  const { resourcesPath } = process as { resourcesPath?: string };
  return resourcesPath && join(resourcesPath, 'ffmpeg', program + ending);
}

const onPath = (program: string): string[] =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program + ending));

async function firstProgram(places: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const place of places) if (place && (await isProgram(place))) return place;
  return undefined;
}

/** Rights only: whether it is FFmpeg at all shows when it is run. */
async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
