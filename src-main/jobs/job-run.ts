import { setMaxListeners } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { StudioError, toFailure, type Failure } from '../../src-shared/failure.ts';
import type { Job, Step, StepName } from '../../src-shared/job.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { JobWorkspace } from '../pipeline/job-workspace.ts';
import type { StageContext, StepReporter } from '../pipeline/stage-context.ts';
import { asDiskFailure } from '../storage/disk-failure.ts';
import type { EventJournal, JobHappening } from './event-journal.ts';
import { JobProgress } from './job-progress.ts';
import type { JobTelemetry } from './job-telemetry.ts';
import { ProgressNews } from './progress-news.ts';
import { stepLimitMs } from './step-limits.ts';
import { hashInputs, loadResult, saveResult } from './step-results.ts';
import { StopReason } from './stop-reason.ts';

/** After a stop a step has so long to let go; then the job ends without it. */
const letGoMs = 1500;

interface RunRecords {
  journal: EventJournal;
  telemetry: JobTelemetry;
}

/** One run of one job: gives the steps what they ask for and tells the journal what they do. */
export class JobRun {
  readonly job: Job;
  readonly #journal: EventJournal;
  readonly #telemetry: JobTelemetry;
  readonly #workspace: JobWorkspace;
  readonly #stopper = new AbortController();
  readonly #progress: JobProgress;
  readonly #news: ProgressNews;
  #step: StepName | undefined;
  #isOver = false;
  /** A step has come to a good end in this very run: what follows is not the same attempt again. */
  hasAdvanced = false;

  constructor(job: Job, { journal, telemetry }: RunRecords, workspace: JobWorkspace) {
    this.job = job;
    this.#journal = journal;
    this.#telemetry = telemetry;
    this.#workspace = workspace;
    this.#progress = new JobProgress(job.percent);
    // Every child and every wait of a long film listens to it.
    setMaxListeners(0, this.signal);
    this.#news = new ProgressNews((progress) => this.#tellIfPossible(progress));
  }

  get signal(): AbortSignal {
    return this.#stopper.signal;
  }

  /** The step that is or was last at work. */
  get step(): StepName {
    return this.#step ?? 'preflight';
  }

  stop(reason: StopReason): void {
    this.#stopper.abort(reason);
  }

  /** From here on nothing that a step still says counts: an ended job stays as it ended. */
  end(): void {
    this.#news.flush();
    this.#isOver = true;
  }

  tell(happening: JobHappening): void {
    if (!this.#isOver) this.#journal.record(this.job.jobId, happening);
  }

  /** Progress that cannot be written down must not end the work that it tells of. */
  #tellIfPossible(happening: JobHappening): void {
    try {
      this.tell(happening);
    } catch (error) {
      log.warn('Progress was not recorded', { reason: String(error) });
    }
  }

  /** See StageContext. */
  stage: StageContext['stage'] = async (name, schema, inputs, work) => {
    this.signal.throwIfAborted();
    this.#step = name;
    const step = this.job.steps.find((known) => known.name === name);
    const of = { jobId: this.job.jobId, step: name };
    return runWithCorrelation(
      step?.correlationId ?? this.job.correlationId,
      () => this.#run(name, step, schema, inputs, work),
      of,
    );
  };

