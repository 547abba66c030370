import { stepTitles } from './step-titles.ts';

/** What a failed job's card can offer; the window leaves out what the job does not allow. */
export type FailureButton = 'retryStep' | 'retryJob' | 'finishWithStandIns' | 'openSettings' | 'runSystemCheck';

interface FailureText {
  message: (argument: string) => string;
  remediation: (argument: string) => string;
  /** A page of docs/help, without its ending. */
  helpPage: string;
  /** Best first: the first one is the primary button. */
  buttons: readonly FailureButton[];
}

const retries: readonly FailureButton[] = ['retryStep', 'retryJob'];
const settingsFirst: readonly FailureButton[] = ['openSettings', ...retries];
const settingsLast: readonly FailureButton[] = [...retries, 'openSettings'];
const checkLast: readonly FailureButton[] = [...retries, 'runSystemCheck'];

const text = (
  message: string | ((argument: string) => string),
  remediation: string | ((argument: string) => string),
  helpPage: string,
  buttons: readonly FailureButton[] = retries,
): FailureText => ({
  message: typeof message === 'string' ? () => message : message,
  remediation: typeof remediation === 'string' ? () => remediation : remediation,
  helpPage,
  buttons,
});

/** A program that a step runs has no title of its own. */
const stepTitle = (step: string): string => (stepTitles as Record<string, string>)[step] ?? step;

const notFoundRemedies: Readonly<Record<string, string>> = {
  file: 'Check the name and the folder.',
  video: 'Wait until the job has succeeded, or retry it.',
  batch: 'It may have been deleted. “aura batch list” and the page Batch show those that there are.',
};

/** Every error code that the studio knows: what happened, what to do, where to read more. */
export const failureTexts = {
  MissingApiKey: text(
    (key) => `No key is configured: ${key}.`,
    'Press Open Settings and paste the key, or let a provider without a key step in.',
    'api-keys',
    settingsFirst,
  ),
  InvalidApiKey: text(
    (provider) => `${provider} refused the API key.`,
    'Press Open Settings, paste a key that is active, and press Test.',
    'api-keys',
    settingsFirst,
  ),
  QuotaExceeded: text(
    (provider) => `The quota or credit at ${provider} is used up.`,
    'Add credit on the provider’s billing page, or let another provider step in.',
    'budget',
    settingsLast,
  ),
  RateLimited: text(
    (provider) => `${provider} takes no more requests for the moment.`,
    'Wait half a minute and press Retry Step, or let another provider step in under Settings.',
    'rate-limit',
    settingsLast,
  ),
  ProviderUnavailable: text(
    (provider) => `${provider} does not answer as it should.`,
    'Wait some minutes and press Retry Step, or let another provider step in under Settings.',
    'providers',
    settingsLast,
  ),
  ContentRejected: text(
    (provider) => `${provider} refused the content.`,
    'Reword the text that the details name, and start again.',
    'input',
    ['retryJob'],
  ),
  TransientNetworkFailure: text(
    'The network failed for a moment.',
    'Check that this computer is online and press Retry Step.',
    'network',
  ),
  CIRCUIT_OPEN: text(
    'Service temporarily unavailable due to repeated failures. It will automatically recover.',
    'Wait until the time shown under Diagnostics, Resilience, or let another provider step in.',
    'providers',
    settingsLast,
  ),
  RETRY_EXHAUSTED: text(
    'All retry attempts have been exhausted for this operation',
    'Technical details list the attempts. Wait some minutes and press Retry Step.',
    'providers',
  ),
  RequiresNvidiaGPU: text(
    'This needs an NVIDIA graphics card.',
    'Choose an encoder or a provider that does without, under Settings.',
    'resources',
    settingsLast,
  ),
  UnsupportedOS: text(
    (system) => `This does not work on ${system}.`,
    'Choose another provider under Settings.',
    'first-run',
    settingsLast,
  ),
  FFmpegNotFound: text(
    'FFmpeg is not on this computer, or not where the settings say.',
    'Press Run System Check to see where it was looked for, then choose its path under Settings.',
    'ffmpeg',
    ['runSystemCheck', 'openSettings', ...retries],
  ),
  FFmpegFailedExitCode: text(
    (exitCode) => `FFmpeg stopped with exit code ${exitCode}.`,
    'Retry the step. Technical details show what FFmpeg said last.',
    'ffmpeg',
    checkLast,
  ),
  FFmpegKilled: text(
    (signal) => `FFmpeg was killed (${signal === 'SIGKILL' ? 'SIGKILL, signal 9' : signal}).`,
    'Something outside the studio ended it, often for want of memory. Close other programs and retry the step.',
    'resources',
    checkLast,
  ),
  MissingCodec: text(
    (name) => `This FFmpeg has no ${name}.`,
    'Use the FFmpeg that comes with the studio, or one that was built with it.',
    'ffmpeg',
    ['runSystemCheck', ...retries],
  ),
  OutputInvalid: text(
    'The finished file is not what was planned.',
    'Retry the step. If it happens again, check the disk.',
    'ffmpeg',
    checkLast,
  ),
  OutOfDiskSpace: text(
    'The disk is full.',
    'Free some space and press Retry Step: what is done is kept.',
    'resources',
    checkLast,
  ),
  OutOfMemory: text(
    'This computer ran out of memory.',
    'Close other programs and retry the step.',
    'resources',
    checkLast,
  ),
  OutputDirectoryNotWritable: text(
    'The video cannot be saved in that folder.',
    'Choose a folder that exists and that you may write to.',
    'files',
    settingsLast,
  ),
  InputFileMissing: text(
    (name) => (name ? `“${name}” is not there.` : 'A file that the film needs is not there.'),
    'Put the file back beside the text, or take it out of the text.',
    'files',
  ),
  InvalidInput: text(
    (field) => `“${field}” is not valid.`,
    'Correct it and start again. Nothing was changed.',
    'input',
    ['retryJob'],
  ),
  StepTimeout: text(
    (step) => `The step “${stepTitle(step)}” took longer than it may.`,
    'Retry the step, or allow it more time under Settings.',
    'timeouts',
    settingsLast,
  ),
  Stalled: text(
    (what) => `“${stepTitle(what)}” made no progress for a long time and was stopped.`,
    'Retry the step: what is done is kept. If it happens again, close other programs or choose a lower quality.',
    'timeouts',
  ),
  Expired: text(
    'The diagnostics bundle is older than 24 hours and was deleted.',
    'Make a new one: press Download diagnostics again.',
    'jobs',
    [],
  ),
  NotFound: text(
    (kind) => `There is no such ${kind || 'thing'}.`,
    (kind) => notFoundRemedies[kind] ?? 'It may have been deleted. Look under Jobs.',
    'jobs',
    [],
  ),
  Conflict: text(
    (state) => `That cannot be done now: the job is ${state}.`,
    'Wait until the job has ended, or start a new one.',
    'jobs',
    [],
  ),
  NotReady: text('The studio is still starting.', 'Try again in a moment.', 'first-run', []),
  UnknownError: text(
    'Something went wrong that the studio did not foresee.',
    'Retry. If it happens again, Technical details tell what to report.',
    'unknown',
  ),
} satisfies Record<string, FailureText>;

export type FailureFamily = keyof typeof failureTexts;
