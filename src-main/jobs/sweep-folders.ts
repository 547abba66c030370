import { dirname } from 'node:path';
import { isTerminal } from '../../src-shared/job.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { sweepTemporaryFiles } from '../storage/atomic-file.ts';
import type { JobStore } from './job-store.ts';

/** Takes away what a killed process left half written, wherever the studio writes. */
export async function sweepFolders(dataFolder: string, outputFolder: string, store: JobStore): Promise<void> {
  const unfinished = store.list().filter(({ status }) => !isTerminal(status));
  const folders = unfinished.flatMap(({ jobId }) => {
    const { outputPath } = store.request(jobId);
    const workspace = jobWorkspace(dataFolder, jobId);
    const { root, narration, visuals, subtitles, segments } = workspace;
    return [
      ...[root, narration, visuals, subtitles, segments, dirname(workspace.result('mux'))],
      ...(outputPath === undefined ? [] : [dirname(outputPath)]),
    ];
  });
  for (const folder of new Set([dataFolder, outputFolder, ...folders])) await sweepTemporaryFiles(folder);
}
