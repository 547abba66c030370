import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inputHash } from '../build/input-hash.mjs';
import { projectRoot } from '../project-root.mjs';

const stampFile = join(projectRoot, 'release', '.stamp');

/** Makes the package for this platform; `isTestPackage`: an unpacked app that Playwright can drive. */
export async function pack({ electron, ffmpeg, isTestPackage }) {
  const program = basename(ffmpeg.path);
  // oxlint-disable-next-line no-restricted-imports -- packages are set up before anything is packed
  const { build, Platform } = await import('electron-builder');
  await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget(isTestPackage ? 'dir' : undefined),
    config: {
      extends: 'electron-builder.yml',
      electronVersion: electron.version,
      electronDist: join(projectRoot, 'node_modules', 'electron', 'dist'),
      extraResources: [
        { from: dirname(ffmpeg.path), to: 'ffmpeg', filter: [program, `${program}.LICENSE`, `${program}.README`] },
      ],
      ...(isTestPackage && { electronFuses: { enableNodeCliInspectArguments: true } }),
    },
  });
}

/** True when the test package in release/ was made from what lies here now. */
export function isTestPackageFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputsOfPackage();
}

export function markTestPackageFresh() {
  writeFileSync(stampFile, inputsOfPackage());
}

function inputsOfPackage() {
  return inputHash([
    'out/.stamp.json',
    'assets',
    'electron-builder.yml',
    'package.json',
    'package-lock.json',
    'scripts/dist',
  ]);
}
