import { basename } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';

/** What the user has just dropped onto the window or chosen in it, told by the preload script and not by the page. */
export interface DroppedPaths {
  take(paths: unknown): void;
  /** The first one, or the one of a name; each once. Throws InvalidInput:drop. */
  give(name?: string): string;
}

/** Before it may come pictures, which the page reads and hands over. */
const keptMs = 30_000;
const mostPaths = 500;

export function createDroppedPaths(now: () => number = () => performance.now()): DroppedPaths {
  let newest: { paths: string[]; atMs: number } = { paths: [], atMs: -Infinity };
  return {
    take(paths) {
      const told: unknown[] = Array.isArray(paths) ? paths.slice(0, mostPaths) : [];
      newest = { paths: told.filter(isPath), atMs: now() };
    },
    give(name) {
      const at = name === undefined ? 0 : newest.paths.findIndex((path) => basename(path) === name);
      const [path] = at === -1 ? [] : newest.paths.splice(at, 1);
      if (path !== undefined && now() - newest.atMs < keptMs) return path;
      throw new StudioError('InvalidInput:drop', {
        message: 'That is not a file or folder on this computer.',
        remediation: 'Save it first, then drop it here or choose it with the button.',
      });
    },
  };
}

const isPath = (told: unknown): told is string => typeof told === 'string' && told !== '' && told.length <= 4096;
