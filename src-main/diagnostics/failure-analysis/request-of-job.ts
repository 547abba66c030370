import type { AnalysisRequest } from '../../../src-shared/diagnostics.ts';
import type { Job } from '../../../src-shared/job.ts';

/** What a job's own record says of its failure. */
export function analysisRequestOf(job: Job): AnalysisRequest {
  const failed = job.steps.find((step) => step.status === 'Failed');
  const error = job.errors.at(-1) ?? failed?.errors.at(-1);
  const stderrTail = error?.details?.['stderrTail'] ?? error?.details?.['stderr'];
  return {
    jobId: job.jobId,
    stage: failed?.name,
    errorCode: error?.code,
    errorMessage: error && [error.message, saidReason(error.details)].filter(Boolean).join('\n'),
    stderrTail: typeof stderrTail === 'string' ? stderrTail : undefined,
  };
}

const saidReason = (details: Record<string, unknown> | undefined): string =>
  typeof details?.['reason'] === 'string' ? details['reason'] : '';
