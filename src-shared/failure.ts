import { z } from 'zod';
import { failureTexts, type FailureFamily } from './failure-texts.ts';
import { codeOfRawFailure } from './raw-failure.ts';

/** The one error shape that crosses a process boundary, reaches a screen or a log. */
export const Failure = z.object({
  /** A family of `failureTexts`, with its argument after a colon where it takes one: `InvalidInput:topic`. */
  code: z.string(),
  /** What happened, in the user's words. */
  message: z.string(),
  /** What the user can do next. */
  remediation: z.string(),
  /** For "Technical details" and the diagnostics bundle. */
  details: z.record(z.string(), z.unknown()).optional(),
  correlationId: z.string(),
});
export type Failure = z.infer<typeof Failure>;

export type FailureCode = FailureFamily | `${FailureFamily}:${string}`;

interface StudioErrorOptions {
  /** Replaces the registry's sentence where more is known: "Scene 4 of 9 …". */
  message?: string;
  remediation?: string;
  details?: Record<string, unknown>;
  cause?: unknown;
  correlationId?: string;
}

/** Thrown inside a process; becomes a `Failure` where it leaves. Message and remedy come from `failureTexts`. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: FailureCode;
  readonly remediation: string;
  readonly details: Record<string, unknown> | undefined;
  readonly correlationId: string | undefined;

  constructor(code: FailureCode, options: StudioErrorOptions = {}) {
    const texts = failureTexts[failureFamily(code)];
    const argument = failureArgument(code);
    super(options.message ?? texts.message(argument), { cause: options.cause });
    this.code = code;
    this.remediation = options.remediation ?? texts.remediation(argument);
    this.details = options.details;
    this.correlationId = options.correlationId;
  }

  toFailure(correlationId: string): Failure {
    return {
      code: this.code,
      message: this.message,
      remediation: this.remediation,
      ...(this.details && { details: this.details }),
      correlationId: this.correlationId ?? correlationId,
    };
  }
}

/** The part of a code before its colon; a code that nobody knows counts as `UnknownError`. */
export function failureFamily(code: string): FailureFamily {
  const family = code.split(':', 1)[0] ?? '';
  return Object.hasOwn(failureTexts, family) ? (family as FailureFamily) : 'UnknownError';
}

export const failureArgument = (code: string): string => code.slice(code.indexOf(':') + 1 || code.length);

/** Whatever was thrown, as a failure; only here does what nobody foresaw become `UnknownError`. */
export function toFailure(error: unknown, correlationId: string): Failure {
  if (error instanceof StudioError) return error.toFailure(correlationId);
  const details = error instanceof Error ? { name: error.name, reason: error.message } : { reason: String(error) };
  return new StudioError(codeOfRawFailure(error) ?? 'UnknownError', { details, cause: error }).toFailure(correlationId);
}
