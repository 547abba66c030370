import { access, mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import { temporaryBeside } from './atomic-file.ts';
import { asDiskFailure } from './disk-failure.ts';
import { join } from 'node:path';

/** Throws `OutputDirectoryNotWritable` unless a file can really be made there: permissions alone do not tell. */
export async function requireWritableFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) throw notWritable(folder, 'There is no such folder, or its drive is not connected.');
  if (!found.isDirectory()) throw notWritable(folder, 'It is a file, not a folder.');
  const trial = temporaryBeside(join(folder, 'trial'));
  try {
    await writeFile(trial, 'x');
  } catch (error) {
    const failure = asDiskFailure(error, folder);
    if (failure instanceof StudioError && failure.code === 'OutOfDiskSpace') throw failure;
    throw notWritable(folder, error instanceof Error ? error.message : String(error), error);
  } finally {
    await rm(trial, { force: true });
  }
}

/** The folder for films that were not given a place; a fresh machine has none yet. */
export async function ensureOutputFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritable(folder, String(error), error);
  });
  await requireWritableFolder(folder);
}

/** Bytes that this user may still write there. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function notWritable(folder: string, reason: string, cause?: unknown): StudioError {
  return new StudioError('OutputDirectoryNotWritable', {
    message: `The video cannot be saved in “${folder}”.`,
    details: { folder, reason },
    cause,
  });
}
