import { dirname, resolve } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import type { JobRequest } from '../../src-shared/job.ts';
import { providerNames } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { isLoopbackHost } from '../runtime/loopback.ts';

/** Paths that the user chose in the main process's own dialogs in this run; no other may come from the window. */
export interface PathGrants {
  grant(path: string): string;
  has(path: string): boolean;
}

export function createPathGrants(): PathGrants {
  const granted = new Set<string>();
  return {
    grant(path) {
      granted.add(resolve(path));
      return path;
    },
    has: (path) => granted.has(resolve(path)),
  };
}

interface KnownPlaces {
  grants: PathGrants;
  /** The film may go here without a dialog: the settings' folder, or the user's Videos. */
  outputFolders: readonly string[];
  /** Folders of texts that earlier jobs were made from. */
  textFolders: readonly string[];
}

/** Throws where a request names a place that the user never chose. */
export function refuseStrangePlaces(request: Pick<JobRequest, 'outputPath' | 'ownText'>, places: KnownPlaces): void {
  const { grants, outputFolders, textFolders } = places;
  const { outputPath } = request;
  if (outputPath !== undefined && !grants.has(outputPath)) {
    const isInKnownFolder = outputFolders.some((folder) => resolve(folder) === dirname(resolve(outputPath)));
    if (!isInKnownFolder) throw notChosen('outputPath');
  }
  const folder = request.ownText?.folder;
  if (folder !== undefined && !grants.has(folder) && !textFolders.includes(folder)) throw notChosen('folder');
}

/** In lower case, because settings match whatever their case. */
const pathSettings = ['rendering.outputfolder', 'rendering.ffmpegpath'];

/** Throws where a setting would name a place, or a program to run, that the user never chose. */
export function refuseStrangeSetting(path: string, value: unknown, current: Settings, grants: PathGrants): void {
  const known = new Set(['', current.rendering.outputFolder, current.rendering.ffmpegPath]);
  for (const [leafPath, leaf] of leaves(path, value)) {
    if (!pathSettings.includes(leafPath.toLowerCase()) || leaf === null) continue;
    if (typeof leaf !== 'string' || (!known.has(leaf) && !grants.has(leaf))) throw notChosen(leafPath);
  }
}

/** Addresses of providers that lie outside this computer and are not in the settings yet. */
export function strangeAddresses(
  changes: readonly { path: string; value: unknown }[],
  current: Settings,
): { path: string; address: string }[] {
  const known = new Set(providerNames.map((name) => current.providers[name].baseUrl));
  return changes
    .flatMap(({ path, value }) => leaves(path, value))
    .flatMap(([path, address]) => {
      if (!/\.baseurl$/i.test(path) || typeof address !== 'string' || known.has(address)) return [];
      return isOnThisComputer(address) ? [] : [{ path, address }];
    });
}

/** What is no address at all is refused by the settings themselves. */
function isOnThisComputer(address: string): boolean {
  return !URL.canParse(address) || isLoopbackHost(new URL(address).hostname);
}

function leaves(path: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner));
}

const notChosen = (field: string): StudioError =>
  new StudioError(`InvalidInput:${field}`, {
    message: `“${field}” is not a place that you chose.`,
    remediation: 'Choose it with the button beside the field.',
  });
