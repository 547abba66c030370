import { failureFamily } from '../../src-shared/failure.ts';
import { isTerminal, type Job } from '../../src-shared/job.ts';
import { unfinishedStep } from './job-words.ts';

export type FailureButton = 'retryStep' | 'retryJob' | 'resume' | 'openSettings' | 'runSystemCheck';

/** What helps with a failure, best first: the first one is the primary button. */
export function failureButtons(job: Job): FailureButton[] {
  if (job.canResume && (job.status === 'Interrupted' || job.status === 'Paused')) return ['resume', 'retryJob'];
  if (!isTerminal(job.status)) return [];
  const retries: FailureButton[] = unfinishedStep(job) ? ['retryStep', 'retryJob'] : ['retryJob'];
  switch (failureFamily(job.errors.at(-1)?.code ?? '')) {
    case 'FFmpegNotFound':
      return ['runSystemCheck', 'openSettings', ...retries];
    case 'MissingApiKey':
    case 'InvalidApiKey':
      return ['openSettings', ...retries];
    case 'MissingCodec':
      return ['runSystemCheck', ...retries];
    case 'OutputDirectoryNotWritable':
    case 'StepTimeout':
      return [...retries, 'openSettings'];
    case 'FFmpegFailedExitCode':
    case 'FFmpegKilled':
    case 'OutputInvalid':
      return [...retries, 'runSystemCheck'];
    case 'InvalidInput':
      return ['retryJob'];
    default:
      return retries;
  }
}
