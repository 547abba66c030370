import { z } from 'zod';

export const CircuitState = z.enum(['Closed', 'Open', 'HalfOpen']);
export type CircuitState = z.infer<typeof CircuitState>;

/** One breaker a provider and kind. */
export const BreakerState = z.object({
  /** `OpenAI-LLM`. */
  name: z.string(),
  state: CircuitState,
  /** Failures in a row. */
  failureCount: z.number().int(),
  /** ISO 8601, UTC. */
  lastFailure: z.string().nullable(),
  /** ISO 8601, UTC; null while closed, and while it is held open by hand until it is reset. */
  nextAttempt: z.string().nullable(),
});
export type BreakerState = z.infer<typeof BreakerState>;

export const BreakerList = z.object({ circuitBreakers: z.array(BreakerState) });
export type BreakerList = z.infer<typeof BreakerList>;

const count = z.number().int().min(0);

/** What one provider did for one kind of work. A call is one request, so an operation with two retries is three. */
export const ProviderMetrics = z.object({
  /** As its breaker is called: `OpenAI-LLM`. */
  name: z.string(),
  provider: z.string(),
  kind: z.string(),
  calls: count,
  failures: count,
  /** Failures since the last success. */
  consecutiveFailures: count,
  /** Answers taken from the cache because a call failed. */
  cacheHits: count,
  /** 0 to 1; null before the first call. */
  successRate: z.number().nullable(),
  /** Of the latest 500 successful calls; null before the first. */
  averageMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  costUsd: z.number(),
  lastError: z.object({ code: z.string(), timestamp: z.string() }).nullable(),
});
export type ProviderMetrics = z.infer<typeof ProviderMetrics>;

export const ResilienceMetrics = z.object({
  circuitBreakers: z.object({ total: count, closed: count, open: count, halfOpen: count }),
  /** Operations that were tried more than once, how they ended, and their calls on average. */
  retries: z.object({ total: count, successful: count, failed: count, averageAttempts: z.number() }),
  /** Pieces of work that the first provider in line failed and another was asked for. */
  fallbacks: z.object({ total: count, successful: count, failed: count }),
  /** Of what was retried or handed on, the part that came to a good end, 0 to 1; null when there was nothing. */
  recoveryRate: z.number().nullable(),
  providers: z.array(ProviderMetrics),
});
export type ResilienceMetrics = z.infer<typeof ResilienceMetrics>;

/** What the Resilience page shows; pushed whenever it changes. */
export const ResilienceUpdate = BreakerList.extend({
  /** By the name of each half-open breaker: how many probes in a row have succeeded. */
  goodProbes: z.record(z.string(), count),
  metrics: ResilienceMetrics,
  /** Failures are being simulated: nothing here says how the providers really do. */
  isSimulating: z.boolean(),
});
export type ResilienceUpdate = z.infer<typeof ResilienceUpdate>;

/** One of the last 24 hours, for the charts beside the figures. */
export const HourFigures = z.object({
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Operations that were tried again. */
  retries: count,
  /** Null where nothing was asked of any provider. */
  triesPerCall: z.number().nullable(),
  fallbacks: count,
});
export type HourFigures = z.infer<typeof HourFigures>;
