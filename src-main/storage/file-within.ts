import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** What a name in a user's text or table stands for: a real file's path, nothing that is there, or a way out. */
export type FileWithin = { kind: 'found'; path: string } | { kind: 'missing' } | { kind: 'outside' };

/** Looks a name up at or below a folder. Links are followed first, so that one that leads out is seen. */
export async function fileWithin(folder: string | undefined, name: string): Promise<FileWithin> {
  if (isStrange(name)) return { kind: 'outside' };
  const home = folder === undefined ? undefined : await realpath(folder).catch(() => undefined);
  if (home === undefined) return { kind: 'missing' };
  // Editors write a blank as %20. What it hides is looked at as if it were written out.
  const decoded = percentDecoded(name);
  const path = (await realPathIn(home, name)) ?? (isStrange(decoded) ? undefined : await realPathIn(home, decoded));
  if (path === undefined) return { kind: isStrange(decoded) ? 'outside' : 'missing' };
  return isOutside(home, path) ? { kind: 'outside' } : { kind: 'found', path };
}

/** Whether an entry of the folder is a link that leads out of it, or to nothing. Its name may be whatever it likes. */
export async function leadsOut(folder: string, entry: string): Promise<boolean> {
  const home = await realpath(folder);
  const path = await realPathIn(home, entry);
  return path === undefined || isOutside(home, path);
}

function isOutside(home: string, path: string): boolean {
  const inside = relative(home, path);
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
}

const realPathIn = (home: string, name: string): Promise<string | undefined> =>
  realpath(join(home, name)).catch(() => undefined);

function percentDecoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Only plain names of files at or below the folder: no scheme, drive, share, root or way up. */
const isStrange = (name: string): boolean =>
  name.trim() === '' ||
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\\]/u.test(name) ||
  /^[a-z][a-z0-9+.-]*:/iu.test(name) ||
  name.startsWith('/') ||
  name.split('/').includes('..') ||
  // On NTFS a colon opens another stream of the file.
  (process.platform === 'win32' && name.includes(':'));
