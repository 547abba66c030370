import { z } from 'zod';
import { BatchId, JobId } from './job.ts';

/** One call of the contract: what goes in, what comes out. */
export const call = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out, limits: CallLimits = {}) => ({
  input,
  output,
  ...limits,
});
interface CallLimits {
  /** Largest input that is looked at; a call that carries a file says so. */
  maxInputBytes?: number;
}

export const nothing = z.void();
export const ofJob = z.strictObject({ jobId: JobId });
export const ofBatch = z.strictObject({ batchId: BatchId });
