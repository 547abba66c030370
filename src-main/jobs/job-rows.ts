import { z } from 'zod';
import { Brief, OwnText, RenderWishes } from '../../src-shared/brief.ts';
import { BatchId, Job, type Step } from '../../src-shared/job.ts';

/** What went into a job, as it lies in `job_requests`. */
export const SavedRequest = z.object({
  preset: z.enum(['sample']).optional(),
  brief: Brief,
  ownText: OwnText.optional(),
  render: RenderWishes,
  withStandIns: z.boolean().optional(),
  outputPath: z.string().optional(),
  batchId: BatchId.optional(),
});
export type SavedRequest = z.infer<typeof SavedRequest>;

type Row = Record<string, unknown>;

/** Rows of `jobs`, `job_requests` and `steps` as a Job; throws where they are not one. */
export function jobFromRows(row: Row, stepRows: readonly Row[]): Job {
  const { outputPath: _place, ...request } = SavedRequest.parse(fromJson(row['request']));
  return Job.parse({
    ...request,
    ...camelCased(row, ['request', 'last_seq', 'owner', 'is_waiting', 'is_cancel_asked', 'crash_count']),
    isFinalizing: row['is_finalizing'] === 1,
    canResume: row['status'] === 'Interrupted' || row['status'] === 'Paused',
    steps: stepRows.map((step) => camelCased(step, ['job_id', 'position'])),
  });
}

/** What changes in a job's row as it runs. */
export const jobColumns = (job: Job): Record<string, string | number | null> => ({
  job_id: job.jobId,
  title: job.title,
  status: job.status,
  correlation_id: job.correlationId,
  percent: job.percent,
  eta_seconds: job.etaSeconds ?? null,
  is_finalizing: job.isFinalizing ? 1 : 0,
  output: toJson(job.output),
  warnings: JSON.stringify(job.warnings),
  errors: JSON.stringify(job.errors),
  degradations: JSON.stringify(job.degradations),
  question: toJson(job.question),
  created_utc: job.createdUtc,
  started_utc: job.startedUtc ?? null,
  ended_utc: job.endedUtc ?? null,
  retry_of: job.retryOf ?? null,
  retried_by: job.retriedBy ?? null,
});

export const stepColumns = (step: Step): Record<string, string | number | null> => ({
  name: step.name,
  status: step.status,
  progress_pct: step.progressPct,
  duration_ms: step.durationMs ?? null,
  errors: JSON.stringify(step.errors),
  correlation_id: step.correlationId,
  started_at: step.startedAt ?? null,
  completed_at: step.completedAt ?? null,
  skipped_reason: step.skippedReason ?? null,
  detail: step.detail ?? null,
  items: toJson(step.items),
});

const jsonColumns = new Set(['output', 'warnings', 'errors', 'degradations', 'question', 'items']);

/** `duration_ms: null` is absent, `started_at` is `startedAt`. */
function camelCased(row: Row, without: string[]): Row {
  const fields = Object.entries(row).filter(([name, value]) => value !== null && !without.includes(name));
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      jsonColumns.has(name) ? fromJson(value) : value,
    ]),
  );
}

const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
const fromJson = (value: unknown): unknown => JSON.parse(String(value));
