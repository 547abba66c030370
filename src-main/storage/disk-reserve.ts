import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { log } from '../logging/log.ts';

/** As much of it as there is room for: to open the database needs the least. */
const reserveBytes = [1_048_576, 524_288, 262_144, 131_072];
/** SQLITE_FULL, see https://sqlite.org/rescode.html */
const full = 13;

/** Room that is kept on the disk for the moment when there is none: how a job ended must be written down all the same. */
export interface DiskReserve {
  /** Takes the room, where it is free and not held yet. */
  keep(): void;
  /** Gives the room away. False when there is none to give. */
  give(): boolean;
}

export function diskReserve(folder: string): DiskReserve {
  const path = join(folder, 'reserve');
  return {
    keep() {
      if (sizeOf(path) === reserveBytes[0]) return;
      reserveBytes.find((bytes) => {
        try {
          // Random: a file system that packs its files would keep no room for zeros.
          writeFileSync(path, randomBytes(bytes));
          return true;
        } catch {
          // The disk is full already; then there is less to keep, or nothing.
          rmSync(path, { force: true });
          return false;
        }
      });
    },
    give() {
      if (!existsSync(path)) return false;
      rmSync(path, { force: true });
      log.warn('The disk is full: the room kept for this is given away');
      return true;
    },
  };
}

/** Does the work once more with the room that was kept, when it failed for want of room. */
export function withReserve<T>(reserve: DiskReserve, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isFull(error as SqliteError) || !reserve.give()) throw error;
    return work();
  }
}

interface SqliteError {
  errcode?: number;
  systemErrno?: number;
}

/** Also where it only says that it could not write: the file that its processes share had no room. */
const isFull = ({ errcode, systemErrno }: SqliteError): boolean =>
  errcode === full || systemErrno === constants.errno.ENOSPC;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
