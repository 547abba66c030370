import { z } from 'zod';

const count = z.number().int().min(0);
const milliseconds = z.number().min(0);

/** How long one kind of work took; nearest-rank percentiles. */
export const OperationTimes = z.object({
  kind: z.enum(['step', 'ffmpeg', 'provider', 'call']),
  operation: z.string(),
  count,
  p50Ms: milliseconds,
  p95Ms: milliseconds,
  p99Ms: milliseconds,
  slowestMs: milliseconds,
});
export type OperationTimes = z.infer<typeof OperationTimes>;

/** The studio at one moment, for support: redacted throughout. Sizes are bytes, times ISO 8601 in UTC. */
export const Report = z.object({
  schemaVersion: z.literal('1.0'),
  createdAt: z.string(),
  system: z.object({
    app: z.string(),
    electron: z.string(),
    node: z.string(),
    ffmpeg: z.string(),
    os: z.string(),
    platform: z.string(),
    processorCount: count,
    memoryBytes: count,
  }),
  providers: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      /** Decisions for it, and requests to it. */
      chosen: count,
      calls: count,
      failures: count,
      circuitState: z.string().nullable(),
      lastError: z.string().nullable(),
    }),
  ),
  /** Of the last seven days; what differs by numbers and IDs only counts as one. */
  recentErrors: z.array(
    z.object({
      signature: z.string(),
      code: z.string().nullable(),
      count,
      firstAt: z.string(),
      lastAt: z.string(),
      /** Of the last one, for `aura trace`. */
      correlationId: z.string().nullable(),
    }),
  ),
  performance: z.array(OperationTimes),
  resources: z.object({
    freeDiskBytes: count.nullable(),
    freeMemoryBytes: count,
    processBytes: count,
    loadAverage: z.array(z.number()),
    processUptimeSeconds: z.number(),
    dataFolderBytes: z.record(z.string(), count),
    jobs: z.record(z.string(), count),
  }),
});
export type Report = z.infer<typeof Report>;
