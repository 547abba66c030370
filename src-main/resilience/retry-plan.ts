import { StudioError } from '../../src-shared/failure.ts';
import type { Retry } from '../../src-shared/provider-settings.ts';
import { isoTime } from './clock.ts';

/** A failed call, as RETRY_EXHAUSTED lists it. */
export interface FailedAttempt {
  /** ISO 8601, UTC. */
  time: string;
  code: string;
  /** Of HTTP. */
  status?: number;
  /** Milliseconds that were waited before it. */
  delayMs: number;
}

/** Milliseconds before retry number `retryNumber`, 1 the first; what the server asks for is a floor. */
export function pauseBefore(
  retryNumber: number,
  { initialDelay, backoffMultiplier, maxDelay, jitter }: Retry,
  random: () => number,
  retryAfterMs: number,
): number {
  const steady = Math.min(maxDelay, initialDelay * backoffMultiplier ** (retryNumber - 1));
  const spread = steady * (1 + jitter * (2 * random() - 1));
  return Math.round(Math.max(Math.min(spread, maxDelay), retryAfterMs));
}

/** What the server asks to wait, from `Retry-After`; 0 when it asks for nothing. */
export function retryAfterOf(error: unknown): number {
  const asked = error instanceof StudioError ? error.details?.['retryAfterMs'] : undefined;
  return typeof asked === 'number' && asked > 0 ? asked : 0;
}

export function attemptOf(error: unknown, wallMs: number, delayMs: number): FailedAttempt {
  const status = error instanceof StudioError ? error.details?.['status'] : undefined;
  return {
    time: isoTime(wallMs),
    code: error instanceof StudioError ? error.code : 'UnknownError',
    ...(typeof status === 'number' && { status }),
    delayMs,
  };
}

/** Keeps the last failure as its cause, and its words where the failure analysis looks for them. */
export function retriesExhausted(provider: string, attempts: readonly FailedAttempt[], last: unknown): StudioError {
  return new StudioError('RETRY_EXHAUSTED', {
    details: { provider, attempts, reason: reasonOf(last) },
    cause: last,
  });
}

/** The server asks to wait for longer than the operation may take: no use in waiting. */
export function comesTooLate(error: StudioError, attempts: readonly FailedAttempt[], retryAtMs: number): StudioError {
  const retryAt = isoTime(retryAtMs);
  return new StudioError(error.code, {
    message: `${error.message} It asks to wait until ${retryAt}.`,
    remediation: `Press Retry Step after ${retryAt}, or let another provider step in under Settings.`,
    details: { ...error.details, retryAt, attempts },
    cause: error,
  });
}

/** One line with the code, what happened and what the provider said. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof StudioError)) return error instanceof Error ? error.message : String(error);
  const { status, body, reason } = error.details ?? {};
  const said = [typeof status === 'number' && `HTTP ${status}`, body, reason].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return [`${error.code}: ${error.message}`, ...said].join(' ').slice(0, 2000);
}
