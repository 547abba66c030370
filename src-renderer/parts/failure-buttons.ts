import { failureFamily } from '../../src-shared/failure.ts';
import { failureTexts, type FailureButton } from '../../src-shared/failure-texts.ts';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import { unfinishedStep } from './job-words.ts';

/** What helps with a failure, best first: the first one is the primary button. */
export function failureButtons(job: Job): readonly FailureButton[] {
  if (!isTerminal(job.status)) return [];
  const { buttons } = failureTexts[failureFamily(job.errors.at(-1)?.code ?? '')];
  const possible = buttons.filter((button) => button !== 'retryStep' || unfinishedStep(job));
  return possible.length > 0 ? possible : ['retryJob'];
}
