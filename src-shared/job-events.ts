import { z } from 'zod';
import { Failure } from './failure.ts';
import { Degradation, Job, JobId, JobOutput, JobStatus, StallQuestion, StepName, StepStatus } from './job.ts';

const stamp = {
  /** Gapless per job, from 1. */
  seq: z.number().int().positive(),
  jobId: JobId,
  correlationId: z.string(),
  /** Of the whole job, where a step's own stands above. */
  jobCorrelationId: z.string().optional(),
  /** ISO 8601, UTC. */
  timestamp: z.string(),
};
const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), ...stamp, ...shape });

/** Everything that happens to a job, in order. Exactly one of the last three ends it. */
export const JobEvent = z.discriminatedUnion('kind', [
  event('job-status', {
    status: JobStatus,
    percent: z.number(),
    etaSeconds: z.number().optional(),
    isFinalizing: z.boolean().optional(),
    title: z.string().optional(),
  }),
  event('step-status', {
    step: StepName,
    status: StepStatus,
    skippedReason: z.string().optional(),
    detail: z.string().optional(),
    durationMs: z.number().optional(),
  }),
  event('step-progress', {
    step: StepName,
    progressPct: z.number(),
    percent: z.number(),
    etaSeconds: z.number().optional(),
    isFinalizing: z.boolean().optional(),
    currentItem: z.number().int().optional(),
    totalItems: z.number().int().optional(),
    detail: z.string().optional(),
  }),
  event('step-error', { step: StepName, error: Failure }),
  event('job-warning', {
    step: StepName.optional(),
    message: z.string(),
    degradation: Degradation.optional(),
    /** Asks what is to be done; the next `job-status` or `step-status` takes the question back. */
    question: StallQuestion.optional(),
  }),
  event('job-log', {
    step: StepName.optional(),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
  }),
  event('job-completed', { output: JobOutput }),
  event('job-failed', { error: Failure, step: StepName }),
  event('job-canceled', { step: StepName.optional() }),
]);
export type JobEvent = z.infer<typeof JobEvent>;
export type JobEventKind = JobEvent['kind'];

/** What a subscriber to one job is told: where things stand, then what happens. */
export const JobUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), seq: z.number().int().min(0), job: Job }),
  /** The events asked for are gone; a snapshot follows. */
  z.object({ kind: z.literal('seq-gone'), oldestSeq: z.number().int() }),
  z.object({ kind: z.literal('event'), event: JobEvent }),
]);
export type JobUpdate = z.infer<typeof JobUpdate>;
