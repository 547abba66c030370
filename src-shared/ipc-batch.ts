import { z } from 'zod';
import { Batch, BatchConcurrency, BatchDetail, BatchWishes, ReportFormat } from './batch.ts';
import { CleanupDays, DebugCleanup, DebugLog, DebugMinutes, DebugStatus, TestedItem } from './batch-debug.ts';
import { call, nothing, ofBatch } from './ipc-call.ts';
import { BatchId, JobId } from './job.ts';

/** What the window may ask of batches and debug sessions. */
export const batchCalls = {
  /** The system's dialog; nothing when the user thinks better of it. */
  'batches.choose': call(z.strictObject({ what: z.enum(['file', 'folder']) }), BatchDetail.optional()),
  /** What was just dropped onto the window: the page itself never learns a path. */
  'batches.openDropped': call(nothing, BatchDetail),
  'batches.list': call(nothing, z.array(Batch)),
  'batches.get': call(ofBatch, BatchDetail),
  'batches.change': call(
    z.strictObject({
      batchId: BatchId,
      wishes: BatchWishes.optional(),
      concurrency: BatchConcurrency.optional(),
      outputFolder: z.string().min(1).max(4096).optional(),
    }),
    BatchDetail,
  ),
  'batches.start': call(ofBatch, BatchDetail),
  'batches.pause': call(ofBatch, BatchDetail),
  'batches.resume': call(ofBatch, BatchDetail),
  'batches.cancel': call(ofBatch, BatchDetail),
  'batches.retryFailed': call(ofBatch, BatchDetail),
  /** Another turn for a row that waits; 0 is next. */
  'batches.move': call(
    z.strictObject({ batchId: BatchId, row: z.number().int().positive(), place: z.number().int().min(0) }),
    BatchDetail,
  ),
  /** Its jobs and films stay. */
  'batches.remove': call(ofBatch, nothing),
  /** Asks where to; the path, or nothing when the user thinks better of it. */
  'batches.saveReport': call(z.strictObject({ batchId: BatchId, format: ReportFormat }), z.string().optional()),

  'debug.status': call(nothing, DebugStatus),
  /** Once more extends it. */
  'debug.enable': call(z.strictObject({ minutes: DebugMinutes }), DebugStatus),
  'debug.disable': call(nothing, DebugStatus),
  'debug.log': call(z.strictObject({ jobId: JobId }), DebugLog),
  /** Asks where to; the path, or nothing when the user thinks better of it. */
  'debug.saveLog': call(z.strictObject({ jobId: JobId }), z.string().optional()),
  'debug.cleanup': call(z.strictObject({ days: CleanupDays }), DebugCleanup),
  /** One row, one provider call, for real. */
  'debug.testItem': call(z.strictObject({ batchId: BatchId, row: z.number().int().positive() }), TestedItem),
};
