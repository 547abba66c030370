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

/** Where a job's session lies; undefined when there is none. */
export async function findSession(folder: string, jobId: string): Promise<string | undefined> {
  const found = (await listSessionFiles(folder)).find((file) => file.jobId === jobId);
  return found && join(folder, found.fileName);
}

/** Throws `NotFound:debug session`, also for a file that somebody else has written into. */
export async function readSession(folder: string, jobId: string): Promise<DebugLog> {
  const path = await findSession(folder, jobId);
  if (path === undefined) throw noSession(jobId, 'There is no debug session of this job.');
  try {
    return await readSessionFile(path);
  } catch (cause) {
    throw noSession(jobId, 'The debug session of this job cannot be read.', cause);
  }
}

export const readSessionFile = async (path: string): Promise<DebugLog> =>
  DebugLog.parse(JSON.parse(await readFile(path, 'utf8')));

const noSession = (jobId: string, message: string, cause?: unknown): StudioError =>
  new StudioError('NotFound:debug session', {
    message,
    remediation: 'Switch batch debug on, then run the job again.',
    details: { jobId: jobId.slice(0, 100) },
    cause,
  });

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
