import { constants } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTerminal, type Job, type StepName } from '../../src-shared/job.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { newJob } from './new-job.ts';
import type { SavedRequest } from './job-rows.ts';

/**
 * An ended job stays as it ended, so every retry is a new job, linked both ways. With a step it takes over what the old
 * one has made, all but that step: the hash of its inputs then tells each later step whether it has to run again.
 */
export async function prepareRetry(options: {
  original: Job;
  request: SavedRequest;
  step: StepName | undefined;
  dataFolder: string;
}): Promise<Job> {
  const { original, request, step, dataFolder } = options;
  if (!isTerminal(original.status)) throw new StudioError(`Conflict:${original.status}`);
  const job = newJob({ ...request, title: original.title }, original.jobId);
  if (step) await takeOverParts({ from: original.jobId, to: job.jobId, without: step, dataFolder });
  return job;
}

async function takeOverParts(options: {
  from: string;
  to: string;
  without: StepName;
  dataFolder: string;
}): Promise<void> {
  const from = jobWorkspace(options.dataFolder, options.from);
  const to = jobWorkspace(options.dataFolder, options.to);
  const left = new Set([from.temporary, from.result(options.without), from.result('mux'), from.result('preflight')]);
  try {
    await mkdir(join(to.root, '..'), { recursive: true });
    // Copies, not hard links: a step that writes its file anew would change the old job's too. Where the file system can
    // it shares the bytes until then. The times stay, as a sign that nothing was made again.
    await cp(from.root, to.root, {
      recursive: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !left.has(source),
    });
  } catch (error) {
    await rm(to.root, { recursive: true, force: true });
    // The old parts were deleted: then everything runs again.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
