import { StudioError } from '../../src-shared/failure.ts';
import {
  isTerminal,
  setAsideWarning,
  type Job,
  type JobId,
  type RecoveredJob,
  type StallAnswer,
} from '../../src-shared/job.ts';
import { log } from '../logging/log.ts';
import type { EventJournal } from './event-journal.ts';
import { cancelJob, type JobRunner, type StartedRun } from './job-runner.ts';
import type { JobStore } from './job-store.ts';
import type { OwnerLock } from './owner-lock.ts';
import { StopReason } from './stop-reason.ts';

interface QueueParts {
  store: JobStore;
  journal: EventJournal;
  runner: JobRunner;
  lock: OwnerLock;
  concurrency: () => number;
  shouldResume: () => boolean;
  /** 'all': whatever waits in this data folder. 'own': only what this process makes or resumes. */
  runs: 'all' | 'own';
}

const tendEveryMs = 250;
/** Another process gets so long to end a job that it was asked to cancel. */
const foreignCancelMs = 5000;
/** A job that took the studio down so often is not begun again by itself. */
const crashesAllowed = 2;

/** Runs what waits, oldest first, so many at once as the settings allow. The database is the queue. */
export class JobQueue {
  readonly #parts: QueueParts;
  readonly #running = new Map<JobId, StartedRun>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isStarting = true;
  readonly #recovered: RecoveredJob[] = [];

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Finds out what an earlier process left unfinished, and begins. */
  start(): void {
    this.#takeOverOrphans();
    this.#isStarting = false;
    if (this.#parts.runs === 'all' && this.#parts.shouldResume()) this.#resumeInterrupted();
    this.#timer = setInterval(() => this.#tendSafely(), tendEveryMs);
    this.#timer.unref();
    this.pump();
  }

  runningCount(): number {
    return this.#running.size;
  }

  /** What was found unfinished at the start. */
  recovered(): RecoveredJob[] {
    return [...this.#recovered];
  }

  isRunning(jobId: JobId): boolean {
    return this.#running.has(jobId);
  }

  pump(): void {
    const { store, lock, concurrency } = this.#parts;
    if (this.#isClosed || this.#running.size >= concurrency()) return;
    for (const { jobId, owner } of store.waiting()) {
      if (this.#running.size >= concurrency()) return;
      if (this.#mayRun(owner) && store.claim(jobId, lock.owner, owner)) this.#run(jobId);
    }
  }

  resume(jobId: string): Job {
    const { store, lock, journal } = this.#parts;
    this.#takeOverOrphans();
    const job = store.get(jobId);
    // A queued one too: the process that was to run it may have died before its turn came.
    if (!job.canResume && job.status !== 'Queued') throw new StudioError(`Conflict:${job.status}`);
    const owner = store.ownerOf(jobId);
    if (owner !== lock.owner && lock.isAlive(owner))
      throw new StudioError(`Conflict:${job.status}`, { message: 'Another window or terminal has this job.' });
    store.setWaiting(jobId, lock.owner, true);
    this.pump();
    const resumed = store.get(jobId);
    journal.announce(resumed);
    return resumed;
  }

  /** Resolves when nothing of the job is at work any more, here or in another process. */
  async cancel(jobId: string): Promise<Job> {
    const { store, lock, journal } = this.#parts;
    this.#takeOverOrphans();
    const job = store.get(jobId);
    if (isTerminal(job.status)) throw new StudioError(`Conflict:${job.status}`);
    const run = this.#running.get(job.jobId);
    if (run) {
      run.stop(new StopReason('Canceled'));
      await run.done;
    } else if (this.#isForeign(store.ownerOf(jobId))) {
      await this.#cancelElsewhere(job);
    } else {
      store.setWaiting(jobId, lock.owner, false);
      cancelJob(journal, job);
    }
    return store.get(jobId);
  }

  /** Throws `Conflict` when the job asks nothing, or another process runs it. */
  answer(jobId: string, answer: Exclude<StallAnswer, 'cancel'>): Job {
    const { store } = this.#parts;
    const job = store.get(jobId);
    const run = this.#running.get(job.jobId);
    if (!run) throw new StudioError(`Conflict:${job.status}`);
    run.answer(answer);
    return store.get(jobId);
  }

  /** Lets running jobs become Interrupted. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    const runs = [...this.#running.values()];
    for (const run of runs) run.stop(new StopReason('Interrupted'));
    await Promise.all(runs.map(({ done }) => done));
  }

  #run(jobId: JobId): void {
    const { store, lock, runner } = this.#parts;
    let run: StartedRun;
    try {
      run = runner.start(jobId);
    } catch (error) {
      // Not begun, so its turn is still to come.
      store.setWaiting(jobId, lock.owner, true);
      throw error;
    }
    this.#running.set(jobId, run);
    void run.done.finally(() => {
      this.#running.delete(jobId);
      this.pump();
    });
  }

  #mayRun(owner: string): boolean {
    const { lock, runs } = this.#parts;
    return owner === lock.owner || (runs === 'all' && !lock.isAlive(owner));
  }

  #isForeign(owner: string): boolean {
    const { lock } = this.#parts;
    return owner !== lock.owner && lock.isAlive(owner);
  }

  /** A database that is busy or full for a moment must not take the studio down; the next turn tries again. */
  #tendSafely(): void {
    try {
      this.#tend();
    } catch (error) {
      log.error('The queue could not be tended', { reason: String(error) });
    }
  }

  #tend(): void {
    const { store, lock } = this.#parts;
    this.#takeOverOrphans();
    this.#endUnrecorded();
    for (const jobId of store.takeCancelWishes(lock.owner)) {
      this.cancel(jobId).catch((error: unknown) =>
        log.warn('A wish to cancel came too late', { reason: String(error) }),
      );
    }
    if (this.#parts.runs === 'all') this.pump();
  }

  /** No job stays Running without a worker: what a dead process was at becomes Interrupted. */
  #takeOverOrphans(): void {
    const { store, lock, journal, runs, shouldResume } = this.#parts;
    for (const { jobId, owner, crashCount } of store.withStatus('Running')) {
      if (owner === lock.owner || lock.isAlive(owner) || !store.takeOver(jobId, lock.owner, owner)) continue;
      const job = store.get(jobId);
      for (const step of job.steps.filter(({ status }) => status === 'Running')) {
        journal.record(jobId, { kind: 'step-status', step: step.name, status: 'Pending' });
      }
      store.setCrashCount(jobId, crashCount + 1);
      if (crashCount + 1 >= crashesAllowed) {
        journal.record(jobId, { kind: 'job-warning', message: setAsideWarning });
      }
      journal.record(jobId, { kind: 'job-status', status: 'Interrupted', percent: job.percent });
      log.warn('Found a job unfinished', { jobId, crashCount: crashCount + 1 });
      const goesOn = runs === 'all' && shouldResume() && crashCount + 1 < crashesAllowed;
      if (this.#isStarting) this.#recovered.push({ jobId, title: job.title, goesOn });
      if (goesOn) store.setWaiting(jobId, lock.owner, true);
    }
  }

  /** The end of a run could not be written down, for want of room on the disk: it is made up for as soon as it can. */
  #endUnrecorded(): void {
    const { store, lock, journal } = this.#parts;
    for (const { jobId, owner } of store.withStatus('Running')) {
      if (owner !== lock.owner || this.#running.has(jobId)) continue;
      const { percent, steps } = store.get(jobId);
      for (const { name, status } of steps) {
        if (status === 'Running') journal.record(jobId, { kind: 'step-status', step: name, status: 'Pending' });
      }
      journal.record(jobId, { kind: 'job-status', status: 'Interrupted', percent });
    }
  }

  #resumeInterrupted(): void {
    const { store, lock } = this.#parts;
    for (const { jobId, owner, crashCount } of store.withStatus('Interrupted')) {
      if (crashCount < crashesAllowed && !this.#isForeign(owner)) store.setWaiting(jobId, lock.owner, true);
    }
  }

  async #cancelElsewhere(job: Job): Promise<void> {
    const { store } = this.#parts;
    store.askToCancel(job.jobId);
    const deadline = performance.now() + foreignCancelMs;
    while (!isTerminal(store.get(job.jobId).status)) {
      if (performance.now() > deadline)
        throw new StudioError(`Conflict:${job.status}`, { message: 'The process that runs this job does not answer.' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
