import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FreedSpace } from '../../src-shared/diagnostics.ts';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import { log } from '../logging/log.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';

/**
 * Deletes what can be made again: the segments, voices and temporary files of jobs that succeeded or were canceled, and
 * what is cached. Films, pictures, scripts, and all that a failed or unfinished job needs to go on, stay.
 */
export async function freeSpace({ store, dataFolder }: DiagnosticsParts): Promise<FreedSpace> {
  const folders = [join(dataFolder, 'cache'), ...store.list().flatMap((job) => spareFolders(job, dataFolder))];
  const freed = { fileCount: 0, sizeBytes: 0 };
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) await remove(join(folder, name), freed);
  }
  log.info('Temporary space was freed', freed);
  return freed;
}

function spareFolders(job: Job, dataFolder: string): string[] {
  if (!isTerminal(job.status)) return [];
  const { segments, narration, temporary } = jobWorkspace(dataFolder, job.jobId);
  return job.status === 'Failed' ? [temporary] : [segments, narration, temporary];
}

/** A file that cannot be removed is passed over: the others count as well. */
async function remove(path: string, freed: FreedSpace): Promise<void> {
  try {
    const { fileCount, sizeBytes } = await sizeOf(path);
    await rm(path, { recursive: true, force: true });
    freed.fileCount += fileCount;
    freed.sizeBytes += sizeBytes;
  } catch (error) {
    log.warn('A file could not be removed', { path, reason: String(error) });
  }
}

async function sizeOf(path: string): Promise<FreedSpace> {
  const found = await lstat(path);
  if (!found.isDirectory()) return { fileCount: 1, sizeBytes: found.size };
  const inner = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return {
    fileCount: inner.reduce((sum, each) => sum + each.fileCount, 0),
    sizeBytes: inner.reduce((sum, each) => sum + each.sizeBytes, 0),
  };
}
