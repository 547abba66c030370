import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { deskFor, makePart, someFilm, type Pipeline } from '../jobs/test-desk.test-support.ts';
import { openBatches } from './open-batches.ts';

interface Options {
  dataFolder?: string;
  concurrency?: number;
  autoResume?: boolean;
  runs?: 'all' | 'own';
  /** Films that the queue runs together. */
  jobsAtOnce?: number;
}

/** Batches over a real queue, database and journal, with a pipeline of the test's own. */
export async function batchesFor(
  pipeline: Pipeline,
  { concurrency = 1, autoResume = true, jobsAtOnce = 8, ...options }: Options = {},
) {
  const closing = new AbortController();
  const opened = await deskFor(pipeline, { concurrency: jobsAtOnce, autoResume, ...options });
  const { dataFolder } = opened;
  const settings = () => Settings.parse({ jobs: { concurrency }, resilience: { statePersistence: { autoResume } } });
  const { batches, runner } = openBatches({
    ...opened,
    settings,
    dataFolder,
    videosFolder: join(dataFolder, 'videos'),
    runs: options.runs ?? 'all',
    shouldResume: () => autoResume,
    closing: closing.signal,
  });
  runner.start();
  const stop = async () => {
    await runner.close();
    closing.abort();
  };
  onTestFinished(stop);
  return { ...opened, batches, runner, stop };
}

/** A table with these lines. */
export async function table(...lines: string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'aura-batch-')), 'autumn-tips.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

export const quick: Pipeline = async (context) => {
  await makePart(context, 'script', { topic: context.job.brief.topic });
  return someFilm(context);
};
export const topicOf = ({ job }: Parameters<Pipeline>[0]): string => job.brief.topic;
