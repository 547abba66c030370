import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { ensureDebianPackages } from './debian.mjs';

const PROGRAM = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
const INSTALL_COMMANDS = { darwin: 'brew install ffmpeg', win32: 'winget install Gyan.FFmpeg' };

/** The FFmpeg of ffmpeg-static, whose download may have failed. */
export const staticFfmpeg = join(projectRoot, 'node_modules', 'ffmpeg-static', PROGRAM);

/** Sees to it that the app will find an FFmpeg; it looks in the same places in the same order. */
export function ensureFfmpeg() {
  if (findFfmpeg()) return;
  ensureDebianPackages(['ffmpeg']);
  if (findFfmpeg()) return;
  const command = INSTALL_COMMANDS[process.platform] ?? 'your package manager, as in: dnf install ffmpeg';
  throw new Error(`FFmpeg is missing. Install it with ${command}, or set AURA_FFMPEG_PATH to one.`);
}

function findFfmpeg() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, PROGRAM));
  return [process.env.AURA_FFMPEG_PATH, staticFfmpeg, ...onPath].find((path) => path && isExecutable(path));
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
