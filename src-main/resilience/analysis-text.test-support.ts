import type { StudioError } from '../../src-shared/failure.ts';

/** What a failed job hands to the failure analysis: see diagnostics/failure-analysis/request-of-job.ts. */
export const analysisTextOf = (failure: unknown): string => {
  const { message, details } = failure as StudioError;
  return `${message}\n${String(details?.['reason'])}`;
};
