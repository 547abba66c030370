import { failureFamily, type Failure } from '../../src-shared/failure.ts';
import type { FailureFamily } from '../../src-shared/failure-texts.ts';

/** What fails every film alike, and not this one for what is in it. */
const wideFamilies: ReadonlySet<FailureFamily> = new Set<FailureFamily>([
  'MissingApiKey',
  'InvalidApiKey',
  'QuotaExceeded',
  'RateLimited',
  'ProviderUnavailable',
  'TransientNetworkFailure',
  'CIRCUIT_OPEN',
  'RETRY_EXHAUSTED',
  'FFmpegNotFound',
  'MissingCodec',
  'OutOfDiskSpace',
  'OutputDirectoryNotWritable',
]);

/** So many films in a row that fail alike are no accident. */
export const failuresInARow = 3;

/** What is at fault, where it is nothing of the film's own: a provider by its name, else the code. */
function wideCauseOf({ code, details }: Failure): string | undefined {
  if (!wideFamilies.has(failureFamily(code))) return undefined;
  return typeof details?.['provider'] === 'string' ? details['provider'] : code;
}

/** Why it is no use to go on, when the last films all failed by the same wide cause; newest first. */
export function hopelessCause(ends: readonly (Failure | undefined)[]): Failure | undefined {
  const [newest] = ends;
  const cause = newest && wideCauseOf(newest);
  if (!newest || cause === undefined || ends.length < failuresInARow) return undefined;
  if (ends.some((end) => !end || wideCauseOf(end) !== cause)) return undefined;
  return {
    ...newest,
    message: `Three films in a row failed alike, so the batch waits: ${newest.message}`,
    remediation: `${newest.remediation} Then press Resume, and Retry failed for those three.`,
    details: { ...newest.details, cause },
  };
}