  async #run<S extends z.ZodType>(
    name: StepName,
    before: Step | undefined,
    schema: S,
    inputs: unknown,
    work: (step: StepReporter) => Promise<z.output<S>>,
  ): Promise<z.output<S>> {
    const inputsHash = hashInputs(name, inputs, this.#workspace);
    const saved = await loadResult(name, schema, inputsHash, this.#workspace);
    if (saved !== undefined) {
      this.#skip(name, before);
      return saved;
    }
    const startMs = performance.now();
    this.tell({ kind: 'step-status', step: name, status: 'Running' });
    log.info('Step started');
    try {
      const reporter = this.#reporter(name);
      const result = schema.parse(await this.#withinLimits(name, () => work(reporter)));
      await saveResult(name, inputsHash, result, this.#workspace);
      this.#finish(name, performance.now() - startMs);
      return result;
    } catch (error) {
      this.#fail(name, error, performance.now() - startMs);
      throw error;
    } finally {
      await this.#emptyTemporary();
    }
  }

  /** A step of an earlier run of this job stays Succeeded; one taken over from another job says so. */
  #skip(name: StepName, before: Step | undefined): void {
    if (before?.status === 'Pending') {
      const skippedReason = 'Nothing it depends on has changed, so its earlier result is used.';
      this.tell({ kind: 'step-status', step: name, status: 'Skipped', skippedReason });
    }
    log.info('Step skipped: its saved result is used');
    const { percent } = this.#progress.skip(name);
    this.tell({ kind: 'job-status', status: 'Running', percent });
  }

  #finish(name: StepName, durationMs: number): void {
    // Preflight runs each time, so it says nothing.
    this.hasAdvanced ||= name !== 'preflight';
    const { percent } = this.#progress.advance(name, 1);
    this.#news.flush();
    const whole = Math.round(durationMs);
    this.tell({ kind: 'step-progress', step: name, progressPct: 100, percent, isFinalizing: name === 'mux' });
    this.tell({ kind: 'step-status', step: name, status: 'Succeeded', durationMs: whole });
    log.info('Step succeeded', { durationMs: whole });
  }

  #fail(name: StepName, error: unknown, durationMs: number): void {
    this.#news.flush();
    const whole = Math.round(durationMs);
    const reason: unknown = this.signal.aborted ? this.signal.reason : error;
    if (reason instanceof StopReason) {
      const status = reason.outcome === 'Canceled' ? 'Canceled' : 'Pending';
      this.tell({ kind: 'step-status', step: name, status, durationMs: whole });
      return;
    }
    this.tell({ kind: 'step-error', step: name, error: this.failureOf(reason) });
    this.tell({ kind: 'step-status', step: name, status: 'Failed', durationMs: whole });
  }

  failureOf(error: unknown): Failure {
    const step = this.job.steps.find(({ name }) => name === this.#step);
    return toFailure(asDiskFailure(error), step?.correlationId ?? this.job.correlationId);
  }

  #reporter(name: StepName): StepReporter {
    let isFinalizing = false;
    let fraction = 0;
    const progress: StepReporter['progress'] = (told, what = {}) => {
      fraction = Math.max(fraction, Math.min(1, told));
      const { percent, etaSeconds } = this.#progress.advance(name, fraction);
      this.#news.add({
        kind: 'step-progress',
        step: name,
        progressPct: Math.round(fraction * 1000) / 10,
        percent,
        ...(etaSeconds !== undefined && !isFinalizing && { etaSeconds }),
        ...(isFinalizing && { isFinalizing }),
        ...(what.current !== undefined && { currentItem: what.current }),
        ...(what.total !== undefined && { totalItems: what.total }),
        ...(what.detail !== undefined && { detail: what.detail }),
      });
    };
    return {
      progress,
      summary: (detail) => progress(fraction, { detail }),
      finalizing: () => {
        isFinalizing = true;
        progress(fraction);
      },
      warn: (message, degradation) => {
        log.warn(message, degradation && { ...degradation });
        this.tell({ kind: 'job-warning', step: name, message, ...(degradation && { degradation }) });
      },
      decided: (decision) => {
        log.info('Provider chosen', { ...decision });
        this.#telemetry.recordDecision(decision);
      },
    };
  }

  /** Ends a step that takes longer than it may, and one that does not hear a stop. */
  async #withinLimits<T>(name: StepName, work: () => Promise<T>): Promise<T> {
    const overdue = () => this.#stopper.abort(new StudioError(`StepTimeout:${name}`));
    const limit = setTimeout(overdue, stepLimitMs(name, this.job));
    let letGo: NodeJS.Timeout | undefined;
    let onStop = (): void => undefined;
    const deaf = new Promise<never>((_resolve, reject) => {
      onStop = () => {
        letGo = setTimeout(() => reject(this.signal.reason), letGoMs);
      };
    });
    this.signal.addEventListener('abort', onStop, { once: true });
    try {
      return await Promise.race([work(), deaf]);
    } finally {
      clearTimeout(limit);
      clearTimeout(letGo);
      this.signal.removeEventListener('abort', onStop);
    }
  }

  async #emptyTemporary(): Promise<void> {
    await rm(this.#workspace.temporary, { recursive: true, force: true, maxRetries: 3 });
    await mkdir(this.#workspace.temporary, { recursive: true });
  }
}
