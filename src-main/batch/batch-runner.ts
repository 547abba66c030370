import { join } from 'node:path';
import { toFailure, StudioError, type Failure } from '../../src-shared/failure.ts';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import type { EventJournal } from '../jobs/event-journal.ts';
import type { JobDesk } from '../jobs/job-desk.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { OwnerLock } from '../jobs/owner-lock.ts';
import { currentCorrelationId } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { BatchRecord, QueuedRow } from './batch-records.ts';
import type { BatchStore } from './batch-store.ts';
import { failuresInARow, hopelessCause } from './wide-cause.ts';

export interface BatchRunnerParts {
  batches: BatchStore;
  store: JobStore;
  journal: EventJournal;
  desk: JobDesk;
  lock: OwnerLock;
  runs: 'all' | 'own';
  shouldResume: () => boolean;
  /** Called whenever something of a batch has changed. */
  changed: (batchId: string) => void;
}

const tendEveryMs = 400;
/** As in the queue: a film that took the studio down so often is not begun again by itself. */
const crashesAllowed = 2;

/**
 * Hands the rows of running batches to the queue, so many at once as each batch may. The database says what is to be
 * done: another process pauses or cancels a batch by writing it there.
 */
export class BatchRunner {
  readonly #parts: BatchRunnerParts;
  readonly #feeding = new Map<string, Promise<void>>();
  readonly #resumed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopListening = (): void => undefined;
  #isClosed = false;

  constructor(parts: BatchRunnerParts) {
    this.#parts = parts;
  }

