import { z } from 'zod';

export const HealthStatus = z.enum(['Healthy', 'Degraded', 'Unhealthy']);
export type HealthStatus = z.infer<typeof HealthStatus>;

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
