import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DebugLog, type DebugFile } from '../../../src-shared/batch-debug.ts';
import { StudioError } from '../../../src-shared/failure.ts';

// A job's ID may hold underscores of its own: the time at the end is what is cut off.
const fileName = /^job_(.+)_(\d{8}_\d{6})\.json$/;

/** The session files of `debug/`, newest first. */
export async function listSessionFiles(folder: string): Promise<DebugFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.map(async (name) => (await factsOf(folder, name)) ?? []));
  return files.flat().sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

async function factsOf(folder: string, name: string): Promise<DebugFile | undefined> {
  const [, jobId, stamp] = fileName.exec(name) ?? [];
  const found = jobId === undefined ? undefined : await stat(join(folder, name)).catch(() => undefined);
  if (!found || jobId === undefined || stamp === undefined) return undefined;
  return { fileName: name, jobId, createdAt: momentOf(stamp), sizeBytes: found.size };
}

export function newFileName(jobId: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '_').slice(0, 15);
  return `job_${jobId}_${stamp}.json`;
}

const momentOf = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');

/** The newest session of a job. Throws `NotFound:debug session`. */
export async function readSession(folder: string, jobId: string): Promise<DebugLog> {
  const found = (await listSessionFiles(folder)).find((file) => file.jobId === jobId);
  if (!found) {
    throw new StudioError('NotFound:debug session', {
      message: 'There is no debug session of this job.',
      remediation: 'Switch batch debug on, then run the job again.',
      details: { jobId: jobId.slice(0, 100) },
    });
  }
  return DebugLog.parse(JSON.parse(await readFile(join(folder, found.fileName), 'utf8')));
}

/** Deletes what is older, but nothing that is being written. */
export async function cleanSessionFiles(
  folder: string,
  before: Date,
  isActive: (jobId: string) => boolean,
): Promise<{ deleted: number; bytesFreed: number }> {
  let deleted = 0;
  let bytesFreed = 0;
  await mkdir(folder, { recursive: true });
  for (const file of await listSessionFiles(folder)) {
    if (Date.parse(file.createdAt) >= before.getTime() || isActive(file.jobId)) continue;
    await rm(join(folder, file.fileName), { force: true });
    deleted += 1;
    bytesFreed += file.sizeBytes;
  }
  return { deleted, bytesFreed };
}
