import type { Degradation, Job, Step, StepName } from '../../src-shared/job.ts';
import type { JobEvent, JobUpdate } from '../../src-shared/job-events.ts';

export interface LogLine {
  seq: number;
  level: 'debug' | 'info' | 'warn' | 'error';
  step?: StepName;
  message: string;
}

/** A job as its events tell it, with what only the window needs. */
export interface LiveJob {
  job: Job;
  /** Of the last event in it; 0 before any. */
  seq: number;
  /** What the running step is at, counted from 1. */
  at?: { step: StepName; item: number; total: number };
  log: LogLine[];
  /** Lines that came before those in `log`. */
  hiddenLogCount: number;
}

export const logLineLimit = 300;

/** Folds what a subscription told into what is shown. Events that were seen already change nothing. */
export function foldUpdates(live: LiveJob | undefined, updates: readonly JobUpdate[]): LiveJob | undefined {
  let folded = live;
  // Gathered apart: one batch may bring thousands of lines, and copying the log for each would cost a frame.
  const lines: LogLine[] = [];
  for (const update of updates) {
    if (update.kind === 'snapshot') folded = takeSnapshot(folded, update.job, update.seq);
    if (update.kind !== 'event' || !folded || update.event.seq <= folded.seq) continue;
    if (update.event.kind === 'job-log') {
      lines.push(logLine(update.event));
      folded = { ...folded, seq: update.event.seq };
    } else folded = foldEvent(folded, update.event);
  }
  return folded && withLines(folded, lines);
}

function takeSnapshot(live: LiveJob | undefined, job: Job, seq: number): LiveJob {
  return { job, seq, log: live?.log ?? [], hiddenLogCount: live?.hiddenLogCount ?? 0 };
}

const logLine = ({ seq, level, message, step }: Extract<JobEvent, { kind: 'job-log' }>): LogLine => ({
  seq,
  level,
  message,
  ...(step && { step }),
});

function withLines(live: LiveJob, lines: LogLine[]): LiveJob {
  if (lines.length === 0) return live;
  const all = [...live.log, ...lines];
  const surplus = Math.max(0, all.length - logLineLimit);
  return { ...live, log: all.slice(surplus), hiddenLogCount: live.hiddenLogCount + surplus };
}

type ShownEvent = Exclude<JobEvent, { kind: 'job-log' }>;

function foldEvent(live: LiveJob, event: ShownEvent): LiveJob {
  const next = { ...live, seq: event.seq, job: foldIntoJob(live.job, event) };
  if (event.kind !== 'step-progress') return next;
  const { step, currentItem, totalItems } = event;
  return currentItem !== undefined && totalItems
    ? { ...next, at: { step, item: currentItem, total: totalItems } }
    : next;
}

function foldIntoJob(job: Job, event: ShownEvent): Job {
  switch (event.kind) {
    case 'job-status':
      return {
        ...withoutQuestion(withEstimate(job, event)),
        status: event.status,
        percent: event.status === job.status ? Math.max(job.percent, event.percent) : event.percent,
        title: event.title ?? job.title,
        ...(event.status === 'Running' && !job.startedUtc && { startedUtc: event.timestamp }),
      };
    case 'step-status':
      return withStep(withoutQuestion(job), event.step, (step) => foldStepStatus(step, event));
    case 'step-progress':
      return withStep(
        { ...withEstimate(job, event), percent: Math.max(job.percent, event.percent) },
        event.step,
        (step) => ({
          ...step,
          progressPct: Math.max(step.progressPct, event.progressPct),
          ...(event.detail !== undefined && { detail: event.detail }),
          ...(event.totalItems !== undefined && {
            items: { done: event.currentItem ?? 0, total: event.totalItems, failed: step.items?.failed ?? 0 },
          }),
        }),
      );
    case 'step-error':
      return withStep(job, event.step, (step) => ({ ...step, errors: [...step.errors, event.error] }));
    case 'job-warning':
      return {
        ...job,
        warnings: event.question ? job.warnings : [...job.warnings, event.message],
        degradations: event.degradation ? addOnce(job.degradations, event.degradation) : job.degradations,
        ...(event.question && { question: event.question }),
      };
    case 'job-completed':
      return { ...ended(job, event.timestamp), status: 'Succeeded', percent: 100, output: event.output };
    case 'job-failed':
      return { ...ended(job, event.timestamp), status: 'Failed', errors: [...job.errors, event.error] };
    case 'job-canceled':
      return { ...ended(job, event.timestamp), status: 'Canceled' };
  }
}

/** An event without an estimate takes the old one back: better none than one that is no longer true. */
function withEstimate(job: Job, event: { etaSeconds?: number | undefined; isFinalizing?: boolean | undefined }): Job {
  const { etaSeconds: _, ...rest } = job;
  return {
    ...rest,
    isFinalizing: event.isFinalizing ?? false,
    ...(event.etaSeconds !== undefined && { etaSeconds: event.etaSeconds }),
  };
}

const withoutQuestion = ({ question: _answered, ...job }: Job): Job => job;

const ended = (job: Job, endedUtc: string): Job => ({ ...withoutQuestion(withEstimate(job, {})), endedUtc });

const withStep = (job: Job, name: StepName, change: (step: Step) => Step): Job => ({
  ...job,
  steps: job.steps.map((step) => (step.name === name ? change(step) : step)),
});

function foldStepStatus(step: Step, event: Extract<JobEvent, { kind: 'step-status' }>): Step {
  const isStarting = event.status === 'Running' || event.status === 'Pending';
  const { durationMs: _, completedAt: __, ...rest } = step;
  return {
    ...(isStarting ? rest : step),
    status: event.status,
    progressPct: event.status === 'Succeeded' ? 100 : isStarting && step.status !== event.status ? 0 : step.progressPct,
    ...(event.status === 'Running' && { startedAt: event.timestamp, errors: [] }),
    ...(event.skippedReason !== undefined && { skippedReason: event.skippedReason }),
    ...(event.detail !== undefined && { detail: event.detail }),
    ...(event.durationMs !== undefined && { durationMs: event.durationMs }),
  };
}

const addOnce = (list: Degradation[], one: Degradation): Degradation[] =>
  list.some((known) => known.step === one.step && known.replaced === one.replaced) ? list : [...list, one];
