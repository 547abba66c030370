import { join } from 'node:path';
import type { StepName } from '../../src-shared/job.ts';

/** Where one job keeps its parts. All of it may be deleted without harm to the finished film. */
export interface JobWorkspace {
  readonly root: string;
  /** The studio's own folder, which holds the pictures that were added through the app. */
  readonly dataFolder: string;
  /** The saved result of a step, with the hash of its inputs. */
  result(step: StepName): string;
  /** What "redo only these" starts from; there only in a job that was made for that. */
  redo(step: StepName): string;
  readonly narration: string;
  readonly visuals: string;
  readonly subtitles: string;
  readonly segments: string;
  /** Emptied when a step ends, however it ends. */
  readonly temporary: string;
}

export function jobWorkspace(dataFolder: string, jobId: string): JobWorkspace {
  const root = join(dataFolder, 'jobs', jobId);
  return {
    root,
    dataFolder,
    result: (step) => join(root, 'results', `${step}.json`),
    redo: (step) => join(root, 'results', `${step}.redo.json`),
    narration: join(root, 'narration'),
    visuals: join(root, 'visuals'),
    subtitles: join(root, 'subtitles'),
    segments: join(root, 'segments'),
    temporary: join(root, 'tmp'),
  };
}
