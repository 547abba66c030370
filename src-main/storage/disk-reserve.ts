import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../logging/log.ts';

const reserveBytes = 1_048_576;
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
      if (existsSync(path)) return;
      try {
        // Random: a file system that packs its files would keep no room for zeros.
        writeFileSync(path, randomBytes(reserveBytes), { flag: 'wx' });
      } catch {
        // The disk is full already; then there is nothing to keep.
        rmSync(path, { force: true });
      }
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
    const isFull = (error as { errcode?: number }).errcode === full;
    if (!isFull || !reserve.give()) throw error;
    return work();
  }
}
