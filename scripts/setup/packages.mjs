import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { runQuietly } from '../run-quietly.mjs';
import { say } from './say.mjs';

/** Makes node_modules what package-lock.json says. */
export async function ensurePackages() {
  if (!arePackagesInstalled()) {
    say('installing packages');
    await runQuietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: projectRoot,
      shell: process.platform === 'win32',
      // `npm run -s` and the like would otherwise reach the install as its own options.
      env: withoutNpmOptions(process.env),
    });
  }
  makeFfprobeExecutable();
}

/** npm keeps a record of what it installed; optional packages may rightly be absent from it. */
function arePackagesInstalled() {
  const wanted = readPackages(join(projectRoot, 'package-lock.json'));
  const installed = readPackages(join(projectRoot, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/** It is packed executable for its owner alone, and packages are often installed by another user than the one who runs. */
function makeFfprobeExecutable() {
  const name = process.platform === 'win32' ? 'ffprobe.exe' : 'ffprobe';
  const folder = join(projectRoot, 'node_modules', '@ffprobe-installer', `${process.platform}-${process.arch}`);
  const mode = statSync(join(folder, name), { throwIfNoEntry: false })?.mode;
  if (mode !== undefined && (mode & 0o111) !== 0o111) chmodSync(join(folder, name), 0o755);
}

function withoutNpmOptions(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_config_(loglevel|json|production|omit)$/i.test(name)),
  );
}
