import { z } from 'zod';
import { Failure } from './failure.ts';
import { providerKinds, providerNames } from './provider-settings.ts';

/** For how long a debug session may be switched on. */
export const debugMinutes = { least: 5, most: 120, usual: 30 } as const;
/** Session files older than so many days are cleaned up unless another number is asked for. */
export const usualCleanupDays = 7;

export const DebugMinutes = z.number().min(debugMinutes.least).max(debugMinutes.most);
export const CleanupDays = z.number().int().min(0).max(3650);

export const DebugFile = z.object({
  fileName: z.string(),
  jobId: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  sizeBytes: z.number().int(),
});
export type DebugFile = z.infer<typeof DebugFile>;

export const DebugStatus = z.object({
  enabled: z.boolean(),
  /** Absent when the environment switched it on: then it lasts as long as the process. */
  expiresAt: z.string().optional(),
  files: z.array(DebugFile),
});
export type DebugStatus = z.infer<typeof DebugStatus>;

/** What of a provider's connection settings an advice changes. */
export const ConnectionChange = z.object({
  strategy: z.enum(['kept', 'perRequest', 'conservative']).optional(),
  requestInterval: z.number().int().optional(),
  concurrency: z.number().int().optional(),
  batchSize: z.number().int().optional(),
});
export type ConnectionChange = z.infer<typeof ConnectionChange>;

export const DebugAction = z.object({
  provider: z.enum(providerNames),
  title: z.string(),
  connection: ConnectionChange,
});
export type DebugAction = z.infer<typeof DebugAction>;

/** One request as it went over the wire. Redacted. */
export const RequestTiming = z.object({
  timestamp: z.string(),
  item: z.string().nullable(),
  provider: z.string(),
  attempt: z.number().int(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable(),
  response_time_ms: z.number(),
  connection: z.enum(['new', 'reused']).nullable(),
  request_headers: z.record(z.string(), z.string()),
  response_headers: z.record(z.string(), z.string()),
  /** What the provider said of a failure. */
  error_body: z.string().nullable(),
  error: z.string().nullable(),
});
export type RequestTiming = z.infer<typeof RequestTiming>;

export const SessionEvent = z.object({
  timestamp: z.string(),
  provider: z.string(),
  event: z.enum(['connection_opened', 'connection_lost', 'rate_limit_seen', 'retried']),
  detail: z.string(),
});
export type SessionEvent = z.infer<typeof SessionEvent>;

const ProviderEnvironment = z.object({
  provider: z.string(),
  endpoint: z.string(),
  model: z.string().nullable(),
  requests: z.number().int(),
  /** Median, in milliseconds. */
  latency_ms: z.number(),
  /** By how much this computer's clock is ahead of the provider's, in milliseconds. */
  clock_skew_ms: z.number().nullable(),
});

export const DebugSummary = z.object({
  debug_enabled: z.boolean(),
  job_id: z.string(),
  /** Of the first request; null where there was none. */
  started_at: z.string().nullable(),
  /** From the first request to the end of the last, whatever lies between. */
  duration_seconds: z.number(),
  total_requests: z.number().int(),
  successful_requests: z.number().int(),
  failed_requests: z.number().int(),
  /** Two decimals; 0 where there was no request. */
  success_rate_percent: z.number(),
  /** By status; `none` where no answer came. */
  status_code_breakdown: z.record(z.string(), z.number().int()),
  failure_patterns: z.array(z.object({ id: z.string(), code: z.string(), body: z.string() })),
  session_events: z.number().int(),
  environment: z.object({
    app_version: z.string(),
    platform: z.string(),
    providers: z.array(ProviderEnvironment),
  }),
  recommendations: z.array(z.string()),
  /** What the recommendations change with one press. */
  actions: z.array(DebugAction),
});
export type DebugSummary = z.infer<typeof DebugSummary>;

/** The full log: what a session file holds. */
export const DebugLog = DebugSummary.extend({
  session_history: z.array(SessionEvent),
  request_timings: z.array(RequestTiming),
  /** Requests that are counted and whose details did not fit. */
  omitted_requests: z.number().int(),
});
export type DebugLog = z.infer<typeof DebugLog>;

export const DebugCleanup = z.object({ deleted: z.number().int(), bytesFreed: z.number().int() });
export type DebugCleanup = z.infer<typeof DebugCleanup>;

/** One row sent to one provider. Redacted. */
export const TestedItem = z.object({
  provider: z.enum(providerNames),
  kind: z.enum(providerKinds),
  row: z.number().int(),
  requests: z.array(RequestTiming.extend({ sent_body: z.string().nullable(), received_body: z.string().nullable() })),
  failure: Failure.optional(),
});
export type TestedItem = z.infer<typeof TestedItem>;
