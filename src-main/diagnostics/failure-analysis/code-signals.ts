import type { FailureFamily } from '../../../src-shared/failure-texts.ts';
import { failureArgument, failureFamily } from '../../../src-shared/failure.ts';
import type { KnownCause, Signal } from './signal.ts';

/** What the studio's own codes mean. Codes that say only that something failed have no line: the words must tell. */
const familyCauses: Partial<Record<FailureFamily, { cause: KnownCause; strength: number }>> = {
  MissingApiKey: { cause: 'MissingApiKey', strength: 98 },
  InvalidApiKey: { cause: 'InvalidApiKey', strength: 95 },
  QuotaExceeded: { cause: 'BudgetExceeded', strength: 95 },
  RateLimited: { cause: 'RateLimit', strength: 92 },
  ProviderUnavailable: { cause: 'ProviderUnavailable', strength: 90 },
  ContentRejected: { cause: 'InvalidInput', strength: 90 },
  TransientNetworkFailure: { cause: 'NetworkError', strength: 86 },
  CIRCUIT_OPEN: { cause: 'ProviderUnavailable', strength: 72 },
  RETRY_EXHAUSTED: { cause: 'ProviderUnavailable', strength: 52 },
  RequiresNvidiaGPU: { cause: 'InsufficientResources', strength: 85 },
  FFmpegNotFound: { cause: 'FFmpegNotFound', strength: 95 },
  MissingCodec: { cause: 'MissingCodec', strength: 96 },
  OutOfDiskSpace: { cause: 'InsufficientResources', strength: 97 },
  OutOfMemory: { cause: 'InsufficientResources', strength: 96 },
  OutputDirectoryNotWritable: { cause: 'FileSystemError', strength: 96 },
  InputFileMissing: { cause: 'FileSystemError', strength: 88 },
  InvalidInput: { cause: 'InvalidInput', strength: 95 },
  StepTimeout: { cause: 'Timeout', strength: 95 },
  Stalled: { cause: 'Timeout', strength: 88 },
};

/** The code itself as evidence; what it does not say, its words may (see `spelledOut`). */
export function codeSignals(errorCode: string): Signal[] {
  const family = failureFamily(errorCode);
  const evidence = `error code: ${errorCode}`;
  const known = familyCauses[family];
  if (known) return [{ ...known, source: 'code', evidence }];
  const argument = failureArgument(errorCode);
  if (family === 'FFmpegKilled' && /kill|9|137/i.test(argument)) {
    return [{ cause: 'InsufficientResources', strength: 86, source: 'code', evidence }];
  }
  return [];
}

/** The studio's own codes where a message quotes them. */
export function quotedCodeSignals(text: string): Signal[] {
  return [...text.matchAll(/\b([A-Z][A-Za-z_]{5,30}):([A-Za-z0-9_.]{1,60})/g)]
    .slice(0, 20)
    .flatMap((match) => codeSignals(match[0]));
}

/** Codes of others, as words: "TTS_RateLimitExceeded" reads "TTS Rate Limit Exceeded". */
export const spelledOut = (errorCode: string): string =>
  errorCode
    .replaceAll(/[_:./-]+/g, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
