import { z } from 'zod';
import { providerKinds } from './provider-settings.ts';

export const HealthStatus = z.enum(['Healthy', 'Degraded', 'Unhealthy']);
export type HealthStatus = z.infer<typeof HealthStatus>;

/** The state of several things together is that of the worst. */
export function worstOf(states: readonly { status: HealthStatus }[]): HealthStatus {
  const order: HealthStatus[] = ['Unhealthy', 'Degraded'];
  return order.find((wanted) => states.some(({ status }) => status === wanted)) ?? 'Healthy';
}

/** One thing looked at: its state, what was found, and what to do where it is not healthy. */
export const CheckResult = z.object({
  name: z.string(),
  status: HealthStatus,
  finding: z.string(),
  remedy: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const SystemCheck = z.object({ status: HealthStatus, checkedAt: z.string(), checks: z.array(CheckResult) });
export type SystemCheck = z.infer<typeof SystemCheck>;

/** One provider as its last calls and its last check left it. */
export const ProviderHealth = z.object({
  provider: z.string(),
  kind: z.enum(providerKinds),
  status: HealthStatus,
  /** Milliseconds; null before the first call. */
  averageLatency: z.number().nullable(),
  /** 0 to 1; null before the first call. */
  successRate: z.number().min(0).max(1).nullable(),
  consecutiveFailures: z.number().int(),
  circuitState: z.enum(['Closed', 'Open', 'HalfOpen']),
  lastError: z.string().nullable(),
});
export type ProviderHealth = z.infer<typeof ProviderHealth>;

const Component = CheckResult.omit({ name: true, data: true });

/** The whole of `aura health system`. Sizes are bytes. */
export const SystemHealth = z.object({
  status: HealthStatus,
  /** ISO 8601, UTC. */
  timestamp: z.string(),
  components: z.object({
    llm: Component,
    tts: Component,
    images: Component,
    storage: Component,
    ffmpeg: Component,
  }),
  /** Null when there is none that runs. */
  ffmpeg: z
    .object({ path: z.string(), version: z.string(), encoders: z.array(z.string()), filters: z.array(z.string()) })
    .nullable(),
  disk: z.object({ dataFreeBytes: z.number().nullable(), outputFreeBytes: z.number().nullable() }),
  memory: z.object({ totalBytes: z.number(), freeBytes: z.number(), processBytes: z.number() }),
  /** Null where the system does not tell. */
  gpu: z.object({ vendor: z.string(), model: z.string().nullable() }).nullable(),
});
export type SystemHealth = z.infer<typeof SystemHealth>;
