import { z } from 'zod';
import { BriefWishes, OwnText, Quality } from './brief.ts';
import { Failure } from './failure.ts';
import { BatchId, JobId, StepName } from './job.ts';

/** A draft is only looked at; a batch that is Canceling lets its running films go first. */
const batchStatuses = ['Draft', 'Running', 'Paused', 'Canceling', 'Ended'] as const;
export const BatchStatus = z.enum(batchStatuses);
export type BatchStatus = z.infer<typeof BatchStatus>;

const rowStatuses = ['Queued', 'Running', 'Succeeded', 'Failed', 'Canceled'] as const;
export const BatchRowStatus = z.enum(rowStatuses);
export type BatchRowStatus = z.infer<typeof BatchRowStatus>;

/** What the whole batch says of its films. */
export const BatchWishes = z.strictObject({
  /** Where a row says nothing. */
  defaults: BriefWishes.prefault({}),
  /** Whatever a row says. */
  overrides: BriefWishes.prefault({}),
  quality: Quality.optional(),
});
export type BatchWishes = z.infer<typeof BatchWishes>;

/** More rows than this make no batch that anybody could look through. */
export const mostBatchRows = 2000;
export const mostAtOnce = 8;
export const BatchConcurrency = z.number().int().min(1).max(mostAtOnce);

/** A row as it was read, before anything was made of it. */
export const SourceRow = z.object({
  /** From 1, without the header. */
  row: z.number().int().positive(),
  /** Where it stands, for people: "line 14", "sky.md". */
  place: z.string(),
  /** The brief's keys in whatever type they were written. */
  brief: z.record(z.string(), z.unknown()),
  ownText: OwnText.optional(),
  /** The name that the film is to get, as it was written. */
  output: z.string().optional(),
  /** What the film is called where nothing is wished for; absent: its title. */
  fileName: z.string().optional(),
  /** Why nothing can be made of it. */
  problem: z.object({ code: z.string(), message: z.string(), remediation: z.string().optional() }).optional(),
});
export type SourceRow = z.infer<typeof SourceRow>;

export const BatchCounts = z.object({
  total: z.number().int(),
  queued: z.number().int(),
  running: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  canceled: z.number().int(),
});
export type BatchCounts = z.infer<typeof BatchCounts>;

export const Batch = z.object({
  batchId: BatchId,
  /** Of the file or folder that it was read from. */
  name: z.string(),
  status: BatchStatus,
  outputFolder: z.string(),
  /** Films made at once. */
  concurrency: BatchConcurrency,
  wishes: BatchWishes,
  counts: BatchCounts,
  /** 0 to 100, the parts of running films included. */
  percent: z.number(),
  /** From what was measured on this computer; absent until there is a figure. */
  etaSeconds: z.number().optional(),
  /** Why it paused by itself. */
  pausedBecause: Failure.optional(),
  /** What was noticed as it was read: "2 other files were left alone." */
  notes: z.array(z.string()),
  /** ISO 8601, UTC. */
  createdUtc: z.string(),
  startedUtc: z.string().optional(),
  endedUtc: z.string().optional(),
});
export type Batch = z.infer<typeof Batch>;

/** Nothing of it goes on by itself: it has ended, or it is paused and its films are finished. */
export const isAtRest = ({ status, counts }: Pick<Batch, 'status' | 'counts'>): boolean =>
  status === 'Ended' || (status === 'Paused' && counts.running === 0);

export const BatchRow = z.object({
  row: z.number().int().positive(),
  /** Its turn, from 0. */
  position: z.number().int(),
  title: z.string(),
  status: BatchRowStatus,
  /** The name of the film without its ending. */
  outputName: z.string().optional(),
  jobId: JobId.optional(),
  percent: z.number().optional(),
  step: StepName.optional(),
  /** One line on what the running step does. */
  detail: z.string().optional(),
  output: z.object({ videoPath: z.string(), sizeBytes: z.number(), durationSeconds: z.number() }).optional(),
  tookSeconds: z.number().optional(),
  /** The verdict of a row that cannot be made, or what its film failed with. */
  error: Failure.optional(),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const BatchDetail = z.object({ batch: Batch, rows: z.array(BatchRow) });
export type BatchDetail = z.infer<typeof BatchDetail>;

export const BatchListUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), batches: z.array(Batch) }),
  z.object({ kind: z.literal('changed'), batch: Batch }),
  z.object({ kind: z.literal('removed'), batchId: BatchId }),
]);
export type BatchListUpdate = z.infer<typeof BatchListUpdate>;

/** All rows at first, then only those that changed. */
export const BatchUpdate = z.object({ batch: Batch, rows: z.array(BatchRow), isWhole: z.boolean() });
export type BatchUpdate = z.infer<typeof BatchUpdate>;

export const reportFormats = ['csv', 'md', 'json'] as const;
export const ReportFormat = z.enum(reportFormats);
export type ReportFormat = z.infer<typeof ReportFormat>;
