import { describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import type { Job } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';
import type { JobEvent, JobUpdate } from '../../src-shared/job-events.ts';
import { foldUpdates, logLineLimit } from './fold-job-event.ts';

const jobId = 'J-000000000000';
const correlationId = 'test';
const timestamp = '2026-03-01T10:00:00.000Z';

const queued: Job = {
  jobId,
  title: 'A film',
  status: 'Queued',
  correlationId,
  brief: Brief.parse({ topic: 'A film' }),
  render: {},
  steps: stepNames.map((name) => ({ name, status: 'Pending', progressPct: 0, errors: [], correlationId })),
  percent: 0,
  isFinalizing: false,
  warnings: [],
  errors: [],
  degradations: [],
  createdUtc: timestamp,
  canResume: false,
};

type Told<Event extends JobEvent = JobEvent> = Event extends JobEvent
  ? Omit<Event, 'seq' | 'jobId' | 'correlationId' | 'timestamp'>
  : never;

const told = (...events: Told[]): JobUpdate[] => toldAll(events);
const toldAll = (events: Told[]): JobUpdate[] => [
  { kind: 'snapshot', seq: 0, job: queued },
  ...events.map((event, index): JobUpdate => ({
    kind: 'event',
    event: { ...event, seq: index + 1, jobId, correlationId, timestamp },
  })),
];

const progress = (percent: number, more: Partial<Told<Extract<JobEvent, { kind: 'step-progress' }>>> = {}): Told => ({
  kind: 'step-progress',
  step: 'broll',
  progressPct: percent,
  percent,
  ...more,
});

describe('folding a job’s events', () => {
  test('nothing is shown before the snapshot', () => {
    expect(foldUpdates(undefined, told(progress(5)).slice(1))).toBeUndefined();
  });

  test('percent never falls while the job runs', () => {
    const live = foldUpdates(undefined, told(progress(40), progress(12)));
    expect(live?.job.percent).toBe(40);
    expect(live?.job.steps.find((step) => step.name === 'broll')?.progressPct).toBe(40);
  });

  test('events that come twice after a reconnect change nothing', () => {
    const updates = told(
      { kind: 'job-warning', message: 'Captions stand beside the film.' },
      { kind: 'job-log', level: 'info', message: 'once' },
    );
    const live = foldUpdates(undefined, updates);
    const again = foldUpdates(live, updates.slice(1));
    expect(again).toEqual(live);
    expect(again?.job.warnings).toHaveLength(1);
  });

  test('an estimate that is no longer told is taken back, and finalizing is its own state', () => {
    const estimated = foldUpdates(undefined, told(progress(40, { etaSeconds: 18 })));
    expect(estimated?.job.etaSeconds).toBe(18);
    const finalizing = foldUpdates(
      undefined,
      told(progress(40, { etaSeconds: 18 }), progress(99, { isFinalizing: true })),
    );
    expect(finalizing?.job).toMatchObject({ isFinalizing: true });
    expect(finalizing?.job).not.toHaveProperty('etaSeconds');
  });

  test('a job that failed goes back to the start of the retried step and forgets its errors there', () => {
    const error = { code: 'OutOfDiskSpace', message: 'Full', remediation: 'Free', correlationId };
    const live = foldUpdates(
      undefined,
      told(
        { kind: 'job-status', status: 'Running', percent: 0 },
        progress(60),
        { kind: 'step-error', step: 'broll', error },
        { kind: 'step-status', step: 'broll', status: 'Failed' },
        { kind: 'job-failed', error, step: 'broll' },
        { kind: 'job-status', status: 'Running', percent: 30 },
        { kind: 'step-status', step: 'broll', status: 'Running' },
      ),
    );
    expect(live?.job).toMatchObject({ status: 'Running', percent: 30 });
    expect(live?.job.steps.find((step) => step.name === 'broll')).toMatchObject({
      status: 'Running',
      progressPct: 0,
      errors: [],
    });
  });

  test('the item under way is known by its step', () => {
    expect(foldUpdates(undefined, told(progress(40, { currentItem: 4, totalItems: 7 })))?.at).toEqual({
      step: 'broll',
      item: 4,
      total: 7,
    });
  });

  test('a step that has counted nothing yet is at its start', () => {
    expect(foldUpdates(undefined, told(progress(0, { currentItem: 0, totalItems: 1061 })))?.at).toMatchObject({
      item: 0,
    });
  });

  test('200,000 lines of log leave the last ones and the count of the rest, and no list that grows with them', () => {
    const lines = Array.from({ length: 200_000 }, (_, index): Told => ({
      kind: 'job-log',
      level: 'info',
      message: `line ${index}`,
    }));
    const updates = toldAll(lines);
    const live = foldUpdates(undefined, updates);
    expect(live?.log).toHaveLength(logLineLimit);
    expect(live?.log.at(-1)?.message).toBe('line 199999');
    expect(live?.hiddenLogCount).toBe(200_000 - logLineLimit);
  });

  test('every input is left as it was', () => {
    const live = foldUpdates(undefined, told());
    const before = structuredClone(live);
    foldUpdates(live, told(progress(40), { kind: 'job-log', level: 'info', message: 'x' }).slice(1));
    expect(live).toEqual(before);
  });
});
