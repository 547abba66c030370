import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const productName = 'Aura Video Studio';
type Environment = Record<string, string | undefined>;

/** Where the studio keeps its own things, after each system's habit; the same for the app and the command line. */
export function defaultDataFolder(environment: Environment = process.env, platform = process.platform): string {
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), productName);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', productName);
  return join(absolute(environment['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), productName);
}

/** The user's folder for films. */
export function defaultVideosFolder(environment: Environment = process.env, platform = process.platform): string {
  if (platform === 'win32') return join(environment['USERPROFILE'] ?? homedir(), 'Videos');
  if (platform === 'darwin') return join(homedir(), 'Movies');
  return absolute(environment['XDG_VIDEOS_DIR']) ?? videosOfDesktop(environment) ?? join(homedir(), 'Videos');
}

/** Desktops translate the name and say so here: https://www.freedesktop.org/wiki/Software/xdg-user-dirs/ */
function videosOfDesktop(environment: Environment): string | undefined {
  const configFolder = absolute(environment['XDG_CONFIG_HOME']) ?? join(homedir(), '.config');
  try {
    const text = readFileSync(join(configFolder, 'user-dirs.dirs'), 'utf8');
    const value = /^XDG_VIDEOS_DIR="(.*)"\s*$/m.exec(text)?.[1]?.replace(/^\$HOME(?=\/|$)/, homedir());
    return absolute(value);
  } catch {
    return undefined;
  }
}

/** The standard has relative paths ignored. */
const absolute = (path: string | undefined): string | undefined => (path && isAbsolute(path) ? path : undefined);
