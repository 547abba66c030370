import { createHash } from 'node:crypto';
import { extname, join } from 'node:path';
import {
  BatchConcurrency,
  BatchWishes,
  isAtRest,
  type Batch,
  type BatchDetail,
  type BatchListUpdate,
  type BatchUpdate,
  type ReportFormat,
} from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { JobRequest } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { newId } from '../jobs/new-job.ts';
import type { OwnerLock } from '../jobs/owner-lock.ts';
import { filmFileName } from '../pipeline/film-file-name.ts';
import { ensureOutputFolder } from '../storage/output-folder.ts';
import { batchOf } from './batch-figures.ts';
import type { BatchRecord } from './batch-records.ts';
import { checked, conflict, nothingToMake } from './batch-refusals.ts';
import { batchReport } from './batch-report.ts';
import type { BatchRunner } from './batch-runner.ts';
import type { BatchStore } from './batch-store.ts';
import { judgeRows } from './judge-rows.ts';
import { mendedRows } from './mend-rows.ts';
import { readSource, type BatchSource } from './reading/read-source.ts';
import { watchAllBatches, watchBatch, type BatchNews } from './watch-batches.ts';

interface BatchesParts {
  batches: BatchStore;
  store: JobStore;
  runner: BatchRunner;
  news: BatchNews;
  lock: OwnerLock;
  settings: () => Settings;
  dataFolder: string;
  /** Where films go that were not given a place. */
  outputFolder: () => string;
  /** Aborted when the studio closes. */
  closing: AbortSignal;
}

export interface BatchPlan {
  wishes?: BatchWishes | undefined;
  concurrency?: number | undefined;
  /** Absolute; made when the batch starts. */
  outputFolder?: string | undefined;
}

/** Looked at and never started, a draft is kept so long. */
const draftKeptMs = 86_400_000;

/** What one may ask about batches; see `Studio.batches`. */
export class Batches {
  readonly #parts: BatchesParts;

  constructor(parts: BatchesParts) {
    this.#parts = parts;
  }

  /** Reads a file or folder and says of each row whether a film can be made of it. Makes no job and no file. */
  async open(path: string, plan: BatchPlan = {}): Promise<BatchDetail> {
    const { batches, lock, settings, outputFolder, dataFolder } = this.#parts;
    const source = await readSource(path);
    const wishes = checked(BatchWishes, plan.wishes ?? {}, 'wishes');
    const verdicts = await judgeRows(source.rows, wishes, dataFolder);
    this.#forgetOldDrafts();
    const batchId = newId('B');
    const record = {
      batchId,
      name: source.name,
      sourcePath: source.path,
      sourceHash: hashOf(source),
      outputFolder: plan.outputFolder ?? join(outputFolder(), folderName(source.name)),
      concurrency: checked(BatchConcurrency, plan.concurrency ?? settings().jobs.concurrency, 'concurrency'),
      wishes,
      notes: source.notes,
      status: 'Draft' as const,
      owner: lock.owner,
      createdUtc: new Date().toISOString(),
    };
    batches.insert(record, source.rows, verdicts);
    return this.#tell(batchId);
  }

