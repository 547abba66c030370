import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '../../src-shared/job.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';

/** What failed and canceled jobs may keep of what they have rendered, all together. */
const mostBytes = 4e9;

/**
 * A job that did not get its film keeps its segments for a retry, but not for ever: those of the oldest go first. A
 * retry without them only renders them again.
 * @param jobIds of jobs that ended so, newest first
 */
export async function boundCheckpoints(dataFolder: string, jobIds: readonly JobId[], most = mostBytes): Promise<void> {
  let leftBytes = most;
  for (const jobId of jobIds) {
    const { segments } = jobWorkspace(dataFolder, jobId);
    leftBytes -= await folderBytes(segments);
    if (leftBytes < 0) await rm(segments, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const facts = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)));
  return facts.reduce((sum, found) => sum + (found?.size ?? 0), 0);
}
