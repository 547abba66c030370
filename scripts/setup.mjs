import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ensureFfmpeg } from './setup/ffmpeg.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePackagedFfmpeg } from './setup/packaged-ffmpeg.mjs';
import { say } from './setup/say.mjs';
import { ensureTestTools } from './setup/test-tools.mjs';

// In the order in which they need each other.
const PARTS = {
  packages: ensurePackages,
  ffmpeg: ensureFfmpeg,
  electron: ensureElectron,
  packagedFfmpeg: ensurePackagedFfmpeg,
  testTools: ensureTestTools,
  build: () => ensureBuilt({ onWork: (names) => say(`building ${names.join(', ')}`) }),
};

/** Brings a fresh clone to where the named parts are ready; costs a few file reads when they are. */
export async function setUp(...names) {
  if (!(await canSetUp(...names))) process.exit(1);
}

/** The same, for a caller that has a word to say after a failure. */
export async function canSetUp(...names) {
  for (const name of Object.keys(PARTS).filter((part) => names.includes(part))) {
    try {
      await PARTS[name]();
    } catch (error) {
      say(`failed at ${name}: ${error.message}`);
      return false;
    }
  }
  return true;
}
