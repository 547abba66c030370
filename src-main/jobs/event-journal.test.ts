import { describe, expect, test } from 'vitest';
import type { JobUpdate } from '../../src-shared/job-events.ts';
import { EventJournal } from './event-journal.ts';
import { openJournal } from './open-journal.test-support.ts';
import { newFolder } from './test-desk.test-support.ts';

const never = new AbortController().signal;
const progress = (percent: number) =>
  ({ kind: 'step-progress', step: 'preflight', progressPct: percent, percent }) as const;

async function journalWithRun() {
  const parts = openJournal(await newFolder());
  const { jobId } = parts.addJob();
  parts.journal.record(jobId, { kind: 'job-status', status: 'Running', percent: 0 });
  parts.journal.record(jobId, { kind: 'step-status', step: 'preflight', status: 'Running' });
  return { ...parts, jobId };
}

async function collect(updates: AsyncIterable<JobUpdate>): Promise<JobUpdate[]> {
  const all: JobUpdate[] = [];
  for await (const update of updates) all.push(update);
  return all;
}

const seqs = (updates: JobUpdate[]): number[] =>
  updates.flatMap((update) => (update.kind === 'event' ? [update.event.seq] : []));

describe('a watcher', () => {
  test('gets where the job stands, then every event without a gap and one end', async () => {
    const { journal, jobId } = await journalWithRun();
    const watched = collect(journal.watch(jobId, undefined, never));
    for (let percent = 1; percent <= 50; percent++) {
      journal.record(jobId, progress(percent));
      if (percent % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    journal.record(jobId, { kind: 'job-canceled' });
    const updates = await watched;
    expect(updates[0]).toMatchObject({ kind: 'snapshot', seq: 2, job: { status: 'Running' } });
    expect(seqs(updates)).toEqual(Array.from({ length: 51 }, (_, index) => index + 3));
    const ends = updates.filter((update) => update.kind === 'event' && update.event.kind === 'job-canceled');
    expect(ends).toHaveLength(1);
  });

  test('that comes back gets what it missed, nothing twice', async () => {
    const { journal, jobId } = await journalWithRun();
    for (let percent = 1; percent <= 10; percent++) journal.record(jobId, progress(percent));
    journal.record(jobId, { kind: 'job-canceled' });
    expect(seqs(await collect(journal.watch(jobId, 7, never)))).toEqual([8, 9, 10, 11, 12, 13]);
    expect(await collect(journal.watch(jobId, 13, never))).toEqual([]);
  });

  test('that comes back too late is told so and gets where the job stands', async () => {
    const { database, journal, jobId } = await journalWithRun();
    for (let percent = 1; percent <= 10; percent++) journal.record(jobId, progress(percent));
    journal.record(jobId, { kind: 'job-canceled' });
    database.prepare("UPDATE jobs SET ended_utc = '2000-01-01T00:00:00.000Z'").run();
    journal.prune();
    const updates = await collect(journal.watch(jobId, 5, never));
    expect(updates).toMatchObject([
      { kind: 'seq-gone', oldestSeq: 13 },
      { kind: 'snapshot', seq: 13, job: { status: 'Canceled', percent: 10 } },
    ]);
  });

  test('of a number that was never given out gets where the job stands', async () => {
    const { journal, jobId } = await journalWithRun();
    journal.record(jobId, { kind: 'job-canceled' });
    const [first, second] = await collect(journal.watch(jobId, 99, never));
    expect(first?.kind).toBe('seq-gone');
    expect(second).toMatchObject({ kind: 'snapshot', seq: 3 });
  });

  test('in another process sees the same events', async () => {
    const folder = await newFolder();
    const here = openJournal(folder);
    const there = openJournal(folder);
    const { jobId } = here.addJob();
    const watched = collect(there.journal.watch(jobId, 0, never));
    here.journal.record(jobId, { kind: 'job-status', status: 'Running', percent: 0 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    here.journal.record(jobId, { kind: 'job-canceled' });
    expect(seqs(await watched)).toEqual([1, 2]);
  });

  test('that gives up rejects with the reason', async () => {
    const { journal, jobId } = await journalWithRun();
    const stop = new AbortController();
    const watched = collect(journal.watch(jobId, undefined, stop.signal));
    const reason = new Error('window closed');
    setTimeout(() => stop.abort(reason), 20);
    await expect(watched).rejects.toBe(reason);
  });
});

test('an event that cannot follow changes nothing', async () => {
  const { journal, store, jobId } = await journalWithRun();
  journal.record(jobId, { kind: 'job-canceled' });
  const before = store.get(jobId);
  expect(() => journal.record(jobId, progress(50))).toThrow(expect.objectContaining({ code: 'Conflict:Canceled' }));
  expect(store.get(jobId)).toEqual(before);
  expect(seqs(await collect(journal.watch(jobId, 0, never)))).toEqual([1, 2, 3]);
});

describe('a save', () => {
  /** Counts what is sure to outlive a power cut. */
  async function savesWith(saveIntervalMs: number) {
    const { database, store, addJob } = openJournal(await newFolder());
    let saves = 0;
    const counted = { ...database, durably: <T>(work: () => T) => (saves++, database.durably(work)) };
    const journal = new EventJournal(counted, store, () => saveIntervalMs);
    const { jobId } = addJob();
    journal.record(jobId, { kind: 'job-status', status: 'Running', percent: 0 });
    journal.record(jobId, { kind: 'step-status', step: 'preflight', status: 'Running' });
    return { record: journal.record.bind(journal, jobId), saves: () => saves };
  }

  test('follows each step at once, and progress when the interval is over', async () => {
    const { record, saves } = await savesWith(200);
    expect(saves()).toBe(2);
    for (let percent = 1; percent <= 20; percent++) record(progress(percent));
    expect(saves()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 220));
    for (let percent = 21; percent <= 40; percent++) record(progress(percent));
    expect(saves()).toBe(3);
    record({ kind: 'step-status', step: 'preflight', status: 'Succeeded' });
    expect(saves()).toBe(4);
  });

  test('waits for the step’s end where saving in between is switched off', async () => {
    const { record, saves } = await savesWith(Infinity);
    for (let percent = 1; percent <= 20; percent++) record(progress(percent));
    expect(saves()).toBe(2);
    record({ kind: 'step-status', step: 'preflight', status: 'Succeeded' });
    expect(saves()).toBe(3);
  });
});

test("a step's events carry the step's own correlation ID, the job's carry the job's", async () => {
  const { journal, store, jobId } = await journalWithRun();
  journal.record(jobId, { kind: 'job-canceled' });
  const updates = await collect(journal.watch(jobId, 0, never));
  const ids = updates.flatMap((update) => (update.kind === 'event' ? [update.event.correlationId] : []));
  const job = store.get(jobId);
  expect(ids).toEqual([job.correlationId, job.steps[0]?.correlationId, job.correlationId]);
  expect(updates.every((update) => JSON.stringify(update).includes(job.correlationId))).toBe(true);
});

test('a row that nobody can read does not hide the other jobs', async () => {
  const { database, store, addJob } = openJournal(await newFolder());
  const good = addJob();
  const bad = addJob();
  database.prepare("UPDATE jobs SET errors = 'torn' WHERE job_id = ?").run(bad.jobId);
  expect(store.list().map(({ jobId }) => jobId)).toEqual([good.jobId]);
});
