import { z } from 'zod';
import { BatchConcurrency, BatchRow, BatchRowStatus, BatchStatus, BatchWishes } from '../../src-shared/batch.ts';
import { Failure } from '../../src-shared/failure.ts';
import { BatchId, JobId, JobRequest } from '../../src-shared/job.ts';

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().transform((value) => value ?? undefined);
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema);

/** A batch as it lies in the database; what can be counted is not in it. */
export const BatchRecord = z
  .object({
    batch_id: BatchId,
    name: z.string(),
    source_path: z.string(),
    source_hash: z.string(),
    output_folder: z.string(),
    concurrency: BatchConcurrency,
    wishes: json(BatchWishes),
    notes: json(z.array(z.string())),
    status: BatchStatus,
    paused_because: optional(json(Failure)),
    owner: z.string(),
    created_utc: z.string(),
    started_utc: optional(z.string()),
    resumed_utc: optional(z.string()),
    ended_utc: optional(z.string()),
  })
  .transform((row) => ({
    batchId: row.batch_id,
    name: row.name,
    sourcePath: row.source_path,
    sourceHash: row.source_hash,
    outputFolder: row.output_folder,
    concurrency: row.concurrency,
    wishes: row.wishes,
    notes: row.notes,
    status: row.status,
    pausedBecause: row.paused_because,
    owner: row.owner,
    createdUtc: row.created_utc,
    startedUtc: row.started_utc,
    resumedUtc: row.resumed_utc,
    endedUtc: row.ended_utc,
  }));
export type BatchRecord = z.output<typeof BatchRecord>;

/** What the list shows of a row, with what its job is doing just now. */
export const RowRecord = z
  .object({
    row: z.number(),
    position: z.number(),
    status: BatchRowStatus,
    title: z.string(),
    output_name: optional(z.string()),
    film_seconds: optional(z.number()),
    job_id: optional(JobId),
    error: optional(json(Failure)),
    output: optional(json(BatchRow.shape.output.unwrap())),
    took_seconds: optional(z.number()),
    percent: optional(z.number()),
    eta_seconds: optional(z.number()),
    step: optional(BatchRow.shape.step.unwrap()),
    detail: optional(z.string()),
  })
  .transform((row) => ({
    filmSeconds: row.film_seconds ?? 0,
    etaSeconds: row.eta_seconds,
    shown: withoutUndefined({
      row: row.row,
      position: row.position,
      title: row.title,
      status: row.status,
      outputName: row.output_name,
      jobId: row.job_id,
      percent: row.percent,
      step: row.step,
      detail: row.detail,
      output: row.output,
      tookSeconds: row.took_seconds,
      error: row.error,
    }) as BatchRow,
  }));
export type RowRecord = z.output<typeof RowRecord>;

/** A row whose turn it is. */
export const QueuedRow = z.object({
  row: z.number(),
  attempt: z.number(),
  /** Of the run before, to go on from. */
  jobId: optional(JobId),
  outputName: z.string(),
  request: json(JobRequest),
});
export type QueuedRow = z.output<typeof QueuedRow>;

const withoutUndefined = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
