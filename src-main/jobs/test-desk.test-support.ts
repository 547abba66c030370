import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { VideoFile } from '../../src-shared/film.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import type { StageContext, StepReporter } from '../pipeline/stage-context.ts';
import { createResilience } from '../resilience/create-resilience.ts';
import type { Providers } from '../providers/provider.ts';
import { environmentKeys, type KeySource } from '../storage/keys.ts';
import { JobDesk } from './job-desk.ts';
import { JobQueue } from './job-queue.ts';
import { JobRunner } from './job-runner.ts';
import { JobTelemetry } from './job-telemetry.ts';
import { openJournal } from './open-journal.test-support.ts';
import { holdOwnerLock } from './owner-lock.ts';

const newFolderPrefix = join(tmpdir(), 'aura-jobs-');
export const newFolder = (): Promise<string> => mkdtemp(newFolderPrefix);

export type Pipeline = (context: StageContext) => Promise<VideoFile>;

interface DeskOptions {
  dataFolder: string;
  pipeline: Pipeline;
  concurrency?: number;
  runs?: 'all' | 'own';
  autoResume?: boolean;
  settings?: Settings | (() => Settings);
  providers?: Providers;
  keys?: KeySource;
}

/** Queue, runner, journal and database as in the studio, with a pipeline of the test's own. */
function openDesk(options: DeskOptions) {
  const { dataFolder, pipeline, concurrency = 1, runs = 'all', autoResume = true } = options;
  const { database, store, journal } = openJournal(dataFolder);
  const lock = holdOwnerLock(dataFolder);
  const { settings: given = Settings.parse({}), keys = environmentKeys({}) } = options;
  const settings = () => (typeof given === 'function' ? given() : given);
  const common = { store, journal, settings, dataFolder, videosFolder: join(dataFolder, 'videos') };
  const ffmpeg = createFfmpeg({
    recordFolder: join(dataFolder, 'children'),
    explicitPath: () => settings().rendering.ffmpegPath,
  });
  const providers = options.providers ?? { scriptWriters: [], narrators: [], illustrators: [] };
  const telemetry = new JobTelemetry(database);
  const resilience = createResilience({ database, dataFolder, settings });
  const runner = new JobRunner({ ...common, telemetry, ffmpeg, providers, keys, resilience, pipeline });
  const queue = new JobQueue({
    ...common,
    runner,
    lock,
    runs,
    concurrency: () => concurrency,
    shouldResume: () => autoResume,
  });
  const closing = new AbortController();
  const desk = new JobDesk({ ...common, queue, owner: lock.owner, mediaUrl: (path) => path, closing: closing.signal });
  queue.start();
  return {
    desk,
    queue,
    database,
    store,
    journal,
    telemetry,
    resilience,
    ffmpeg,
    lock,
    close: async () => {
      await queue.close();
      closing.abort();
      database.close();
      lock.release();
    },
  };
}

const Part = z.object({ partPath: z.string() });

/** Does one step: writes a file into the workspace, the name of which is its result. */
export const makePart = (
  context: StageContext,
  name: 'script' | 'narration' | 'broll',
  inputs: unknown,
  onWork?: () => void,
  onStep?: (step: StepReporter) => void,
) =>
  context.stage(name, Part, inputs, async (step) => {
    onWork?.();
    onStep?.(step);
    const folder = {
      script: context.workspace.root,
      narration: context.workspace.narration,
      broll: context.workspace.visuals,
    };
    const partPath = join(folder[name], `${name}.txt`);
    await writeFile(partPath, JSON.stringify(inputs));
    step.progress(0.5, { detail: 'halfway' });
    return { partPath };
  });

/** Resolves never, rejects when the job is stopped. */
export const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

export const someFilm = (context: StageContext): VideoFile => ({
  videoPath: join(context.workspace.root, 'film.mp4'),
  sizeBytes: 1,
  durationSeconds: 10,
  width: 1920,
  height: 1080,
  frameRate: 30,
  sha256: 'a'.repeat(64),
  chapters: [],
});

export async function until(condition: () => boolean, what: string, withinMs = 5000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const tides: JobRequestInput = { brief: { topic: 'Tides' } };
export const quick: Pipeline = async (context) => {
  await makePart(context, 'script', { topic: context.job.brief.topic });
  return someFilm(context);
};

/** Closed when the test has ended. */
export async function deskFor(pipeline: Pipeline, options: Partial<DeskOptions> = {}) {
  const dataFolder = options.dataFolder ?? (await newFolder());
  const opened = openDesk({ dataFolder, pipeline, ...options });
  onTestFinished(() => opened.close());
  return { ...opened, dataFolder };
}
