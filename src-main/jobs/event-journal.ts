import { EventEmitter } from 'node:events';
import { isTerminal, type Job, type JobId } from '../../src-shared/job.ts';
import { JobEvent, type JobEventKind, type JobUpdate } from '../../src-shared/job-events.ts';
import type { Database } from '../storage/database.ts';
import { applyEvent } from './job-state.ts';
import type { JobStore } from './job-store.ts';

type Stamp = 'seq' | 'jobId' | 'correlationId' | 'jobCorrelationId' | 'timestamp';
type WithoutStamp<Event> = Event extends unknown ? Omit<Event, Stamp> : never;
/** What happened; the journal adds who, when and in which order. */
export type JobHappening = WithoutStamp<JobEvent>;

/** May be lost to a power cut that comes within the save interval, and may be forgotten once the job has ended. */
const passingKinds: ReadonlySet<JobEventKind> = new Set(['step-progress', 'job-log']);
/** Ended jobs keep their progress so long, for those who are still reading. */
const progressKeptMs = 60_000;
/** How often the events of a job that runs in another process are looked for. */
const pollMs = 200;

/** Everything that happens to a job, in order: the row and the event change together or not at all. */
export class EventJournal {
  readonly #database: Database;
  readonly #store: JobStore;
  readonly #saveIntervalMs: () => number;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  /** A save takes to the disk all that was written before it, of every job. */
  #savedMs = -Infinity;

  /** @param saveIntervalMs how old what a power cut takes back may be; Infinity: what has happened since a step ended */
  constructor(database: Database, store: JobStore, saveIntervalMs: () => number) {
    this.#database = database;
    this.#store = store;
    this.#saveIntervalMs = saveIntervalMs;
  }

  /** Throws `Conflict:{state}` for what cannot follow, and then nothing has changed. */
  record(jobId: JobId, happening: JobHappening): Job {
    const work = () => this.#append(jobId, happening);
    const isPassing = passingKinds.has(happening.kind) && performance.now() - this.#savedMs < this.#saveIntervalMs();
    const job = isPassing ? this.#database.quickly(work) : this.#database.durably(work);
    if (!isPassing) this.#savedMs = performance.now();
    this.announce(job);
    return job;
  }

  /** Tells those who watch that a job's row has changed without an event. */
  announce(job: Job): void {
    this.#changes.emit(job.jobId);
    this.#changes.emit('any', job);
  }

  announceRemoval(jobId: JobId): void {
    this.#changes.emit(jobId);
    this.#changes.emit('removed', jobId);
  }

  onChange(listeners: { changed: (job: Job) => void; removed: (jobId: JobId) => void }): () => void {
    this.#changes.on('any', listeners.changed).on('removed', listeners.removed);
    return () => void this.#changes.off('any', listeners.changed).off('removed', listeners.removed);
  }

  /**
   * Where the job stands, then what happens, until it has ended. The journal itself is the buffer: a slow reader
   * holds nothing up and loses nothing. With `sinceSeq` only what was missed, or `seq-gone` and where the job stands.
   */
  watch(jobId: JobId, sinceSeq: number | undefined, signal: AbortSignal): AsyncGenerator<JobUpdate> {
    // An unknown job is told at once, not when the first item is asked for.
    this.#store.get(jobId);
    return this.#follow(jobId, sinceSeq, signal);
  }

  async *#follow(jobId: JobId, sinceSeq: number | undefined, signal: AbortSignal): AsyncGenerator<JobUpdate> {
    let seq = sinceSeq;
    while (true) {
      signal.throwIfAborted();
      // Asked before the events are read: another process may end the job in between.
      const hasEnded = this.#hasEnded(jobId);
      const missed = seq === undefined ? undefined : this.#eventsSince(jobId, seq);
      if (!missed) {
        if (seq !== undefined) yield { kind: 'seq-gone', oldestSeq: this.#oldestSeq(jobId) };
        const snapshot = this.#snapshot(jobId);
        yield snapshot;
        seq = snapshot.seq;
        continue;
      }
      for (const event of missed) yield { kind: 'event', event };
      seq = missed.at(-1)?.seq ?? seq;
      if (missed.length > 0) continue;
      if (hasEnded) return;
      await this.#somethingNew(jobId, signal);
    }
  }

