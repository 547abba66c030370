import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isTerminal } from '../../src-shared/job.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { sweepTemporaryFiles } from '../storage/atomic-file.ts';
import type { JobStore } from './job-store.ts';

/** Takes away what a killed process left half written, wherever the studio writes; bundles see to their own folder. */
export async function sweepFolders(dataFolder: string, outputFolder: string, store: JobStore): Promise<void> {
  const folders = [dataFolder, outputFolder];
  for (const name of ['cache', 'clips', 'debug', 'pictures'])
    folders.push(...(await withFoldersBelow(join(dataFolder, name))));
  for (const { jobId } of store.list().filter(({ status }) => !isTerminal(status))) {
    const { outputPath } = store.request(jobId);
    if (outputPath !== undefined) folders.push(dirname(outputPath));
    folders.push(...(await withFoldersBelow(jobWorkspace(dataFolder, jobId).root)));
  }
  for (const folder of new Set(folders)) await sweepTemporaryFiles(folder);
}

async function withFoldersBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return [root, ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))];
}
