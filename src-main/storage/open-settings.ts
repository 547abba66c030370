import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsFile } from './settings-file.ts';

export const safeModeWarning =
  'Safe mode: the settings are the defaults, and no video goes on by itself. Start the studio as usual to leave it.';

interface SettingsPlace {
  dataFolder: string;
  /** The studio's own. */
  version: string;
  isSafeMode: boolean;
}

/** In safe mode the defaults, and a file of their own for what is changed meanwhile: the user's stays as it is. */
export async function openSettings({ dataFolder, version, isSafeMode }: SettingsPlace): Promise<SettingsFile> {
  if (!isSafeMode) return SettingsFile.open(dataFolder, version);
  const folder = join(dataFolder, 'safe-mode');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return SettingsFile.open(folder, version);
}
