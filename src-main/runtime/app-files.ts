import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, out/ and assets/: the checkout, or the packaged app's archive. */
export const appRoot = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
  return findRoot(parent);
}

/** Child processes and worker threads cannot read inside app.asar; electron-builder lays these files beside it. */
const unpacked = (path: string): string => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/** The built entry of `NAME.worker.ts`, for `new Worker()`. */
export const workerScript = (name: string): string => unpacked(join(appRoot, 'out', 'main', `${name}.worker.js`));

/** A file that ships with the app, as in assets/. */
export const assetPath = (...parts: string[]): string => unpacked(join(appRoot, 'assets', ...parts));

/** A file that the build makes or collects: fonts, WebAssembly, notices. */
export const builtPath = (...parts: string[]): string => unpacked(join(appRoot, 'out', ...parts));
