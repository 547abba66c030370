import { createHmac, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';

/** Addresses of files that the main process itself chose to show; the window cannot make up another one. */
export interface MediaAddresses {
  addressOf: (path: string) => string;
  pathOf(token: string): string | undefined;
}

/** Scenes of some hundred jobs; the oldest address goes first. */
const defaultLimit = 20_000;

/**
 * Tokens are keyed hashes, new in each run: they tell nothing of the path and cannot be guessed.
 * A file that was written again gets a new address, so that the page never shows its old picture.
 */
export function createMediaAddresses(limit = defaultLimit): MediaAddresses {
  const key = randomBytes(32);
  const paths = new Map<string, string>();
  return {
    addressOf(path) {
      const version = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      const token = createHmac('sha256', key).update(`${version}\0${path}`).digest('base64url');
      paths.delete(token);
      paths.set(token, path);
      const [oldest] = paths.keys();
      if (paths.size > limit && oldest !== undefined) paths.delete(oldest);
      return `app://media/${token}`;
    },
    pathOf: (token) => paths.get(token),
  };
}
