import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';
import { asDiskFailure } from './disk-failure.ts';

const temporaryName = /^\.aura-(\d+)-[0-9a-f]{12}\.tmp$/;
/** Names in use by this very process, so that a sweep never takes a file that is being written. */
const inUse = new Set<string>();

/** A name beside `target` for its unfinished self. Says nothing of the target: a long name would not fit twice. */
export function temporaryBeside(target: string): string {
  const path = join(dirname(target), `.aura-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  inUse.add(path);
  return path;
}

/** Replaces a file as a whole: a reader, and whoever comes after a power cut, finds the old bytes or the new ones. */
export async function writeFileAtomic(path: string, data: string | Uint8Array, mode = 0o666): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWholeFile(path, (temporary) => writeFile(temporary, data, { flag: 'wx', mode }));
}

/** Lets `write` fill a file that gets its name only once it is whole; what stood there is replaced then. */
export async function writeWholeFile(target: string, write: (temporary: string) => Promise<unknown>): Promise<void> {
  const temporary = temporaryBeside(target);
  try {
    await write(temporary);
    await replaceFile(temporary, target);
  } catch (error) {
    throw asDiskFailure(error, target);
  } finally {
    await discard(temporary);
  }
}

/** Puts a whole file in the place of another on the same device. */
export async function replaceFile(temporary: string, target: string): Promise<void> {
  // Without it a power cut after the rename leaves a file of 0 bytes: https://lwn.net/Articles/322823/
  await syncFile(temporary);
  await rename(temporary, target);
  await syncFolder(dirname(target));
}

/**
 * Gives a finished file its final name without ever replacing what stands there: a taken name becomes "name (2).mp4".
 * Works across devices. `temporary` is gone afterwards.
 * @returns the path that the file has got
 */
export async function publishFile(temporary: string, target: string): Promise<string> {
  let beside = temporary;
  try {
    await syncFile(temporary);
    if (!(await isOnSameDevice(temporary, dirname(target)))) beside = await copyBeside(temporary, target);
    const published = await nameWithoutReplacing(beside, target);
    await syncFolder(dirname(target));
    return published;
  } catch (error) {
    throw asDiskFailure(error, target);
  } finally {
    await discard(beside);
    await discard(temporary);
  }
}

/** From here on a power cut takes none of these files back. */
export async function syncFiles(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map(syncFile));
  await Promise.all([...new Set(paths.map(dirname))].map(syncFolder));
}

/** Removes what a killed process left unfinished in this folder. */
export async function sweepTemporaryFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const leftOver = names.filter((name) => {
    const pid = Number(temporaryName.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || inUse.has(join(folder, name))) return false;
    return pid === process.pid || !isProcessAlive(pid);
  });
  for (const name of leftOver) await rm(join(folder, name), { force: true });
  return leftOver;
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and NTFS journals its names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isOnSameDevice(file: string, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(file), stat(folder)]);
  return one.dev === other.dev;
}

async function copyBeside(source: string, target: string): Promise<string> {
  const beside = temporaryBeside(target);
  try {
    await copyFile(source, beside, constants.COPYFILE_EXCL);
    await syncFile(beside);
    return beside;
  } catch (error) {
    await discard(beside);
    throw error;
  }
}

async function nameWithoutReplacing(temporary: string, target: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = numbered(target, number);
    if (await giveName(temporary, candidate)) return candidate;
  }
}

/** False when the name is taken. A hard link fails on a taken name, where a rename would replace the file. */
async function giveName(temporary: string, candidate: string): Promise<boolean> {
  try {
    await link(temporary, candidate);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!canDoWithoutLinks.has(code ?? '')) throw error;
    return renameToFreeName(temporary, candidate);
  }
}
/** What exFAT, FAT and some network shares answer, which know no hard links. */
const canDoWithoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'UNKNOWN']);

async function renameToFreeName(temporary: string, candidate: string): Promise<boolean> {
  const isTaken = await stat(candidate).then(
    () => true,
    () => false,
  );
  if (isTaken) return false;
  await rename(temporary, candidate);
  return true;
}

export function numbered(target: string, number: number): string {
  if (number === 1) return target;
  const ending = extname(target);
  return join(dirname(target), `${basename(target, ending)} (${number})${ending}`);
}

async function discard(temporary: string): Promise<void> {
  await rm(temporary, { force: true });
  inUse.delete(temporary);
}