  /** What happened to a job without its progress, oldest first; of a long story the end. */
  story(jobId: JobId, most = 500): JobEvent[] {
    const rows = this.#database
      .prepare("SELECT event FROM events WHERE job_id = ? AND kind <> 'step-progress' ORDER BY seq DESC LIMIT ?")
      .all(jobId, most) as { event: string }[];
    return rows.map((row) => JobEvent.parse(JSON.parse(row.event))).toReversed();
  }

  /** Forgets the progress of jobs that ended a while ago; what remains tells their story. */
  prune(): void {
    const before = new Date(Date.now() - progressKeptMs).toISOString();
    const kinds = [...passingKinds].map((kind) => `'${kind}'`).join(', ');
    this.#database.quickly(() =>
      this.#database
        .prepare(
          `DELETE FROM events WHERE kind IN (${kinds}) AND job_id IN (SELECT job_id FROM jobs WHERE ended_utc < ?)`,
        )
        .run(before),
    );
  }

  #append(jobId: JobId, happening: JobHappening): Job {
    const before = this.#store.get(jobId);
    const seq = this.#lastSeq(jobId) + 1;
    const ids = correlationOf(before, happening);
    const event = JobEvent.parse({ ...happening, seq, jobId, ...ids, timestamp: new Date().toISOString() });
    const job = applyEvent(before, event);
    this.#store.update(job, before);
    this.#database.prepare('UPDATE jobs SET last_seq = ? WHERE job_id = ?').run(seq, jobId);
    this.#database
      .prepare('INSERT INTO events (job_id, seq, kind, event) VALUES (?, ?, ?, ?)')
      .run(jobId, seq, event.kind, JSON.stringify(event));
    return job;
  }

  /** Undefined when some of them are gone, or when they were never there. */
  #eventsSince(jobId: JobId, seq: number): JobEvent[] | undefined {
    return this.#database.quickly(() => {
      const lastSeq = this.#lastSeq(jobId);
      const rows = this.#database
        .prepare('SELECT event FROM events WHERE job_id = ? AND seq > ? ORDER BY seq')
        .all(jobId, seq) as { event: string }[];
      if (rows.length !== lastSeq - seq) return undefined;
      return rows.map((row) => JobEvent.parse(JSON.parse(row.event)));
    });
  }

  /** From here on the journal is whole. */
  #oldestSeq(jobId: JobId): number {
    const rows = this.#database.prepare('SELECT seq FROM events WHERE job_id = ? ORDER BY seq DESC').all(jobId) as {
      seq: number;
    }[];
    const newest = this.#lastSeq(jobId);
    const whole = rows.findIndex((row, index) => row.seq !== newest - index);
    return newest - (whole === -1 ? rows.length : whole) + 1;
  }

  #snapshot(jobId: JobId): Extract<JobUpdate, { kind: 'snapshot' }> {
    return this.#database.quickly(() => ({
      kind: 'snapshot',
      seq: this.#lastSeq(jobId),
      job: this.#store.get(jobId),
    }));
  }

  #lastSeq(jobId: JobId): number {
    const row = this.#database.prepare('SELECT last_seq FROM jobs WHERE job_id = ?').get(jobId) as
      | { last_seq: number }
      | undefined;
    return row?.last_seq ?? 0;
  }

  #hasEnded(jobId: JobId): boolean {
    const job = this.#store.find(jobId);
    return !job || isTerminal(job.status);
  }

  #somethingNew(jobId: JobId, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#changes.off(jobId, finish);
        signal.removeEventListener('abort', finish);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      const timer = setTimeout(finish, pollMs);
      this.#changes.once(jobId, finish);
      signal.addEventListener('abort', finish, { once: true });
    });
  }
}

/** What a step does carries the step's own ID, and beside it the one that the job was asked for under. */
function correlationOf(job: Job, happening: JobHappening): Pick<JobEvent, 'correlationId' | 'jobCorrelationId'> {
  const stepName = 'step' in happening ? happening.step : undefined;
  const isOfStep = happening.kind.startsWith('step-') || happening.kind === 'job-log';
  const step = isOfStep ? job.steps.find(({ name }) => name === stepName) : undefined;
  const { correlationId } = job;
  return step ? { correlationId: step.correlationId, jobCorrelationId: correlationId } : { correlationId };
}
