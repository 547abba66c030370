import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { log } from '../logging/log.ts';

/** SQLITE_CORRUPT and SQLITE_NOTADB; a busy or unreadable file is not a damaged one. */
export function isCorruption(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errcode } = error as Error & { errcode?: number };
  // The low byte is the primary code, the rest says where: https://sqlite.org/rescode.html
  const primaryCode = errcode === undefined ? undefined : errcode & 0xff;
  return primaryCode === 11 || primaryCode === 26 || error.message.startsWith('SQLITE_CORRUPT');
}

/**
 * Keeps a damaged database aside and puts the last backup in its place where there is a sound one.
 * @returns what the user is to be told
 */
export function recoverDatabase(path: string, check: (candidate: string) => void): string {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  const aside = `${path}.corrupt-${stamp}`;
  // The write-ahead log belongs to the damaged file: left behind, it would be played into the new one.
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  const isRecovered = restoreBackup(path, check);
  log.error('The job database was damaged', { aside, isRecovered });
  const kept = `The list of jobs was damaged. The damaged file was kept as ${basename(aside)}`;
  return isRecovered
    ? `${kept}, and the last backup is in use: what happened after it is not in the list.`
    : `${kept}. There was no backup, so the list starts empty. Your videos are where they were.`;
}

function restoreBackup(path: string, check: (candidate: string) => void): boolean {
  const backup = `${path}.backup`;
  if (!existsSync(backup)) return false;
  try {
    copyFileSync(backup, path);
    check(path);
    return true;
  } catch (error) {
    log.error('The backup of the job database is damaged too', { backup, reason: String(error) });
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return false;
  }
}
