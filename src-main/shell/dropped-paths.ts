import { StudioError } from '../../src-shared/failure.ts';

/** What the user has just dropped onto the window, told by the preload script and not by the page. */
export interface DroppedPaths {
  take(paths: unknown): void;
  /** The newest one, once. Throws InvalidInput:drop. */
  give(): string;
}

const keptMs = 10_000;

export function createDroppedPaths(now: () => number = () => performance.now()): DroppedPaths {
  let newest: { path: string; atMs: number } | undefined;
  return {
    take(paths) {
      const path: unknown = Array.isArray(paths) ? paths[0] : undefined;
      newest = typeof path === 'string' && path !== '' && path.length <= 4096 ? { path, atMs: now() } : undefined;
    },
    give() {
      const given = newest;
      newest = undefined;
      if (given && now() - given.atMs < keptMs) return given.path;
      throw new StudioError('InvalidInput:drop', {
        message: 'That is not a file or folder on this computer.',
        remediation: 'Save it first, then drop it here or choose it with the button.',
      });
    },
  };
}
