import type { FailureFamily } from '../../src-shared/failure-texts.ts';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import type { FailureCause } from '../../src-shared/provider-settings.ts';

const causes: Partial<Record<FailureFamily, FailureCause>> = {
  TransientNetworkFailure: 'TransientNetworkFailure',
  StepTimeout: 'Timeout',
  Stalled: 'Timeout',
  RateLimited: 'RateLimitExceeded',
  ProviderUnavailable: 'ServiceUnavailable',
  CIRCUIT_OPEN: 'CircuitOpen',
  InvalidApiKey: 'InvalidApiKey',
  MissingApiKey: 'MissingApiKey',
  QuotaExceeded: 'QuotaExceeded',
  ContentRejected: 'ContentRejected',
  InvalidInput: 'InvalidInput',
};

/** By what failed, not by the number it came with; used-up retries count as what they failed of last. */
export function causeOf(error: unknown): FailureCause | 'Cancelled' | 'Other' {
  if (error instanceof StudioError) {
    const family = failureFamily(error.code);
    if (family === 'RETRY_EXHAUSTED') return causeOf(error.cause);
    return causes[family] ?? 'Other';
  }
  return error instanceof Error && error.name === 'AbortError' ? 'Cancelled' : 'Other';
}

/** The service's fault, not the question's: what opens breakers, and what a replacement may stand in for. */
export const serviceCauses: ReadonlySet<string> = new Set<FailureCause>([
  'TransientNetworkFailure',
  'Timeout',
  'RateLimitExceeded',
  'ServiceUnavailable',
  'CircuitOpen',
]);

/** Asked rightly, and has nothing to give: another may have. */
export const foundNothing = (error: unknown): boolean =>
  error instanceof StudioError && error.code === 'InvalidInput:imageQuery';

/** Refused by the studio itself, before a byte was sent: no use in trying again, and no fault of the provider. */
export const isOwnRefusal = (error: unknown): boolean =>
  error instanceof StudioError &&
  (error.details?.['isOffline'] === true ||
    error.code === 'QuotaExceeded:budget' ||
    failureFamily(error.code) === 'MissingApiKey');

/** A provider that cannot be reached, or never answers, is unavailable: a chain that hands on for that hands on here. */
export function triggersFallback(error: unknown, triggers: readonly FailureCause[]): boolean {
  if (foundNothing(error)) return true;
  const cause = causeOf(error);
  if (cause === 'Cancelled' || cause === 'Other') return false;
  const isUnreachable = cause === 'TransientNetworkFailure' || cause === 'Timeout';
  return triggers.includes(cause) || (isUnreachable && triggers.includes('ServiceUnavailable'));
}
