import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { log } from '../logging/log.ts';
import { writeFileAtomic } from './atomic-file.ts';

const versionFile = (dataFolder: string): string => join(dataFolder, 'settings.version');

/** Keeps settings.json as another version of the studio left it, before this one may write: `settings.before-0.2.0.json`. */
export async function backUpBeforeVersionChange(dataFolder: string, version: string): Promise<void> {
  const last = await readFile(versionFile(dataFolder), 'utf8').catch(() => 'unknown');
  if (last.trim() === version) return;
  const backup = join(dataFolder, `settings.before-${version}.json`);
  try {
    await copyFile(join(dataFolder, 'settings.json'), backup);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  log.info('The settings were backed up', { backup, from: last.trim(), to: version });
  await rememberVersion(dataFolder, version);
}

/** Names the version that wrote settings.json last. */
export const rememberVersion = (dataFolder: string, version: string): Promise<void> =>
  writeFileAtomic(versionFile(dataFolder), `${version}\n`);
