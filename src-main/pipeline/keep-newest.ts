import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Holds a cache folder to so many files: the oldest go first, those in use stay. */
export async function keepNewest(folder: string, most: number, inUse: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= most) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Another draft may have removed it meanwhile.
      const facts = await stat(path).catch(() => undefined);
      return { path, time: facts?.mtimeMs ?? 0 };
    }),
  );
  const removable = files.filter(({ path }) => !inUse.has(path)).sort((one, other) => one.time - other.time);
  for (const { path } of removable.slice(0, files.length - most)) await rm(path, { force: true });
}
