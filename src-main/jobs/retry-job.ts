import { constants } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTerminal, type Job, type StepName } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { forgetScenes } from '../pipeline/forget-scenes.ts';
import { jobWorkspace, type JobWorkspace } from '../pipeline/job-workspace.ts';
import { newJob } from './new-job.ts';
import type { SavedRequest } from './job-rows.ts';
import { saveRedo } from './step-results.ts';

interface Places {
  from: JobWorkspace;
  to: JobWorkspace;
}

/**
 * An ended job stays as it ended, so every retry is a new job, linked both ways. With a step it takes over what the old
 * one has made, all but that step: the hash of its inputs then tells each later step whether it has to run again. Where
 * only some scenes were replaced by something lesser, or only some are named, only those are made again.
 */
export async function prepareRetry(options: {
  original: Job;
  request: SavedRequest;
  step: StepName | undefined;
  /** Absent: those that the receipts of the step name. */
  sceneIds?: readonly string[] | undefined;
  /** Of a step that failed in some scenes, those that worked are kept. */
  isFailedOnly: boolean;
  dataFolder: string;
}): Promise<Job> {
  const { original, request, step, isFailedOnly, dataFolder } = options;
  if (!isTerminal(original.status)) throw new StudioError(`Conflict:${original.status}`);
  const job = newJob({ ...request, title: original.title }, original.jobId);
  if (!step) return job;
  const places = { from: jobWorkspace(dataFolder, original.jobId), to: jobWorkspace(dataFolder, job.jobId) };
  await takeOverParts(places, step);
  const sceneIds = new Set(options.sceneIds ?? replacedScenes(original, step));
  if (sceneIds.size > 0 && (await saveRedo(step, sceneIds, places))) await forgetScenes(step, sceneIds, places.to);
  else if (!isFailedOnly) await forgetScenes(step, 'all', places.to);
  return job;
}

const replacedScenes = ({ degradations }: Job, step: StepName): string[] =>
  degradations.flatMap(({ redoStep, sceneIds }) => (redoStep === step ? (sceneIds ?? []) : []));

async function takeOverParts({ from, to }: Places, without: StepName): Promise<void> {
  const results = [from.result(without), from.result('mux'), from.result('preflight')];
  const left = new Set([from.temporary, ...results, ...stepNames.map((step) => from.redo(step))]);
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
