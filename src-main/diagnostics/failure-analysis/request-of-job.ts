import type { AnalysisRequest } from '../../../src-shared/diagnostics.ts';
import { failureArgument, type Failure } from '../../../src-shared/failure.ts';
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
    errorMessage:
      error && [error.message, saidReason(error.details), saidBody(error.details)].filter(Boolean).join('\n'),
    stderrTail: typeof stderrTail === 'string' ? stderrTail : undefined,
    provider: providerIn(error),
  };
}

/** Of the details, or of the code where it names one: `RateLimited:OpenAI`. */
function providerIn(error: Failure | undefined): string | undefined {
  if (!error) return undefined;
  const provider = error.details?.['provider'];
  if (typeof provider === 'string') return provider;
  return /^(?:InvalidApiKey|QuotaExceeded|RateLimited|ProviderUnavailable|ContentRejected):/.test(error.code)
    ? failureArgument(error.code)
    : undefined;
}

const saidReason = (details: Record<string, unknown> | undefined): string =>
  typeof details?.['reason'] === 'string' ? details['reason'] : '';

/** What the provider answered: its own code decides. */
const saidBody = (details: Record<string, unknown> | undefined): string => {
  const { body, status } = details ?? {};
  if (typeof body !== 'string') return '';
  return typeof status === 'number' ? `HTTP ${status} ${body}` : body;
};