  /** What was begun from the file, is not over and has nobody who works at it: to go on with it. */
  async unfinishedOf(path: string): Promise<{ batch: Batch; hasSameRows: boolean } | undefined> {
    const open = this.#parts.batches
      .list()
      .filter((batch) => (batch.status === 'Running' || batch.status === 'Paused') && !this.#isForeign(batch));
    if (open.length === 0) return undefined;
    const source = await readSource(path);
    const hash = hashOf(source);
    const ofFile = open.filter(({ sourcePath }) => sourcePath === source.path);
    const same = ofFile.find(({ sourceHash }) => sourceHash === hash);
    const found = same ?? ofFile[0];
    return found && { batch: this.get(found.batchId).batch, hasSameRows: same !== undefined };
  }

  list(): Batch[] {
    return this.#parts.batches.list().map((record) => this.#detailOf(record).batch);
  }

  /** Throws `NotFound:batch`. */
  get(batchId: string): BatchDetail {
    return this.#detailOf(this.#parts.batches.get(batchId));
  }

  /** Another plan for a draft: its verdicts are given anew. For one that is at work only how many at once. */
  async change(batchId: string, plan: BatchPlan): Promise<BatchDetail> {
    const { batches, dataFolder } = this.#parts;
    const record = batches.get(batchId);
    const isDraft = record.status === 'Draft';
    if (!isDraft && (plan.wishes !== undefined || plan.outputFolder !== undefined)) throw conflict(record);
    const wishes = checked(BatchWishes, plan.wishes ?? record.wishes, 'wishes');
    const concurrency = checked(BatchConcurrency, plan.concurrency ?? record.concurrency, 'concurrency');
    const verdicts = plan.wishes === undefined ? [] : await judgeRows(batches.sources(batchId), wishes, dataFolder);
    const outputFolder = plan.outputFolder ?? record.outputFolder;
    batches.setPlan(batchId, { wishes, concurrency, outputFolder }, verdicts);
    return this.#attend(batchId);
  }

  /** Throws `OutputDirectoryNotWritable` before anything runs, and `Conflict` where no row can be made. */
  async start(batchId: string): Promise<BatchDetail> {
    const { batches } = this.#parts;
    const record = batches.get(batchId);
    if (record.status !== 'Draft') throw conflict(record);
    if (this.get(batchId).batch.counts.queued === 0) throw nothingToMake();
    await ensureOutputFolder(record.outputFolder);
    return this.#begin(batchId, ['Draft']);
  }

  /** Films that are being made are finished; no other is begun. */
  async pause(batchId: string): Promise<BatchDetail> {
    if (!this.#parts.batches.move(batchId, ['Running'], 'Paused')) throw conflict(this.#parts.batches.get(batchId));
    return this.#tell(batchId);
  }

  async resume(batchId: string): Promise<BatchDetail> {
    const record = this.#parts.batches.get(batchId);
    // One that a dead process left Running is resumed as well.
    if (record.status === 'Running' && this.#isForeign(record)) throw conflict(record);
    await ensureOutputFolder(record.outputFolder);
    return this.#begin(batchId, ['Paused', 'Running']);
  }

  /** Keeps the films that are done. Resolves once nothing of the batch is at work any more. */
  async cancel(batchId: string): Promise<BatchDetail> {
    const { batches, lock } = this.#parts;
    const record = batches.get(batchId);
    if (!batches.move(batchId, ['Running', 'Paused'], 'Canceling')) throw conflict(record);
    if (!this.#isForeign(record)) batches.setOwner(batchId, lock.owner);
    await this.#attend(batchId);
    return this.#whenAt(batchId, ({ status }) => status !== 'Canceling');
  }

  /** Runs exactly the rows that failed, as their file has them now; what is done stays. */
  async retryFailed(batchId: string): Promise<BatchDetail> {
    const { batches, dataFolder } = this.#parts;
    const record = batches.get(batchId);
    if (record.status === 'Canceling' || this.#isForeign(record)) throw conflict(record);
    const failed = new Set(
      batches.rows(batchId).flatMap(({ shown }) => (shown.status === 'Failed' ? [shown.row] : [])),
    );
    if (failed.size === 0) throw nothingToMake();
    const sources = batches.sources(batchId);
    const mended = await mendedRows(record.sourcePath, sources, failed);
    const now = sources.map((source) => mended.find(({ row }) => row === source.row) ?? source);
    const verdicts = (await judgeRows(now, record.wishes, dataFolder)).filter(({ row }) => failed.has(row));
    const again = (): void => batches.beginAgain(batchId, verdicts, mended);
    if (record.status === 'Draft') {
      again();
      return this.#tell(batchId);
    }
    await ensureOutputFolder(record.outputFolder);
    return this.#begin(batchId, ['Paused', 'Running', 'Ended'], again);
  }

  /** Gives a row that waits another turn; 0 is next. */
  async move(batchId: string, row: number, place: number): Promise<BatchDetail> {
    const { batches } = this.#parts;
    const rows = batches.rows(batchId).map(({ shown }) => shown);
    if (rows.find((known) => known.row === row)?.status !== 'Queued') {
      throw new StudioError('Conflict:row', { message: 'Only a row that waits can change its place.' });
    }
    const waiting = rows.filter((known) => known.status === 'Queued' && known.row !== row).map((known) => known.row);
    const inTurn = waiting.toSpliced(place, 0, row);
    // Rows that do not wait stay where they stand.
    batches.setPositions(
      batchId,
      rows.map((known) => (known.status === 'Queued' ? (inTurn.shift() ?? known.row) : known.row)),
    );
    return this.#tell(batchId);
  }

  /** What a row asks for. Throws `NotFound:row`. */
  requestOf(batchId: string, row: number): JobRequest {
    const request = this.#parts.batches.request(batchId, row);
    if (request) return request;
    throw new StudioError('NotFound:row', { message: 'There is no such row, or nothing can be made of it.' });
  }

  /** Forgets a batch; its jobs and films stay. */
  async remove(batchId: string): Promise<void> {
    const { batches, news } = this.#parts;
    const record = batches.get(batchId);
    if (record.status === 'Running' || record.status === 'Canceling') throw conflict(record);
    batches.remove(batchId);
    news.changed(batchId);
  }

  report(batchId: string, format: ReportFormat): string {
    return batchReport(this.get(batchId), format);
  }

  watchAll(signal: AbortSignal): AsyncIterable<BatchListUpdate> {
    return watchAllBatches(this.#watched(), AbortSignal.any([signal, this.#parts.closing]));
  }

  /** Throws `NotFound:batch` at once. */
  watch(batchId: string, signal: AbortSignal): AsyncIterable<BatchUpdate> {
    this.#parts.batches.get(batchId);
    return watchBatch(batchId, this.#watched(), AbortSignal.any([signal, this.#parts.closing]));
  }

  whenAtRest(batchId: string): Promise<BatchDetail> {
    return this.#whenAt(batchId, isAtRest);
  }

  async #whenAt(batchId: string, isThere: (batch: Batch) => boolean): Promise<BatchDetail> {
    for await (const { batch } of this.watch(batchId, new AbortController().signal)) if (isThere(batch)) break;
    return this.get(batchId);
  }

  /** A retry killed between its rows and its batch would leave rows that wait in a batch that has ended. */
  async #begin(batchId: string, from: BatchRecord['status'][], rows = (): void => undefined): Promise<BatchDetail> {
    const { batches, lock } = this.#parts;
    const record = batches.get(batchId);
    batches.together(() => {
      rows();
      if (!this.#isForeign(record)) batches.setOwner(batchId, lock.owner);
      if (!batches.move(batchId, from, 'Running')) throw conflict(record);
    });
    return this.#attend(batchId);
  }

  async #attend(batchId: string): Promise<BatchDetail> {
    if (!this.#isForeign(this.#parts.batches.get(batchId))) await this.#parts.runner.attend(batchId);
    return this.#tell(batchId);
  }

  #tell(batchId: string): BatchDetail {
    this.#parts.news.changed(batchId);
    return this.get(batchId);
  }

  /** Another process that lives is at it: it does what it finds in the database. */
  #isForeign({ owner }: BatchRecord): boolean {
    const { lock } = this.#parts;
    return owner !== lock.owner && lock.isAlive(owner);
  }

  #detailOf(record: BatchRecord): BatchDetail {
    const rows = this.#parts.batches.rows(record.batchId);
    return {
      batch: batchOf(record, rows, this.#parts.store.workPerFilmSecond()),
      rows: rows.map(({ shown }) => shown),
    };
  }

  #watched() {
    const { news, batches } = this.#parts;
    const detailOf = (batchId: string): BatchDetail | undefined => {
      const record = batches.list().find((known) => known.batchId === batchId);
      return record && this.#detailOf(record);
    };
    return { news, batches, detailOf };
  }

  #forgetOldDrafts(): void {
    const before = new Date(Date.now() - draftKeptMs).toISOString();
    const { batches, news } = this.#parts;
    for (const { batchId, status, createdUtc } of batches.list()) {
      if (status !== 'Draft' || createdUtc > before) continue;
      batches.remove(batchId);
      news.changed(batchId);
    }
  }
}

const hashOf = ({ rows }: BatchSource): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex');

/** "autumn-tips.csv" has its films in "Autumn tips". */
function folderName(name: string): string {
  const plain = name.slice(0, name.length - extname(name).length).replace(/[-_]+/g, ' ');
  return filmFileName(plain.charAt(0).toUpperCase() + plain.slice(1));
}
