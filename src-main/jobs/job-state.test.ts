import { expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { isTerminal, jobStatuses, legalMoves, StepStatus, type Job } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';
import type { JobEvent } from '../../src-shared/job-events.ts';
import { applyEvent } from './job-state.ts';
import type { JobHappening } from './event-journal.ts';
import { someJob } from './open-journal.test-support.ts';

const stamped = (happening: JobHappening, timestamp = new Date().toISOString()): JobEvent => ({
  ...happening,
  seq: 1,
  jobId: 'J-000000000000',
  correlationId: 'c',
  timestamp,
});

const running = (): Job => applyEvent(someJob(), stamped({ kind: 'job-status', status: 'Running', percent: 0 }));
const failure = { code: 'UnknownError', message: 'm', remediation: 'r', correlationId: 'c' };

/** Small and repeatable: the same seed gives the same orders. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

function randomHappening(random: () => number): JobHappening {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const step = pick(stepNames);
  const percent = random() * 120 - 10;
  const film = { videoPath: '/f.mp4', sizeBytes: 1, durationSeconds: 1, width: 2, height: 2, frameRate: 30 };
  return pick<() => JobHappening>([
    () => ({ kind: 'job-status', status: pick(jobStatuses), percent }),
    () => ({ kind: 'step-status', step, status: pick(StepStatus.options) }),
    () => ({ kind: 'step-status', step, status: pick(StepStatus.options) }),
    () => ({ kind: 'step-progress', step, progressPct: percent, percent }),
    () => ({ kind: 'step-error', step, error: failure }),
    () => ({ kind: 'job-warning', message: 'm' }),
    () =>
      random() < 0.1
        ? { kind: 'job-completed', output: { ...film, sha256: 'a', chapters: [] } }
        : { kind: 'job-log', level: 'info', message: 'm' },
    () =>
      random() < 0.1 ? { kind: 'job-failed', error: failure, step } : { kind: 'job-log', level: 'info', message: 'm' },
    () => (random() < 0.1 ? { kind: 'job-canceled' } : { kind: 'job-log', level: 'info', message: 'm' }),
  ])();
}

/** What must never happen from one state to the next, in words; empty when all is well. */
function faults(before: Job, job: Job): string[] {
  const found = [
    isTerminal(before.status) && 'went on after its end',
    job.status !== before.status &&
      !legalMoves[before.status].includes(job.status) &&
      `${before.status} to ${job.status}`,
    job.percent < before.percent && 'percent fell',
    job.percent > 100 && 'percent over 100',
    job.startedUtc !== undefined && job.startedUtc < job.createdUtc && 'started before it was made',
    job.endedUtc !== undefined && job.endedUtc < (job.startedUtc ?? job.createdUtc) && 'ended before it began',
    ...job.steps.map((step, index) => step.progressPct < (before.steps[index]?.progressPct ?? 0) && 'a step fell'),
    ...job.steps.map(
      ({ startedAt, completedAt }) => !!startedAt && !!completedAt && completedAt < startedAt && 'a step ended early',
    ),
  ];
  return found.filter((fault) => fault !== false);
}

/** The job after the event, or as it was when the event was refused as it should be. */
function tryEvent(job: Job, event: JobEvent): Job {
  try {
    return applyEvent(job, event);
  } catch (error) {
    if (error instanceof StudioError && error.code.startsWith('Conflict:')) return job;
    throw error;
  }
}

test('over 1,000 random orders of events only legal moves happen, percent and times never go back, an end is final', () => {
  const found: string[] = [];
  const statuses = new Set<string>();
  for (let seed = 1; seed <= 1000; seed++) {
    const random = randomFrom(seed);
    let job = someJob();
    for (let index = 0; index < 60; index++) {
      const timestamp = new Date(Date.now() + (random() - 0.5) * 86_400_000).toISOString();
      const next = tryEvent(job, stamped(randomHappening(random), timestamp));
      if (next !== job) found.push(...faults(job, next).map((fault) => `seed ${seed}: ${fault}`));
      job = next;
      statuses.add(job.status);
    }
  }
  expect(found).toEqual([]);
  // The orders reach every state, so this has shown something.
  expect([...statuses].toSorted()).toEqual([...jobStatuses].toSorted());
});

test('an end comes only with the event that says what came of it', () => {
  expect(() => applyEvent(running(), stamped({ kind: 'job-status', status: 'Succeeded', percent: 100 }))).toThrow(
    expect.objectContaining({ code: 'Conflict:Running' }),
  );
  expect(applyEvent(running(), stamped({ kind: 'job-canceled' })).status).toBe('Canceled');
});

test('a queued job cannot fail or succeed before it has run', () => {
  const queued = someJob();
  expect(() => applyEvent(queued, stamped({ kind: 'job-failed', error: failure, step: 'mux' }))).toThrow(
    expect.objectContaining({ code: 'Conflict:Queued' }),
  );
});

test('a clock that was set back does not let a job end before it began', () => {
  const ended = applyEvent(running(), stamped({ kind: 'job-canceled' }, '1999-01-01T00:00:00.000Z'));
  expect(ended.endedUtc).toBe(ended.startedUtc);
});

test('the same warning counts once', () => {
  const warning = stamped({ kind: 'job-warning', message: 'No libass.' });
  expect(applyEvent(applyEvent(running(), warning), warning).warnings).toEqual(['No libass.']);
});
