import { z } from 'zod';
import { ModelDecision } from '../../src-shared/diagnostics.ts';
import type { JobId } from '../../src-shared/job.ts';
import type { FfmpegRecord } from '../ffmpeg/ffmpeg.ts';
import { currentCorrelation } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().transform((value) => value ?? undefined);
const stamp = { correlation_id: z.string(), timestamp: z.string(), step: optional(z.string()) };

const CommandRow = z.object({
  ...stamp,
  purpose: z.string(),
  command: z.string(),
  exit_code: z.number().nullable(),
  exit_signal: optional(z.string()),
  duration_seconds: z.number(),
  error_output: optional(z.string()),
});
const DecisionRow = z.object({ ...stamp, decision: z.string() });

interface Stamp {
  /** ISO 8601, UTC. */
  timestamp: string;
  correlationId: string;
  step?: string | undefined;
}
export interface CommandOfJob extends Stamp {
  purpose: string;
  command: string;
  /** Null when a signal ended it, or it never started. */
  exitCode: number | null;
  exitSignal?: string | undefined;
  durationSeconds: number;
  errorOutput?: string | undefined;
}
export interface DecisionOfJob extends Stamp {
  decision: ModelDecision;
}

/** Of a job so much is kept; the oldest goes first. */
const mostCommands = 2000;
const mostDecisions = 500;
const longestCommand = 8000;

/** What each job did with which tool: for the diagnostics, so losing one of these never fails a job. */
export class JobTelemetry {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Belongs to the job and step that this is called in; outside of a job nothing is kept. */
  recordCommand({ purpose, command, exitCode, exitSignal, seconds, errorOutput }: FfmpegRecord): void {
    this.#record('ffmpeg_records', mostCommands, {
      timestamp: new Date(Date.now() - seconds * 1000).toISOString(),
      purpose,
      command: command.slice(0, longestCommand),
      exit_code: exitCode,
      exit_signal: exitSignal ?? null,
      duration_seconds: seconds,
      error_output: errorOutput ?? null,
    });
  }

  /** As `recordCommand`. */
  recordDecision(decision: ModelDecision): void {
    const timestamp = new Date().toISOString();
    this.#record('model_decisions', mostDecisions, { timestamp, decision: JSON.stringify(decision) });
  }

  /** Oldest first. */
  commandsOf(jobId: JobId): CommandOfJob[] {
    const rows = this.#database.prepare('SELECT * FROM ffmpeg_records WHERE job_id = ? ORDER BY record_id').all(jobId);
    return z
      .array(CommandRow)
      .parse(rows)
      .map(({ correlation_id, exit_code, exit_signal, duration_seconds, error_output, ...row }) => ({
        ...row,
        correlationId: correlation_id,
        exitCode: exit_code,
        exitSignal: exit_signal,
        durationSeconds: duration_seconds,
        errorOutput: error_output,
      }));
  }

  /** Oldest first. */
  decisionsOf(jobId: JobId): DecisionOfJob[] {
    const rows = this.#database
      .prepare('SELECT * FROM model_decisions WHERE job_id = ? ORDER BY decision_id')
      .all(jobId);
    return z
      .array(DecisionRow)
      .parse(rows)
      .map(({ correlation_id, decision, ...row }) => ({
        ...row,
        correlationId: correlation_id,
        decision: ModelDecision.parse(JSON.parse(decision)),
      }));
  }

  #record(
    table: 'ffmpeg_records' | 'model_decisions',
    most: number,
    columns: Record<string, string | number | null>,
  ): void {
    const { jobId, step, correlationId } = currentCorrelation() ?? {};
    if (jobId === undefined || correlationId === undefined) return;
    const row = { job_id: jobId, step: step ?? null, correlation_id: correlationId, ...columns };
    const names = Object.keys(row);
    try {
      this.#database.quickly(() => {
        const values = names.map((name) => `:${name}`).join(', ');
        this.#database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})`).run(row);
        this.#forgetOldest(table, most, jobId);
      });
    } catch (error) {
      log.warn('A record for the diagnostics was not kept', { table, reason: String(error) });
    }
  }

  #forgetOldest(table: 'ffmpeg_records' | 'model_decisions', most: number, jobId: JobId): void {
    const sql = `DELETE FROM ${table} WHERE job_id = :job_id AND rowid <=
      (SELECT rowid FROM ${table} WHERE job_id = :job_id ORDER BY rowid DESC LIMIT 1 OFFSET ${most})`;
    this.#database.prepare(sql).run({ job_id: jobId });
  }
}
