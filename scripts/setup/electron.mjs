import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { ensureDebianPackages } from './debian.mjs';
import { electronFallback } from './electron-fallback.mjs';
import { say } from './say.mjs';

const LIBRARIES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libxss1',
  'libxtst6',
  'libnotify4',
];
const electronPackage = join(projectRoot, 'node_modules', 'electron');
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** The Electron that this checkout runs; undefined until there is one. */
export function installedElectron() {
  try {
    const binary = join(electronPackage, 'dist', readFileSync(join(electronPackage, 'path.txt'), 'utf8'));
    const version = readFileSync(join(electronPackage, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return existsSync(binary) ? { binary, version, isFallback: version !== wantedVersion() } : undefined;
  } catch {
    return undefined;
  }
}

/** Makes node_modules/electron/dist hold an Electron that starts. */
export async function ensureElectron() {
  ensureDebianPackages(LIBRARIES);
  if (installedElectron()) return;
  if (!download()) linkRuntime(await electronFallback());
  const { version, isFallback } = proven();
  say(`Electron ${version} is ready${isFallback ? `, in place of ${wantedVersion()}, for development and tests` : ''}`);
}

function wantedVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

function download() {
  say('downloading Electron');
  spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  if (installedElectron()) return true;
  say('the download failed; taking the runtime that the registry has');
  return false;
}

function linkRuntime(runtime) {
  const dist = join(electronPackage, 'dist');
  rmSync(dist, { recursive: true, force: true });
  symlinkSync(runtime, dist);
  writeFileSync(join(electronPackage, 'path.txt'), 'electron');
}

/** A binary can be there and lack a library: it is run once before anything counts on it. */
function proven() {
  const installed = installedElectron();
  if (!installed) throw new Error('Electron is not installed.');
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const run = spawnSync(installed.binary, ['-p', 'process.versions.electron'], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (run.status !== 0) throw new Error(`Electron ${installed.version} does not start:\n${run.error ?? run.stderr}`);
  return installed;
}
