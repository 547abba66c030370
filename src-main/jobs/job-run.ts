import { setMaxListeners } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { toFailure, type Failure } from '../../src-shared/failure.ts';
import { stepTitles } from '../../src-shared/step-titles.ts';
import type { Job, StallAnswer, Step, StepName } from '../../src-shared/job.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { JobWorkspace } from '../pipeline/job-workspace.ts';
import type { StageContext, StepReporter } from '../pipeline/stage-context.ts';
import { asDiskFailure } from '../storage/disk-failure.ts';
import type { EventJournal, JobHappening } from './event-journal.ts';
import { JobProgress } from './job-progress.ts';
import type { JobTelemetry } from './job-telemetry.ts';
import { ProgressNews } from './progress-news.ts';
import { stepLimits, type LimitSettings } from './step-limits.ts';
import { hashInputs, loadResult, saveResult } from './step-results.ts';
import { StepAttempts } from './step-attempts.ts';
import { StopReason } from './stop-reason.ts';

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
  readonly #limits: LimitSettings;
  readonly #attempts: StepAttempts;
  #step: StepName | undefined;
  #isOver = false;
  /** A step has come to a good end in this very run: what follows is not the same attempt again. */
  hasAdvanced = false;

  constructor(job: Job, { journal, telemetry }: RunRecords, workspace: JobWorkspace, limits: LimitSettings) {
    this.job = job;
    this.#journal = journal;
    this.#telemetry = telemetry;
    this.#workspace = workspace;
    this.#limits = limits;
    this.#attempts = new StepAttempts({
      signal: this.signal,
      limits: (step, workedMs) => stepLimits(step, job, limits, workedMs),
      onAsk: (step, purpose) => this.#ask(step, purpose),
      onCalm: () => this.#calm(),
      onStop: (error) => this.#stopper.abort(error),
      tidy: () => this.#emptyTemporary(),
    });
    this.#progress = new JobProgress(job.percent);
    // Every child and every wait of a long film listens to it.
    setMaxListeners(0, this.signal);
    this.#news = new ProgressNews((progress) => this.#tellIfPossible(progress));
  }

  get signal(): AbortSignal {
    return this.#stopper.signal;
  }

  /** For the step at work: aborted with the job, and when the step is to begin anew. */
  get stepSignal(): AbortSignal {
    return this.#attempts.signal;
  }

  /** The step that is or was last at work. */
  get step(): StepName {
    return this.#step ?? 'preflight';
  }

  stop(reason: StopReason): void {
    this.#stopper.abort(reason);
  }

  /** What the user wants done about a step that stands still. Throws `Conflict` when nothing was asked. */
  answer(answer: Exclude<StallAnswer, 'cancel'>): void {
    this.#attempts.answer(answer);
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
      const result = schema.parse(await this.#attempts.run(name, () => work(reporter)));
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
      this.#attempts.sign();
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

  #ask(step: StepName, purpose: string | undefined): void {
    const { stallWarning, stall } = this.#limits.timeouts;
    const what = `The step “${stepTitles[step]}”${purpose === undefined ? '' : ` (${purpose})`}`;
    const end = stall === 0 ? '' : ` Without an answer it is stopped after ${inSeconds(stall)}.`;
    const message = `${what} has not moved for ${inSeconds(stallWarning)}.${end}`;
    log.warn(message);
    this.#tellIfPossible({
      kind: 'job-warning',
      step,
      message,
      question: { step, message, answers: ['wait', 'again', 'cancel'] },
    });
  }

  /** Takes the question back. */
  #calm(): void {
    const { percent } = this.#progress.now();
    this.#tellIfPossible({ kind: 'job-status', status: 'Running', percent });
  }

  async #emptyTemporary(): Promise<void> {
    await rm(this.#workspace.temporary, { recursive: true, force: true, maxRetries: 3 });
    await mkdir(this.#workspace.temporary, { recursive: true });
  }
}

/** A figure and its unit stay on one line. */
const inSeconds = (ms: number): string => `${Math.round(ms / 1000)}\u00A0s`;
