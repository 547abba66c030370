import { StudioError } from '../../src-shared/failure.ts';
import type { Job, JobId, JobStatus } from '../../src-shared/job.ts';
import { log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';
import { jobColumns, jobFromRows, SavedRequest, stepColumns } from './job-rows.ts';

/** The jobs as they lie in the database. Knows SQL and nothing of how a job runs. */
export class JobStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(job: Job, request: SavedRequest, owner: string, idempotencyKey: string | undefined): void {
    this.#database.durably(() => {
      const columns = {
        ...jobColumns(job),
        last_seq: 0,
        owner,
        is_waiting: 1,
        is_cancel_asked: 0,
        crash_count: 0,
        idempotency_key: idempotencyKey ?? null,
      };
      this.#insertInto('jobs', columns);
      this.#insertInto('job_requests', { job_id: job.jobId, request: JSON.stringify(request) });
      for (const [position, step] of job.steps.entries()) {
        this.#insertInto('steps', { job_id: job.jobId, position, ...stepColumns(step) });
      }
    });
  }

  /** Writes what changes as a job runs; to be called within a transaction together with what changed it. */
  update(job: Job, before?: Job): void {
    this.#updateRow('jobs', jobColumns(job), 'job_id = :job_id');
    for (const [position, step] of job.steps.entries()) {
      if (before && before.steps[position] === step) continue;
      this.#updateRow(
        'steps',
        { job_id: job.jobId, position, ...stepColumns(step) },
        'job_id = :job_id AND position = :position',
      );
    }
  }

  /** Throws `NotFound:job`. */
  get(jobId: string): Job {
    const job = this.find(jobId);
    if (!job) throw new StudioError('NotFound:job', { details: { jobId: jobId.slice(0, 100) } });
    return job;
  }

  find(jobId: string): Job | undefined {
    const row = this.#one('SELECT * FROM jobs JOIN job_requests USING (job_id) WHERE job_id = ?', jobId);
    return row && jobFromRows(row, this.#stepsOf(jobId));
  }

  /** Newest first. */
  list(): Job[] {
    const rows = this.#all(
      'SELECT * FROM jobs JOIN job_requests USING (job_id) ORDER BY created_utc DESC, jobs.rowid DESC',
    );
    return rows.flatMap((row) => this.#readable(row) ?? []);
  }

  /** Newest first. */
  endedWithoutFilm(): JobId[] {
    const rows = this.#all(
      "SELECT job_id FROM jobs WHERE status IN ('Failed', 'Canceled') ORDER BY created_utc DESC, rowid DESC",
    );
    return rows.map((row) => String(row['job_id']));
  }

  request(jobId: string): SavedRequest {
    const row = this.#one('SELECT request FROM job_requests WHERE job_id = ?', jobId);
    if (!row) throw new StudioError('NotFound:job');
    return SavedRequest.parse(JSON.parse(String(row['request'])));
  }

  findByKey(idempotencyKey: string): Job | undefined {
    const row = this.#one('SELECT job_id FROM jobs WHERE idempotency_key = ?', idempotencyKey);
    return row && this.find(String(row['job_id']));
  }

  remove(jobId: string): void {
    this.#database.durably(() => this.#database.prepare('DELETE FROM jobs WHERE job_id = ?').run(jobId));
  }

  setTitle(jobId: string, title: string): void {
    this.#change('UPDATE jobs SET title = ? WHERE job_id = ?', title, jobId);
  }

  linkRetry(original: JobId, retry: JobId): void {
    this.#change('UPDATE jobs SET retried_by = ? WHERE job_id = ?', retry, original);
  }

  setWaiting(jobId: string, owner: string, isWaiting: boolean): void {
    this.#change('UPDATE jobs SET is_waiting = ?, owner = ? WHERE job_id = ?', isWaiting ? 1 : 0, owner, jobId);
  }

  /** Takes a waiting job for this process. False when another was quicker. */
  claim(jobId: string, owner: string, formerOwner: string): boolean {
    const sql =
      'UPDATE jobs SET owner = ?, is_waiting = 0, is_cancel_asked = 0 WHERE job_id = ? AND owner = ? AND is_waiting = 1';
    return this.#change(sql, owner, jobId, formerOwner) === 1;
  }

  /** Takes a job from a process that died at it. False when another was quicker. */
  takeOver(jobId: string, owner: string, formerOwner: string): boolean {
    const sql = "UPDATE jobs SET owner = ?, is_waiting = 0 WHERE job_id = ? AND owner = ? AND status = 'Running'";
    return this.#change(sql, owner, jobId, formerOwner) === 1;
  }

  /** Oldest first. */
  waiting(): { jobId: JobId; owner: string }[] {
    const rows = this.#all(
      "SELECT job_id, owner FROM jobs WHERE is_waiting = 1 AND status IN ('Queued', 'Interrupted', 'Paused') ORDER BY created_utc, rowid",
    );
    return rows.map((row) => ({ jobId: String(row['job_id']), owner: String(row['owner']) }));
  }

  withStatus(status: JobStatus): { jobId: JobId; owner: string; crashCount: number }[] {
    const rows = this.#all(
      'SELECT job_id, owner, crash_count FROM jobs WHERE status = ? ORDER BY created_utc, rowid',
      status,
    );
    return rows.map((row) => ({
      jobId: String(row['job_id']),
      owner: String(row['owner']),
      crashCount: Number(row['crash_count']),
    }));
  }

  ownerOf(jobId: string): string {
    const row = this.#one('SELECT owner FROM jobs WHERE job_id = ?', jobId);
    return row ? String(row['owner']) : '';
  }

  setCrashCount(jobId: string, count: number): void {
    this.#change('UPDATE jobs SET crash_count = ? WHERE job_id = ? AND crash_count <> ?', count, jobId, count);
  }

  askToCancel(jobId: string): void {
    this.#change('UPDATE jobs SET is_cancel_asked = 1 WHERE job_id = ?', jobId);
  }

  /** What other processes asked this one to cancel since the last look. */
  takeCancelWishes(owner: string): JobId[] {
    const rows = this.#all(
      'SELECT job_id FROM jobs WHERE is_cancel_asked = 1 AND owner = ? AND ended_utc IS NULL',
      owner,
    );
    for (const row of rows) this.#change('UPDATE jobs SET is_cancel_asked = 0 WHERE job_id = ?', String(row['job_id']));
    return rows.map((row) => String(row['job_id']));
  }

  /** What tells two moments of the list apart, cheaply: for what other processes change. */
  fingerprints(): Map<JobId, string> {
    const rows = this.#all('SELECT job_id, last_seq, title, retried_by FROM jobs');
    return new Map(rows.map((row) => [String(row['job_id']), Object.values(row).join('\n')]));
  }

  /** Seconds of work per second of film over the last ten films made here; undefined before the first. */
  workPerFilmSecond(): number | undefined {
    const row = this.#one(`
      SELECT sum(work) / sum(film) AS ratio FROM (
        SELECT json_extract(output, '$.durationSeconds') AS film,
          (SELECT sum(duration_ms) / 1000 FROM steps WHERE steps.job_id = jobs.job_id) AS work
        FROM jobs WHERE status = 'Succeeded' AND retry_of IS NULL AND crash_count = 0
        ORDER BY ended_utc DESC LIMIT 10)`);
    return typeof row?.['ratio'] === 'number' ? row['ratio'] : undefined;
  }

  /** One row that nobody can read must not hide all the others. */
  #readable(row: Record<string, unknown>): Job | undefined {
    try {
      return jobFromRows(row, this.#stepsOf(String(row['job_id'])));
    } catch (error) {
      log.error('A job in the database cannot be read', { jobId: row['job_id'], reason: String(error) });
      return undefined;
    }
  }

  #stepsOf(jobId: string): Record<string, unknown>[] {
    return this.#all('SELECT * FROM steps WHERE job_id = ? ORDER BY position', jobId);
  }

  #one(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.#database.prepare(sql).get(...values) as Record<string, unknown> | undefined;
  }

  #all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.#database.prepare(sql).all(...values) as Record<string, unknown>[];
  }

  #change(sql: string, ...values: (string | number)[]): number {
    return this.#database.durably(() => this.#database.prepare(sql).run(...values).changes);
  }

  #insertInto(table: string, columns: Record<string, string | number | null>): void {
    const names = Object.keys(columns);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`;
    this.#database.prepare(sql).run(columns);
  }

  #updateRow(table: string, columns: Record<string, string | number | null>, where: string): void {
    const assignments = Object.keys(columns).map((name) => `${name} = :${name}`);
    this.#database.prepare(`UPDATE ${table} SET ${assignments.join(', ')} WHERE ${where}`).run(columns);
  }
}
