import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package from a folder's node_modules; undefined where it is not installed. None of the peers is a dependency of ours. */
export async function loadPackage<Api>(name: string, folder: string): Promise<Api | undefined> {
  if (!isInstalled(name, folder)) return undefined;
  // From there, as the package's own programs would.
  const path = createRequire(join(folder, 'package.json')).resolve(name);
  const loaded = (await import(pathToFileURL(path).href)) as { default?: Api } & Api;
  return loaded.default ?? loaded;
}

export const isInstalled = (name: string, folder: string): boolean =>
  existsSync(join(folder, 'node_modules', name, 'package.json'));
