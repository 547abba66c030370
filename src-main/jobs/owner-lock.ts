import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** This process among those that share a data folder. */
export interface OwnerLock {
  /** Stands in the rows of the jobs that this process makes or runs. */
  readonly owner: string;
  isAlive(owner: string): boolean;
  release(): void;
}

/**
 * Says which process a job belongs to, and whether it still lives. Each process holds a lock on a file of its own; the
 * system lets go of it however the process ends. Process numbers would not do: they are given out again.
 * SQLite takes the lock because Node has no file locks of its own.
 */
export function holdOwnerLock(dataFolder: string): OwnerLock {
  const folder = join(dataFolder, 'owners');
  mkdirSync(folder, { recursive: true });
  const owner = randomUUID();
  const connection = new DatabaseSync(join(folder, owner), { timeout: 0 });
  connection.exec('BEGIN EXCLUSIVE');

  const isAlive = (other: string): boolean => other === owner || isHeld(join(folder, other));
  // The files of the dead are of no use to anybody.
  for (const other of readdirSync(folder)) isAlive(other);

  return {
    owner,
    isAlive,
    release() {
      if (!connection.isOpen) return;
      connection.close();
      rmSync(join(folder, owner), { force: true });
    },
  };
}

/** Nobody takes a lock a second time, so one that can be had is a dead one's, and its file goes. */
function isHeld(path: string): boolean {
  if (!existsSync(path)) return false;
  let connection: InstanceType<typeof DatabaseSync> | undefined;
  try {
    connection = new DatabaseSync(path, { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
  } catch {
    return true;
  } finally {
    connection?.close();
  }
  rmSync(path, { force: true });
  return false;
}
