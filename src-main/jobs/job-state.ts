import { StudioError } from '../../src-shared/failure.ts';
import { isTerminal, legalMoves, type Job, type JobStatus, type Step, type StepStatus } from '../../src-shared/job.ts';
import type { JobEvent } from '../../src-shared/job-events.ts';

const legalStepMoves: Record<StepStatus, readonly StepStatus[]> = {
  Pending: ['Running', 'Skipped', 'Canceled'],
  // Back to Pending when the job is interrupted: the step will run once more.
  Running: ['Succeeded', 'Failed', 'Skipped', 'Canceled', 'Pending'],
  // A resumed job looks at its finished steps again, and redoes one whose inputs or files have changed.
  Succeeded: ['Running'],
  Skipped: ['Running'],
  Failed: [],
  Canceled: [],
};

/** The job after an event. Throws `Conflict:{state}` for what cannot follow; percent and times never go back. */
export function applyEvent(job: Job, event: JobEvent): Job {
  if (isTerminal(job.status)) throw new StudioError(`Conflict:${job.status}`, { details: { event: event.kind } });
  switch (event.kind) {
    case 'job-status':
      return withoutQuestion(applyStatus(job, event));
    case 'step-status':
      return withoutQuestion(changeStep(job, event.step, (step) => applyStepStatus(step, event)));
    case 'step-progress':
      return applyProgress(job, event);
    case 'step-error':
      return changeStep(job, event.step, (step) => ({ ...step, errors: [...step.errors, event.error] }));
    case 'job-warning':
      return applyWarning(job, event);
    case 'job-log':
      return job;
    case 'job-completed':
      return { ...end(job, 'Succeeded', event), percent: 100, output: event.output };
    case 'job-failed':
      return { ...end(job, 'Failed', event), errors: [...job.errors, event.error] };
    case 'job-canceled':
      return end(job, 'Canceled', event);
  }
}

function applyStatus(job: Job, event: Extract<JobEvent, { kind: 'job-status' }>): Job {
  // The end is told by the three events that carry what came of it.
  if (isTerminal(event.status)) throw new StudioError(`Conflict:${job.status}`, { details: { event: event.status } });
  const moved = event.status === job.status ? job : move(job, event.status, event.timestamp);
  return {
    ...moved,
    percent: noLower(job.percent, event.percent),
    etaSeconds: event.etaSeconds,
    isFinalizing: event.isFinalizing ?? false,
    title: event.title ?? job.title,
  };
}

/** A step that looks again after a resume says the same again; it counts once. */
function applyWarning(job: Job, { message, degradation, question }: Extract<JobEvent, { kind: 'job-warning' }>): Job {
  const isKnown = job.degradations.some(
    ({ step, replaced, replacement }) =>
      step === degradation?.step && replaced === degradation.replaced && replacement === degradation.replacement,
  );
  return {
    ...job,
    // A question stands as long as it is open, and is no news afterwards.
    warnings: question || job.warnings.includes(message) ? job.warnings : [...job.warnings, message],
    degradations: degradation && !isKnown ? [...job.degradations, degradation] : job.degradations,
    ...(question && { question }),
  };
}

const withoutQuestion = ({ question: _answered, ...job }: Job): Job => job;

function move(job: Job, status: JobStatus, timestamp: string): Job {
  if (!legalMoves[job.status].includes(status)) {
    throw new StudioError(`Conflict:${job.status}`, { details: { from: job.status, to: status } });
  }
  const isStart = status === 'Running' && job.startedUtc === undefined;
  return {
    ...job,
    status,
    ...(isStart && { startedUtc: noEarlier(job.createdUtc, timestamp) }),
    canResume: status === 'Interrupted' || status === 'Paused',
  };
}

function end(job: Job, status: JobStatus, event: JobEvent): Job {
  const { etaSeconds: _over, ...moved } = withoutQuestion(move(job, status, event.timestamp));
  return { ...moved, isFinalizing: false, endedUtc: noEarlier(job.startedUtc ?? job.createdUtc, event.timestamp) };
}

function applyStepStatus(step: Step, event: Extract<JobEvent, { kind: 'step-status' }>): Step {
  if (event.status === step.status) return step;
  if (!legalStepMoves[step.status].includes(event.status)) {
    throw new StudioError(`Conflict:${step.status}`, { details: { step: step.name, to: event.status } });
  }
  const next: Step = { ...step, status: event.status };
  if (event.status === 'Running') {
    next.startedAt = event.timestamp;
    delete next.completedAt;
  } else if (event.status !== 'Pending' && step.startedAt !== undefined) {
    next.completedAt = noEarlier(step.startedAt, event.timestamp);
  }
  if (event.status === 'Succeeded') next.progressPct = 100;
  if (event.durationMs !== undefined) next.durationMs = event.durationMs;
  if (event.detail !== undefined) next.detail = event.detail;
  if (event.skippedReason !== undefined) next.skippedReason = event.skippedReason;
  return next;
}

function applyProgress(job: Job, event: Extract<JobEvent, { kind: 'step-progress' }>): Job {
  const changed = changeStep(job, event.step, (step) => {
    if (step.status !== 'Running') throw new StudioError(`Conflict:${step.status}`, { details: { step: step.name } });
    const { totalItems: total, currentItem: done } = event;
    return {
      ...step,
      progressPct: noLower(step.progressPct, event.progressPct),
      ...(event.detail !== undefined && { detail: event.detail }),
      ...(total !== undefined && { items: { done: done ?? 0, total, failed: step.items?.failed ?? 0 } }),
    };
  });
  const percent = noLower(job.percent, event.percent);
  return { ...changed, percent, etaSeconds: event.etaSeconds, isFinalizing: event.isFinalizing ?? false };
}

function changeStep(job: Job, name: Step['name'], change: (step: Step) => Step): Job {
  return { ...job, steps: job.steps.map((step) => (step.name === name ? change(step) : step)) };
}

const noLower = (before: number, now: number): number => Math.min(100, Math.max(before, now));

/** A clock that was set back must not let a job end before it began. ISO times in UTC sort as text. */
const noEarlier = (before: string, now: string): string => (now < before ? before : now);
