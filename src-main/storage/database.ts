import { join } from 'node:path';
import { backup, DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import { replaceFile, temporaryBeside } from './atomic-file.ts';
import { migrations } from './migrations.ts';
import { diskReserve, withReserve, type DiskReserve } from './disk-reserve.ts';
import { isCorruption, recoverDatabase } from './recover-database.ts';

export interface Database {
  /** What the user must be told: a damaged file that was kept aside, a backup that was used. */
  readonly warnings: readonly string[];
  /** Statements are prepared once and kept. */
  prepare(sql: string): StatementSyncInstance;
  /** All of `work` or nothing of it, and once it has returned a power cut takes nothing back. */
  durably<T>(work: () => T): T;
  /** All of `work` or nothing of it; a power cut may take the last moments back, never half of one. */
  quickly<T>(work: () => T): T;
  /** Copies what stands into `studio.db.backup`, a few pages at a time, as one whole. */
  backUp(): Promise<void>;
  close(): void;
}

/** How long a statement waits for another process of the same data folder. */
const busyTimeoutMs = 5000;

export function openDatabase(dataFolder: string): Database {
  mkdirSync(dataFolder, { recursive: true });
  const path = join(dataFolder, 'studio.db');
  const reserve = diskReserve(dataFolder);
  const { connection, warnings } = withReserve(reserve, () => openWhole(path));
  reserve.keep();
  return createDatabase(path, connection, warnings, reserve);
}

/** Opens the file, or what can be recovered of it. */
function openWhole(path: string): { connection: DatabaseSyncInstance; warnings: string[] } {
  try {
    return { connection: openChecked(path), warnings: [] };
  } catch (error) {
    if (!isCorruption(error)) throw error;
    const warning = recoverDatabase(path, (candidate) => openChecked(candidate).close());
    return { connection: openChecked(path), warnings: [warning] };
  }
}

function openChecked(path: string): DatabaseSyncInstance {
  const connection = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    const { quick_check: finding } = connection.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (finding !== 'ok') throw new Error(`SQLITE_CORRUPT: ${finding}`);
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function migrate(connection: DatabaseSyncInstance): void {
  inTransaction(connection, () => {
    const { user_version: version } = connection.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length) {
      throw new StudioError('NotReady', {
        message: 'These jobs were saved by a newer version of the studio.',
        remediation: 'Install the newest version, or choose another data folder.',
        details: { version, knownVersion: migrations.length },
      });
    }
    for (const sql of migrations.slice(version)) connection.exec(sql);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function createDatabase(
  path: string,
  connection: DatabaseSyncInstance,
  warnings: string[],
  reserve: DiskReserve,
): Database {
  const statements = new Map<string, StatementSyncInstance>();
  return {
    warnings,
    prepare(sql) {
      const statement = statements.get(sql) ?? connection.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    durably(work) {
      if (connection.isTransaction) return work();
      // In WAL only FULL waits for the disk at each commit: https://sqlite.org/pragma.html#pragma_synchronous
      connection.exec('PRAGMA synchronous = FULL');
      try {
        return withReserve(reserve, () => inTransaction(connection, work));
      } finally {
        connection.exec('PRAGMA synchronous = NORMAL');
      }
    },
    quickly: (work) => (connection.isTransaction ? work() : inTransaction(connection, work)),
    async backUp() {
      await backUp(path, connection);
      reserve.keep();
    },
    close() {
      statements.clear();
      if (connection.isOpen) connection.close();
      // What its log took is free again; on a full disk the next start needs it.
      reserve.keep();
    },
  };
}

function inTransaction<T>(connection: DatabaseSyncInstance, work: () => T): T {
  // IMMEDIATE: a transaction that reads first and writes then would fail at once, without waiting its turn.
  connection.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    connection.exec('COMMIT');
    return value;
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

async function backUp(path: string, connection: DatabaseSyncInstance): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await backup(connection, temporary);
    await replaceFile(temporary, `${path}.backup`);
  } finally {
    await rm(temporary, { force: true });
  }
}
