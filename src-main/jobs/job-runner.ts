import { mkdir, rm } from 'node:fs/promises';
import { defaultResolution } from '../../src-shared/brief.ts';
import type { VideoFile } from '../../src-shared/film.ts';
import { isTerminal, type Job, type JobId, type StallAnswer } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { stepTitles } from '../../src-shared/step-titles.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import { jobWorkspace, type JobWorkspace } from '../pipeline/job-workspace.ts';
import type { PipelineJob, StageContext } from '../pipeline/stage-context.ts';
import type { Providers } from '../providers/provider.ts';
import type { Resilience } from '../resilience/create-resilience.ts';
import type { KeySource } from '../storage/keys.ts';
import { boundCheckpoints } from './bound-checkpoints.ts';
import type { EventJournal } from './event-journal.ts';
import { JobRun } from './job-run.ts';
import type { JobTelemetry } from './job-telemetry.ts';
import type { JobStore } from './job-store.ts';
import { loadRedo } from './step-results.ts';
import { StopReason } from './stop-reason.ts';

interface RunnerParts {
  store: JobStore;
  journal: EventJournal;
  telemetry: JobTelemetry;
  settings: () => Settings;
  ffmpeg: Ffmpeg;
  providers: Providers;
  keys: KeySource;
  resilience: Resilience;
  dataFolder: string;
  videosFolder: string;
  pipeline: (context: StageContext) => Promise<VideoFile>;
}

export interface StartedRun {
  stop(reason: StopReason): void;
  /** Throws `Conflict` when nothing was asked. */
  answer(answer: Exclude<StallAnswer, 'cancel'>): void;
  /** Resolves when nothing of the run is left; never rejects. */
  done: Promise<void>;
}

/** Where films go that were not given a place. */
export const outputFolderOf = (settings: Settings, videosFolder: string): string =>
  settings.rendering.outputFolder || videosFolder;

