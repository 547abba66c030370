import { failureFamily } from '../../src-shared/failure.ts';
import { failureTexts, type FailureButton } from '../../src-shared/failure-texts.ts';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import { unfinishedStep } from './job-words.ts';

/** What helps with a failure, best first: the first one is the primary button. */
export function failureButtons(job: Job): readonly FailureButton[] {
  if (!isTerminal(job.status)) return [];
  const { buttons } = failureTexts[failureFamily(job.errors.at(-1)?.code ?? '')];
  const possible = buttons.filter((button) => button !== 'retryStep' || unfinishedStep(job));
  return [...(possible.length > 0 ? possible : (['retryJob'] as const)), ...finishing(job)];
}

const providerSteps = ['script', 'narration', 'broll'];
const providerFamilies: readonly string[] = [
  ...['InvalidApiKey', 'QuotaExceeded', 'RateLimited', 'ProviderUnavailable', 'ContentRejected'],
  ...['TransientNetworkFailure', 'CIRCUIT_OPEN', 'RETRY_EXHAUSTED', 'StepTimeout', 'InvalidInput'],
];

/** A step whose provider failed can be done by the studio itself. */
function finishing(job: Job): FailureButton[] {
  const error = job.errors.at(-1);
  const isOfProvider = error?.details?.['provider'] !== undefined || Array.isArray(error?.details?.['providers']);
  const canFinish =
    isOfProvider &&
    providerFamilies.includes(failureFamily(error?.code ?? '')) &&
    providerSteps.includes(unfinishedStep(job) ?? '');
  return canFinish ? ['finishWithStandIns'] : [];
}
