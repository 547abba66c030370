import { z } from 'zod';
import { JobId } from './job.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export const LogLevel = z.enum(logLevels);
export type LogLevel = z.infer<typeof LogLevel>;

/** Which lines of the log are wanted; what is absent asks for nothing. */
export const LogFilter = z.strictObject({
  /** Of this weight and above. */
  level: LogLevel.optional(),
  /** Not before. ISO 8601, UTC. */
  from: z.iso.datetime().optional(),
  /** With these words, in any case; a correlation ID is found as well. */
  text: z.string().max(200).optional(),
  jobId: JobId.optional(),
  /** What took at least so many milliseconds. */
  slowMs: z.number().min(0).max(1e9).optional(),
  /** Only what the diagnostics bundle of this job holds, its lines numbered as in `logs-redacted.txt`. */
  bundleOf: JobId.optional(),
});
export type LogFilter = z.infer<typeof LogFilter>;

/** One record, as a list shows it. */
export const LogEntry = z.object({
  /** Of the line in `logs-redacted.txt`, from 1. */
  line: z.number().int().optional(),
  /** ISO 8601, UTC. */
  timestamp: z.string(),
  level: LogLevel,
  message: z.string(),
  jobId: z.string().optional(),
  step: z.string().optional(),
  correlationId: z.string().optional(),
  /** What came with the message, as JSON on one line. */
  data: z.string().optional(),
  durationMs: z.number().optional(),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** What whoever looks at the log is told: what is there, then what is added. */
export const LogUpdate = z.object({
  entries: z.array(LogEntry),
  /** Lines that the filter keeps back, since the beginning. */
  filteredCount: z.number().int(),
  /** Lines that would fit the filter and are older than what was sent. */
  olderCount: z.number().int(),
  /** False while what is there already is still on its way. */
  isLive: z.boolean(),
});
export type LogUpdate = z.infer<typeof LogUpdate>;
