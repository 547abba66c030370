import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import type { FilmState, JobListUpdate } from '../../src-shared/ipc.ts';
import { isTerminal, type Job, type JobRequestInput, type StallAnswer, type StepName } from '../../src-shared/job.ts';
import type { JobUpdate } from '../../src-shared/job-events.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { log } from '../logging/log.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { checkRequest } from './check-request.ts';
import type { EventJournal } from './event-journal.ts';
import { filmState } from './film-state.ts';
import type { JobQueue } from './job-queue.ts';
import { outputFolderOf } from './job-runner.ts';
import type { JobStore } from './job-store.ts';
import type { RetryWishes } from './jobs.ts';
import { newJob, type JobMaterial } from './new-job.ts';
import { prepareRetry } from './retry-job.ts';
import { watchAll } from './watch-all.ts';

interface DeskParts {
  store: JobStore;
  journal: EventJournal;
  queue: JobQueue;
  owner: string;
  settings: () => Settings;
  dataFolder: string;
  videosFolder: string;
  mediaUrl: (path: string) => string;
  /** Aborted when the studio closes. */
  closing: AbortSignal;
}

/** What one may ask about jobs; see `Studio.jobs`. */
export class JobDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    // One for each that waits for a job's end.
    setMaxListeners(0, parts.closing);
  }

  async create(request: JobRequestInput): Promise<Job> {
    const { settings, videosFolder, dataFolder, store } = this.#parts;
    const known = request.idempotencyKey === undefined ? undefined : store.findByKey(request.idempotencyKey);
    if (known) return known;
    const outputFolder = outputFolderOf(settings(), videosFolder);
    const { material, idempotencyKey } = await checkRequest(request, { dataFolder, outputFolder });
    return this.#begin(newJob(material), material, idempotencyKey);
  }

  list(): Job[] {
    return this.#parts.store.list();
  }

  get(jobId: string): Job {
    return this.#parts.store.get(jobId);
  }

  async film(jobId: string): Promise<FilmState> {
    const { dataFolder, settings, mediaUrl } = this.#parts;
    return filmState(this.get(jobId), { dataFolder, settings: settings(), mediaUrl });
  }

  async cancel(jobId: string): Promise<Job> {
    return this.#parts.queue.cancel(jobId);
  }

  async retry(jobId: string, step?: StepName, wishes: RetryWishes = {}): Promise<Job> {
    const { sceneIds, withStandIns } = wishes;
    const { store, journal, queue, dataFolder, settings } = this.#parts;
    // One that was interrupted is let go in favour of the new one.
    const original = this.get(jobId).canResume ? await queue.cancel(jobId) : this.get(jobId);
    // A wish of the job before is none of this one.
    const { withStandIns: _before, ...material } = store.request(jobId);
    const request = { ...material, ...(withStandIns && { withStandIns }) };
    const { retryFailedOnly: isFailedOnly } = settings().resilience.partialSuccess;
    const job = await prepareRetry({ original, request, step, sceneIds, isFailedOnly, dataFolder });
    const retried = this.#begin(job, { ...request, title: job.title }, undefined);
    store.linkRetry(original.jobId, job.jobId);
    journal.announce(this.get(jobId));
    return retried;
  }

  async resume(jobId: string): Promise<Job> {
    return this.#parts.queue.resume(jobId);
  }

  async answer(jobId: string, answer: StallAnswer): Promise<Job> {
    const { queue } = this.#parts;
    return answer === 'cancel' ? queue.cancel(jobId) : queue.answer(jobId, answer);
  }

  async rename(jobId: string, title: string): Promise<Job> {
    const { store, journal } = this.#parts;
    const name = title.trim();
    if (name === '' || name.length > 200) {
      throw new StudioError('InvalidInput:title', { message: 'A title has 1 to 200 characters.' });
    }
    const { status, percent } = this.get(jobId);
    if (!isTerminal(status)) return journal.record(jobId, { kind: 'job-status', status, percent, title: name });
    store.setTitle(jobId, name);
    journal.announce(this.get(jobId));
    return this.get(jobId);
  }

  async remove(jobId: string): Promise<void> {
    const { store, journal, dataFolder } = this.#parts;
    const { status } = this.get(jobId);
    if (status === 'Running') throw new StudioError('Conflict:Running');
    store.remove(jobId);
    journal.announceRemoval(jobId);
    await rm(jobWorkspace(dataFolder, jobId).root, { recursive: true, force: true, maxRetries: 3 });
  }

  watch(jobId: string, sinceSeq: number | undefined, signal: AbortSignal): AsyncIterable<JobUpdate> {
    return this.#parts.journal.watch(jobId, sinceSeq, signal);
  }

  watchAll(signal: AbortSignal): AsyncIterable<JobListUpdate> {
    return watchAll(this.#parts, AbortSignal.any([signal, this.#parts.closing]));
  }

  async whenEnded(jobId: string): Promise<Job> {
    const updates = this.watch(jobId, undefined, this.#parts.closing);
    for await (const _update of updates) continue;
    return this.get(jobId);
  }

  runningCount(): number {
    return this.#parts.queue.runningCount();
  }

  #begin(job: Job, material: JobMaterial, idempotencyKey: string | undefined): Job {
    const { store, journal, queue, owner } = this.#parts;
    // Another click may have come in while this one was looked at.
    const known = idempotencyKey === undefined ? undefined : store.findByKey(idempotencyKey);
    if (known) return known;
    journal.prune();
    const { title: _title, ...request } = material;
    store.insert(job, request, owner, idempotencyKey);
    log.info('Job asked for', { jobId: job.jobId });
    journal.announce(job);
    queue.pump();
    return this.get(job.jobId);
  }
}
