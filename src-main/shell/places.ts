import { app } from 'electron';
import { join } from 'node:path';
import { defaultDataFolder, defaultVideosFolder } from '../storage/user-folders.ts';

interface Places {
  dataFolder: string;
  videosFolder: string;
}

/**
 * Where the studio keeps its things. `--user-data-dir` and AURA_DATA_DIR each give a run a life of its own: with it
 * goes Chromium's profile, and with the profile the lock that lets only one window at a time have it.
 */
export function choosePlaces(): Places {
  const videosFolder = defaultVideosFolder();
  const ownFolder = process.env['AURA_DATA_DIR'];
  const isProfileGiven = app.commandLine.hasSwitch('user-data-dir');
  if (ownFolder) {
    if (!isProfileGiven) app.setPath('userData', join(ownFolder, 'window'));
    return { dataFolder: ownFolder, videosFolder };
  }
  return { dataFolder: isProfileGiven ? app.getPath('userData') : defaultDataFolder(), videosFolder };
}