/** Brings one job from Running to its end. */
export class JobRunner {
  readonly #parts: RunnerParts;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  start(jobId: JobId): StartedRun {
    const { store, journal, telemetry, settings, dataFolder } = this.#parts;
    const waiting = store.get(jobId);
    const job = journal.record(jobId, { kind: 'job-status', status: 'Running', percent: waiting.percent });
    const workspace = jobWorkspace(dataFolder, jobId);
    const run = new JobRun(job, { journal, telemetry }, workspace, settings());
    const work = () => this.#run(run, workspace);
    const of = { jobId, jobCorrelationId: job.correlationId };
    const done = runWithCorrelation(job.correlationId, work, of).catch((error: unknown) => {
      log.error('The end of a job was not recorded', { jobId, reason: String(error) });
    });
    return { stop: (reason) => run.stop(reason), answer: (answer) => run.answer(answer), done };
  }

  async #run(run: JobRun, workspace: JobWorkspace): Promise<void> {
    log.info('Job started', { title: run.job.title });
    try {
      await makeFolders(workspace);
      const output = await this.#parts.pipeline(this.#context(run, workspace));
      // The film is whole: what it was put together from is only weight.
      await tidyUp(workspace.temporary, workspace.segments);
      run.tell({ kind: 'job-completed', output });
      log.info('Job succeeded', { ...output, chapters: output.chapters.length });
    } catch (error) {
      await tidyUp(workspace.temporary, ...(this.#keepsCheckpoints() ? [] : [workspace.segments]));
      this.#endUnfinished(run, run.signal.aborted ? run.signal.reason : error);
      if (run.step === 'mux') await this.boundCheckpoints();
    } finally {
      run.end();
    }
  }

  /** What was rendered in vain may not fill the disk; nor may a disk that is full or gone change how a job ends. */
  async boundCheckpoints(): Promise<void> {
    const { dataFolder, store } = this.#parts;
    try {
      await boundCheckpoints(dataFolder, store.endedWithoutFilm());
    } catch (error) {
      log.warn('Old segments were not removed', { reason: String(error) });
    }
  }

  #keepsCheckpoints = (): boolean => this.#parts.settings().rendering.checkpoints.enabled;

  #endUnfinished(run: JobRun, reason: unknown): void {
    const { jobId } = run.job;
    const current = this.#parts.store.get(jobId);
    // Its end was recorded, and only telling of it failed.
    if (isTerminal(current.status)) return log.warn('A job ended with trouble', { reason: String(reason) });
    if (!(reason instanceof StopReason)) return this.#fail(run, current, reason);
    if (reason.outcome === 'Canceled') return cancelJob(this.#parts.journal, current, run.step);
    run.tell({ kind: 'job-status', status: 'Interrupted', percent: current.percent });
    log.info('Job interrupted');
  }

  #fail(run: JobRun, current: Job, reason: unknown): void {
    const error = run.failureOf(reason);
    // The stack stays in the log: people get the code, the message and what to do.
    log.error('Job failed', { ...error, step: run.step, reason: reason instanceof Error ? reason : String(reason) });
    const skippedReason = `The step “${stepTitles[run.step]}” failed before it.`;
    for (const step of current.steps.filter(({ status }) => status === 'Pending')) {
      run.tell({ kind: 'step-status', step: step.name, status: 'Skipped', skippedReason });
    }
    run.tell({ kind: 'job-failed', error, step: run.step });
  }

  #context(run: JobRun, workspace: JobWorkspace): StageContext {
    const { settings: currentSettings, ffmpeg, providers, keys, resilience, store } = this.#parts;
    // What is changed while a job runs counts for the next one.
    const settings = currentSettings();
    const firstTitle = run.job.title;
    return {
      job: this.#pipelineJob(run.job, settings),
      settings,
      workspace,
      ffmpeg,
      providers,
      // A getter: a step that begins anew has a new one.
      get signal() {
        return run.stepSignal;
      },
      keys,
      resilience,
      redoOf: (name, schema) => loadRedo(name, schema, workspace),
      async stage(name, schema, inputs, work) {
        const result = await run.stage(name, schema, inputs, work);
        if (run.hasAdvanced) store.setCrashCount(run.job.jobId, 0);
        const title = name === 'script' ? titleOf(result) : undefined;
        const current = title === undefined ? undefined : store.get(run.job.jobId);
        // Unless somebody has named it meanwhile, the film is called what its script is called.
        if (title && current?.title === firstTitle && title !== firstTitle) {
          run.tell({ kind: 'job-status', status: 'Running', percent: current.percent, title });
        }
        return result;
      },
    };
  }

  #pipelineJob(job: Job, settings: Settings): PipelineJob {
    const { outputPath } = this.#parts.store.request(job.jobId);
    return {
      jobId: job.jobId,
      correlationId: job.correlationId,
      ...(job.preset && { preset: job.preset }),
      brief: job.brief,
      ...(job.ownText && { ownText: job.ownText }),
      ...(job.withStandIns && { withStandIns: true }),
      format: formatOf(job, settings),
      ...(outputPath !== undefined && { outputPath }),
      outputFolder: outputFolderOf(settings, this.#parts.videosFolder),
    };
  }
}

/** Pixels, frames and effort: what was wished for, else the settings. */
export const formatOf = (
  { brief, render }: Pick<Job, 'brief' | 'render'>,
  settings: Settings,
): PipelineJob['format'] => ({
  ...(render.resolution ?? defaultResolution[brief.aspect]),
  frameRate: render.frameRate ?? settings.rendering.frameRate,
  quality: render.quality ?? settings.rendering.quality,
});

/** Ends a job that is not at work any more, with all that has not ended in it. */
export function cancelJob(journal: EventJournal, job: Job, step?: Job['steps'][number]['name']): void {
  for (const { name, status } of job.steps) {
    if (status === 'Pending' || status === 'Running') {
      journal.record(job.jobId, { kind: 'step-status', step: name, status: 'Canceled' });
    }
  }
  journal.record(job.jobId, { kind: 'job-canceled', ...(step && { step }) });
  log.info('Job canceled', { jobId: job.jobId });
}

/** A file that cannot be removed must not change how a job ends. */
async function tidyUp(...folders: string[]): Promise<void> {
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) =>
      log.warn('A folder could not be removed', { folder, reason: String(error) }),
    );
  }
}

async function makeFolders(workspace: JobWorkspace): Promise<void> {
  const { root, narration, visuals, subtitles, segments, temporary } = workspace;
  for (const folder of [root, narration, visuals, subtitles, segments, temporary]) {
    await mkdir(folder, { recursive: true });
  }
}

const titleOf = (result: unknown): string | undefined =>
  typeof result === 'object' && result !== null && 'title' in result && typeof result.title === 'string'
    ? result.title
    : undefined;