  /** Goes on with what an earlier process left unfinished. */
  start(): void {
    this.#stopListening = this.#parts.journal.onChange({
      changed: (job) => this.#onJob(job),
      removed: () => undefined,
    });
    this.#tendSafely();
    this.#timer = setInterval(() => this.#tendSafely(), tendEveryMs);
    this.#timer.unref();
  }

  /** Films at once that the batches of this process ask for; 0 when none is at work. */
  filmsAtOnce(): number {
    if (this.#isClosed) return 0;
    const own = this.#parts.batches.list().filter((batch) => batch.owner === this.#parts.lock.owner);
    return Math.max(0, ...own.filter(({ status }) => status === 'Running').map(({ concurrency }) => concurrency));
  }

  /** Looks at a batch now instead of at the next turn. */
  async attend(batchId: string): Promise<void> {
    await this.#feeding.get(batchId);
    await this.#feed(batchId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#stopListening();
    await Promise.all(this.#feeding.values());
  }

  /** A database that is busy for a moment must not take the studio down; the next turn tries again. */
  #tendSafely(): void {
    try {
      this.#tend();
    } catch (error) {
      log.error('The batches could not be tended', { reason: String(error) });
    }
  }

  #tend(): void {
    const { batches, lock, runs, shouldResume } = this.#parts;
    for (const { batchId, status, owner } of batches.list()) {
      const isAtWork = status === 'Running' || status === 'Canceling';
      if (!isAtWork) continue;
      if (owner !== lock.owner) {
        if (runs !== 'all' || lock.isAlive(owner) || !batches.takeOver(batchId, lock.owner, owner)) continue;
        log.warn('Found a batch unfinished', { batchId });
        if (!shouldResume() && batches.move(batchId, ['Running'], 'Paused')) this.#parts.changed(batchId);
      }
      void this.#feed(batchId);
    }
  }

  /** One turn at a time for each batch. Never rejects. */
  #feed(batchId: string): Promise<void> {
    const known = this.#feeding.get(batchId);
    if (known || this.#isClosed) return known ?? Promise.resolve();
    const turn = this.#turn(batchId)
      .catch((error: unknown) => log.error('A batch could not go on', { batchId, reason: String(error) }))
      .finally(() => this.#feeding.delete(batchId));
    this.#feeding.set(batchId, turn);
    return turn;
  }

  async #turn(batchId: string): Promise<void> {
    const { batches } = this.#parts;
    await this.#catchUp(batchId);
    while (!this.#isClosed) {
      const batch = batches.get(batchId);
      if (batch.status === 'Canceling') return this.#cancel(batchId);
      if (batch.status !== 'Running') return;
      const running = batches.running(batchId);
      if (running.length >= batch.concurrency) return;
      const next = batches.nextQueued(batchId);
      if (next) await this.#begin(batch, next);
      else return running.length === 0 ? this.#finish(batch) : undefined;
    }
  }

  async #begin(batch: BatchRecord, next: QueuedRow): Promise<void> {
    const { batches, changed } = this.#parts;
    const { batchId } = batch;
    // One that is tried again keeps the run before until it has its own: killed in between, it is still to be begun.
    if (next.jobId === undefined) batches.setRunning(batchId, next.row);
    try {
      const job = await this.#makeJob(batch, next);
      batches.setRunning(batchId, next.row, job.jobId);
      // It may have ended while it was not yet known as this row's.
      if (isTerminal(job.status)) this.#end(batchId, next.row, job);
    } catch (error) {
      if (this.#isClosed) return;
      const failure = toFailure(error, currentCorrelationId());
      batches.setEnded(batchId, next.row, { status: 'Failed', error: failure });
      this.#pauseWhenHopeless(batchId);
    }
    changed(batchId);
  }

  async #makeJob({ batchId, outputFolder }: BatchRecord, { row, attempt, outputName, request, jobId }: QueuedRow) {
    const { desk, store } = this.#parts;
    const former = jobId === undefined ? undefined : store.find(jobId);
    if (former && isTerminal(former.status)) {
      const begun = former.retriedBy === undefined ? undefined : store.find(former.retriedBy);
      if (begun && !isTerminal(begun.status)) return begun;
      // What the failed run has made is kept: only the step that failed, and what depends on it, is done again.
      const failedStep = former.steps.find(({ status }) => status === 'Failed')?.name;
      return desk.retry(former.jobId, failedStep);
    }
    return desk.create({
      ...request,
      outputPath: join(outputFolder, `${outputName}.mp4`),
      batchId,
      // Killed between the job and its link, the next start finds the job by this.
      idempotencyKey: `${batchId}:${row}:${attempt}`,
    });
  }

  /** What happened to the films of a batch while nobody looked. */
  async #catchUp(batchId: string): Promise<void> {
    const { batches, store } = this.#parts;
    for (const { row, jobId } of batches.running(batchId)) {
      const job = jobId === undefined ? undefined : store.find(jobId);
      if (jobId === undefined) batches.requeue(batchId, row);
      else if (!job) batches.setEnded(batchId, row, { status: 'Canceled' });
      else if (isTerminal(job.status)) this.#end(batchId, row, job);
      else if (job.status === 'Interrupted' || this.#isForsaken(job)) await this.#goOn(batchId, row, job);
    }
  }

  /** The process that was to make it died before its turn came. */
  #isForsaken({ jobId, status }: Job): boolean {
    const { store, lock } = this.#parts;
    const owner = store.ownerOf(jobId);
    return status === 'Queued' && owner !== lock.owner && !lock.isAlive(owner);
  }

  /** Once a film: from then on it waits for its turn in the queue. */
  async #goOn(batchId: string, row: number, job: Job): Promise<void> {
    const { batches, desk } = this.#parts;
    if (this.#isQuarantined(job.jobId)) {
      batches.setEnded(batchId, row, { status: 'Failed', error: tookStudioDown(job) });
    } else if (batches.get(batchId).status === 'Running' && !this.#resumed.has(job.jobId)) {
      this.#resumed.add(job.jobId);
      await desk.resume(job.jobId);
    }
  }

  #isQuarantined(jobId: string): boolean {
    const found = this.#parts.store.withStatus('Interrupted').find((job) => job.jobId === jobId);
    return (found?.crashCount ?? 0) >= crashesAllowed;
  }

  /** Keeps a row where its film is: at its end, and at a retry that somebody asked for by hand. */
  #onJob(job: Job): void {
    const { batches, changed } = this.#parts;
    if (job.batchId === undefined) return;
    try {
      const own = batches.rowOfJob(job.jobId);
      const former = own || job.retryOf === undefined ? undefined : batches.rowOfJob(job.retryOf);
      if (former) batches.setRunning(former.batchId, former.row, job.jobId);
      if (own && isTerminal(job.status) && own.status !== 'Succeeded') this.#end(own.batchId, own.row, job);
      changed(job.batchId);
      if (isTerminal(job.status)) void this.#feed(job.batchId);
    } catch (error) {
      log.error('A film of a batch was not followed', { jobId: job.jobId, reason: String(error) });
    }
  }

  #end(batchId: string, row: number, job: Job): void {
    const { batches } = this.#parts;
    const { status, output, errors, steps } = job;
    const error = status === 'Failed' ? errors.at(-1) : undefined;
    // Of the steps, not of the clock: an interrupted film may have waited a night.
    const tookSeconds = steps.reduce((sum, step) => sum + (step.durationMs ?? 0), 0) / 1000;
    batches.setEnded(batchId, row, {
      status: status === 'Succeeded' || status === 'Failed' ? status : 'Canceled',
      ...(error && { error }),
      ...(output && {
        output: {
          videoPath: output.videoPath,
          sizeBytes: output.sizeBytes,
          durationSeconds: output.durationSeconds,
        },
      }),
      tookSeconds,
    });
    if (error) this.#pauseWhenHopeless(batchId);
  }

  #pauseWhenHopeless(batchId: string): void {
    const { batches, changed } = this.#parts;
    const batch = batches.get(batchId);
    const cause = hopelessCause(batches.lastEnds(batchId, batch.resumedUtc ?? batch.createdUtc, failuresInARow));
    if (!cause || !batches.move(batchId, ['Running'], 'Paused', cause)) return;
    log.warn('A batch paused by itself', { batchId, code: cause.code });
    changed(batchId);
  }

  async #cancel(batchId: string): Promise<void> {
    const { batches, desk, changed } = this.#parts;
    batches.cancelQueued(batchId);
    const jobIds = batches.running(batchId).flatMap(({ jobId }) => jobId ?? []);
    // One that has just ended is an end as well.
    await Promise.all(jobIds.map((jobId) => desk.cancel(jobId).catch(() => undefined)));
    await this.#catchUp(batchId);
    batches.move(batchId, ['Canceling'], 'Ended');
    log.info('Batch canceled', { batchId });
    changed(batchId);
  }

  #finish({ batchId }: BatchRecord): void {
    this.#parts.batches.move(batchId, ['Running'], 'Ended');
    log.info('Batch ended', { batchId });
    this.#parts.changed(batchId);
  }
}

function tookStudioDown({ jobId, correlationId }: Job): Failure {
  const message = 'The studio stopped twice while it made this film, so it is left out.';
  const remediation = 'Open the job and press Resume to try again; the other films are not held up by it.';
  return new StudioError('Conflict:Interrupted', { message, remediation, details: { jobId } }).toFailure(correlationId);
}
