import { z } from 'zod';
import {
  SourceRow,
  type BatchRow,
  type BatchRowStatus,
  type BatchStatus,
  type BatchWishes,
} from '../../src-shared/batch.ts';
import { Failure, StudioError } from '../../src-shared/failure.ts';
import { JobRequest } from '../../src-shared/job.ts';
import type { Database } from '../storage/database.ts';
import { BatchRecord, QueuedRow, RowRecord } from './batch-records.ts';

/** What is known of a row once it was looked at. */
export interface RowVerdict {
  row: number;
  title: string;
  outputName?: string | undefined;
  request?: JobRequest | undefined;
  filmSeconds?: number | undefined;
  error?: Failure | undefined;
}

type Value = string | number | null;

/** The batches as they lie in the database. Knows SQL and nothing of how a batch is made. */
export class BatchStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All at once: a draft without its verdicts would begin rows that nobody has looked at. */
  insert(
    batch: Omit<BatchRecord, 'pausedBecause' | 'startedUtc' | 'resumedUtc' | 'endedUtc'>,
    rows: SourceRow[],
    verdicts: readonly RowVerdict[],
  ): void {
    this.#database.durably(() => {
      this.#run(
        `INSERT INTO batches (batch_id, name, source_path, source_hash, output_folder, concurrency, wishes, notes, status,
          owner, created_utc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        batch.batchId,
        batch.name,
        batch.sourcePath,
        batch.sourceHash,
        batch.outputFolder,
        batch.concurrency,
        JSON.stringify(batch.wishes),
        JSON.stringify(batch.notes),
        batch.status,
        batch.owner,
        batch.createdUtc,
      );
      for (const source of rows) {
        this.#run(
          "INSERT INTO batch_rows (batch_id, row, position, status, title, attempt, source) VALUES (?, ?, ?, 'Queued', '', 0, ?)",
          batch.batchId,
          source.row,
          source.row - 1,
          JSON.stringify(source),
        );
      }
      this.setVerdicts(batch.batchId, verdicts);
    });
  }

  /** Throws `NotFound:batch`. */
  get(batchId: string): BatchRecord {
    const row: unknown = this.#database.prepare('SELECT * FROM batches WHERE batch_id = ?').get(batchId);
    if (!row) throw new StudioError('NotFound:batch', { details: { batchId: batchId.slice(0, 100) } });
    return BatchRecord.parse(row);
  }

  /** Newest first. */
  list(): BatchRecord[] {
    const rows = this.#database.prepare('SELECT * FROM batches ORDER BY created_utc DESC, rowid DESC').all();
    return z.array(BatchRecord).parse(rows);
  }

  /** In their order. */
  rows(batchId: string): RowRecord[] {
    const step = (column: string): string => `CASE WHEN r.status = 'Running' THEN (
      SELECT ${column} FROM steps s WHERE s.job_id = r.job_id AND s.status = 'Running' ORDER BY s.position LIMIT 1) END`;
    const rows = this.#database
      .prepare(
        `SELECT r.row, r.position, r.status, r.title, r.output_name, r.film_seconds, r.job_id, r.error, r.output,
          r.took_seconds, CASE WHEN r.status = 'Running' THEN j.percent END AS percent,
          CASE WHEN r.status = 'Running' THEN j.eta_seconds END AS eta_seconds,
          ${step('s.name')} AS step, ${step('s.detail')} AS detail
        FROM batch_rows r LEFT JOIN jobs j ON j.job_id = r.job_id WHERE r.batch_id = ? ORDER BY r.position`,
      )
      .all(batchId);
    return z.array(RowRecord).parse(rows);
  }

  sources(batchId: string): SourceRow[] {
    const rows = this.#database.prepare('SELECT source FROM batch_rows WHERE batch_id = ? ORDER BY row').all(batchId);
    return rows.map((row) => SourceRow.parse(JSON.parse(String((row as { source: unknown }).source))));
  }

  request(batchId: string, row: number): JobRequest | undefined {
    const found = this.#database
      .prepare('SELECT request FROM batch_rows WHERE batch_id = ? AND row = ?')
      .get(batchId, row) as { request: string | null } | undefined;
    return found?.request ? JobRequest.parse(JSON.parse(found.request)) : undefined;
  }

  /** Writes what was found of rows: each is Queued, or Failed with its reason. */
  setVerdicts(batchId: string, verdicts: readonly RowVerdict[]): void {
    this.#database.durably(() => {
      for (const { row, title, outputName, request, filmSeconds, error } of verdicts) {
        this.#run(
          `UPDATE batch_rows SET status = ?, title = ?, output_name = ?, request = ?, film_seconds = ?, error = ?,
            output = NULL, took_seconds = NULL, ended_utc = NULL WHERE batch_id = ? AND row = ?`,
          error ? 'Failed' : 'Queued',
          title,
          outputName ?? null,
          request ? JSON.stringify(request) : null,
          filmSeconds ?? null,
          error ? JSON.stringify(error) : null,
          batchId,
          row,
        );
      }
    });
  }

  /** With what was found of the rows under it. */
  setPlan(
    batchId: string,
    plan: { wishes: BatchWishes; concurrency: number; outputFolder: string },
    verdicts: readonly RowVerdict[],
  ): void {
    const sql = 'UPDATE batches SET wishes = ?, concurrency = ?, output_folder = ? WHERE batch_id = ?';
    this.#database.durably(() => {
      this.#run(sql, JSON.stringify(plan.wishes), plan.concurrency, plan.outputFolder, batchId);
      this.setVerdicts(batchId, verdicts);
    });
  }

  /** All of it or, when it throws or the studio is killed, nothing. */
  together(changes: () => void): void {
    this.#database.durably(changes);
  }

  /** False when the batch was in none of the states that it may leave for this one. */
  move(batchId: string, from: readonly BatchStatus[], to: BatchStatus, because?: Failure): boolean {
    const now = new Date().toISOString();
    const stamps = {
      Draft: '',
      Running: ', started_utc = coalesce(started_utc, :now), resumed_utc = :now, ended_utc = NULL',
      Paused: '',
      Canceling: '',
      Ended: ', ended_utc = :now',
    };
    const states = from.map((status) => `'${status}'`).join(', ');
    const sql = `UPDATE batches SET status = :status, paused_because = :because${stamps[to]} WHERE batch_id = :batch AND status IN (${states})`;
    const values = { status: to, because: because ? JSON.stringify(because) : null, batch: batchId };
    const changed = this.#database.durably(
      () => this.#database.prepare(sql).run({ ...values, ...(stamps[to].includes(':now') && { now }) }).changes,
    );
    return changed === 1;
  }

  setOwner(batchId: string, owner: string): void {
    this.#change('UPDATE batches SET owner = ? WHERE batch_id = ?', owner, batchId);
  }

  /** Takes a batch from a process that is gone. False when another was quicker. */
  takeOver(batchId: string, owner: string, formerOwner: string): boolean {
    const sql = 'UPDATE batches SET owner = ? WHERE batch_id = ? AND owner = ?';
    return this.#change(sql, owner, batchId, formerOwner) === 1;
  }

  nextQueued(batchId: string): QueuedRow | undefined {
    const row: unknown = this.#database
      .prepare(
        `SELECT row, attempt, job_id AS jobId, output_name AS outputName, request FROM batch_rows
          WHERE batch_id = ? AND status = 'Queued' ORDER BY position LIMIT 1`,
      )
      .get(batchId);
    return row ? QueuedRow.parse(row) : undefined;
  }

  setRunning(batchId: string, row: number, jobId?: string): void {
    const sql =
      "UPDATE batch_rows SET status = 'Running', job_id = coalesce(?, job_id), error = NULL WHERE batch_id = ? AND row = ?";
    this.#change(sql, jobId ?? null, batchId, row);
  }

  setEnded(
    batchId: string,
    row: number,
    end: Pick<BatchRow, 'error' | 'output' | 'tookSeconds'> & { status: BatchRowStatus },
  ): void {
    this.#change(
      `UPDATE batch_rows SET status = ?, error = ?, output = ?, took_seconds = ?, ended_utc = ? WHERE batch_id = ? AND row = ?`,
      end.status,
      end.error ? JSON.stringify(end.error) : null,
      end.output ? JSON.stringify(end.output) : null,
      end.tookSeconds ?? null,
      new Date().toISOString(),
      batchId,
      row,
    );
  }

  /** Their next run is another one; a row whose source was mended has nothing to go on from. */
  beginAgain(batchId: string, verdicts: readonly RowVerdict[], mended: readonly SourceRow[]): void {
    const mendedRows = new Set(mended.map(({ row }) => row));
    const sql =
      'UPDATE batch_rows SET attempt = attempt + 1, job_id = CASE WHEN ? THEN NULL ELSE job_id END WHERE batch_id = ? AND row = ?';
    this.#database.durably(() => {
      for (const { row } of verdicts) this.#run(sql, mendedRows.has(row) ? 1 : 0, batchId, row);
      this.#setSources(batchId, mended);
      this.setVerdicts(batchId, verdicts);
    });
  }

  /** A row that was begun and has no job yet waits again. */
  requeue(batchId: string, row: number): void {
    this.#change("UPDATE batch_rows SET status = 'Queued' WHERE batch_id = ? AND row = ?", batchId, row);
  }

  cancelQueued(batchId: string): void {
    this.#change("UPDATE batch_rows SET status = 'Canceled' WHERE batch_id = ? AND status = 'Queued'", batchId);
  }

  setPositions(batchId: string, rowsInOrder: readonly number[]): void {
    this.#database.durably(() => {
      for (const [position, row] of rowsInOrder.entries()) {
        this.#run('UPDATE batch_rows SET position = ? WHERE batch_id = ? AND row = ?', position, batchId, row);
      }
    });
  }

  running(batchId: string): { row: number; jobId: string | undefined }[] {
    const rows = this.#database
      .prepare("SELECT row, job_id FROM batch_rows WHERE batch_id = ? AND status = 'Running'")
      .all(batchId) as { row: number; job_id: string | null }[];
    return rows.map(({ row, job_id }) => ({ row, jobId: job_id ?? undefined }));
  }

  rowOfJob(jobId: string): { batchId: string; row: number; status: BatchRowStatus } | undefined {
    const sql = 'SELECT batch_id, row, status FROM batch_rows WHERE job_id = ?';
    const found = this.#database.prepare(sql).get(jobId) as
      | { batch_id: string; row: number; status: BatchRowStatus }
      | undefined;
    return found && { batchId: found.batch_id, row: found.row, status: found.status };
  }

  /** What the last films came to, newest first: their failure, or nothing for one that succeeded. */
  lastEnds(batchId: string, since: string, count: number): (Failure | undefined)[] {
    const rows = this.#database
      .prepare(
        `SELECT error FROM batch_rows WHERE batch_id = ? AND status IN ('Succeeded', 'Failed') AND ended_utc >= ?
          ORDER BY ended_utc DESC, row DESC LIMIT ?`,
      )
      .all(batchId, since, count) as { error: string | null }[];
    return rows.map(({ error }) => (error === null ? undefined : Failure.parse(JSON.parse(error))));
  }

  /** What tells two moments apart, cheaply: for what other processes change. */
  fingerprints(): Map<string, string> {
    const rows = this.#database
      .prepare(
        `SELECT b.batch_id, b.status, b.concurrency, b.output_folder, b.wishes, group_concat(r.n) AS counts FROM batches b
          LEFT JOIN (SELECT batch_id, status || count(*) || ':' || coalesce(sum(position * row), 0) AS n FROM batch_rows
            GROUP BY batch_id, status ORDER BY status) r USING (batch_id) GROUP BY b.batch_id`,
      )
      .all() as Record<string, unknown>[];
    return new Map(rows.map((row) => [String(row['batch_id']), Object.values(row).join('\n')]));
  }

  remove(batchId: string): void {
    this.#change('DELETE FROM batches WHERE batch_id = ?', batchId);
  }

  #setSources(batchId: string, sources: readonly SourceRow[]): void {
    const sql = 'UPDATE batch_rows SET source = ? WHERE batch_id = ? AND row = ?';
    for (const source of sources) this.#run(sql, JSON.stringify(source), batchId, source.row);
  }

  #run(sql: string, ...values: Value[]): number {
    return this.#database.prepare(sql).run(...values).changes;
  }

  #change(sql: string, ...values: Value[]): number {
    return this.#database.durably(() => this.#run(sql, ...values));
  }
}
