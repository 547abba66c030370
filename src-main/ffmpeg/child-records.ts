import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isProcessAlive } from '../storage/process-alive.ts';
import { endProcessGroup } from './end-process-group.ts';
import { isSameProcess, startOfOwnChild } from './process-start.ts';

const ChildRecord = z.object({
  pid: z.number().int().positive(),
  parentPid: z.number().int().positive(),
  purpose: z.string(),
  startedAtMs: z.number(),
  ticks: z.string().optional(),
  bootId: z.string().optional(),
});
type ChildRecord = z.infer<typeof ChildRecord>;

/**
 * Writes down that a child runs, so that it can be ended if this process dies. At once and not a turn later: what was not
 * written down when the process dies is an orphan for ever. Returns how to forget it.
 */
export function recordChild(folder: string, pid: number, purpose: string): () => Promise<void> {
  const start = startOfOwnChild(pid);
  const path = join(folder, `${pid}-${start.ticks ?? start.startedAtMs}.json`);
  const record: ChildRecord = { pid, parentPid: process.pid, purpose, ...start };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, JSON.stringify(record));
  } catch {
    // A full disk must not fail a run that would fit; the child still dies with us where the platform sees to it.
  }
  return () => rm(path, { force: true });
}

/**
 * Ends children that outlived an earlier run of the app. A process that merely got an old number is never touched, nor is
 * a child whose parent still lives.
 * @returns the purposes of those that were ended
 */
export async function reapOrphans(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const reaped = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => reap(join(folder, name))),
  );
  return reaped.filter((purpose) => purpose !== undefined);
}

async function reap(path: string): Promise<string | undefined> {
  const record = await readRecord(path);
  if (record && (await hasParent(record))) return undefined;
  const isOrphan = record !== undefined && (await isSameProcess(record.pid, record));
  if (isOrphan) endProcessGroup(record.pid);
  await rm(path, { force: true });
  return isOrphan ? record.purpose : undefined;
}

/** A second studio on the same data folder, or a command line beside the window. */
async function hasParent(record: ChildRecord): Promise<boolean> {
  if (process.platform !== 'linux') return record.parentPid !== process.pid && isProcessAlive(record.parentPid);
  const stat = await readFile(`/proc/${record.pid}/stat`, 'latin1').catch(() => '');
  const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return parent === String(record.parentPid);
}

async function readRecord(path: string): Promise<ChildRecord | undefined> {
  try {
    return ChildRecord.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Torn by a crash: there is nothing to learn from it.
    return undefined;
  }
}
