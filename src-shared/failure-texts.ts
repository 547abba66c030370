interface FailureText {
  message: (argument: string) => string;
  remediation: (argument: string) => string;
  /** A page of docs/help, without its ending. */
  helpPage: string;
}

const text = (
  message: string | ((argument: string) => string),
  remediation: string | ((argument: string) => string),
  helpPage: string,
): FailureText => ({
  message: typeof message === 'string' ? () => message : message,
  remediation: typeof remediation === 'string' ? () => remediation : remediation,
  helpPage,
});

/** Every error code that the studio knows: what happened, what to do, where to read more. */
export const failureTexts = {
  MissingApiKey: text(
    (key) => `No key is configured: ${key}.`,
    'Press Open Settings and paste the key, or let a provider without a key step in.',
    'api-keys',
  ),
  InvalidApiKey: text(
    (provider) => `${provider} refused the API key.`,
    'Press Open Settings, paste a key that is active, and press Test.',
    'api-keys',
  ),
  QuotaExceeded: text(
    (provider) => `The quota or credit at ${provider} is used up.`,
    'Add credit on the provider’s billing page, or let another provider step in.',
    'budget',
  ),
  RateLimited: text(
    (provider) => `${provider} takes no more requests for the moment.`,
    'Wait half a minute and press Retry Step, or let another provider step in under Settings.',
    'rate-limit',
  ),
  ProviderUnavailable: text(
    (provider) => `${provider} does not answer as it should.`,
    'Wait some minutes and press Retry Step, or let another provider step in under Settings.',
    'providers',
  ),
  ContentRejected: text(
    (provider) => `${provider} refused the content.`,
    'Reword the text that the details name, and start again.',
    'input',
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
  ),
  UnsupportedOS: text(
    (system) => `This does not work on ${system}.`,
    'Choose another provider under Settings.',
    'first-run',
  ),
  FFmpegNotFound: text(
    'FFmpeg is not on this computer, or not where the settings say.',
    'Press Run System Check to see where it was looked for, then choose its path under Settings.',
    'ffmpeg',
  ),
  FFmpegFailedExitCode: text(
    (exitCode) => `FFmpeg stopped with exit code ${exitCode}.`,
    'Retry the step. Technical details show what FFmpeg said last.',
    'ffmpeg',
  ),
  FFmpegKilled: text(
    (signal) => `FFmpeg was killed (${signal}).`,
    'Something outside the studio ended it, often for want of memory. Close other programs and retry the step.',
    'resources',
  ),
  MissingCodec: text(
    (name) => `This FFmpeg has no ${name}.`,
    'Use the FFmpeg that comes with the studio, or one that was built with it.',
    'ffmpeg',
  ),
  OutputInvalid: text(
    'The finished file is not what was planned.',
    'Retry the step. If it happens again, check the disk.',
    'ffmpeg',
  ),
  OutOfDiskSpace: text('The disk is full.', 'Free some space and press Retry Step: what is done is kept.', 'resources'),
  OutOfMemory: text('This computer ran out of memory.', 'Close other programs and retry the step.', 'resources'),
  OutputDirectoryNotWritable: text(
    'The video cannot be saved in that folder.',
    'Choose a folder that exists and that you may write to.',
    'files',
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
  ),
  StepTimeout: text(
    (step) => `The step “${step}” took longer than it may.`,
    'Retry the step, or allow it more time under Settings.',
    'timeouts',
  ),
  Stalled: text(
    (what) => `“${what}” made no progress for a long time and was stopped.`,
    'Retry the step: what is done is kept. If it happens again, close other programs or choose a lower quality.',
    'timeouts',
  ),
  Expired: text(
    'The diagnostics bundle is older than 24 hours and was deleted.',
    'Make a new one: press Download diagnostics again.',
    'jobs',
  ),
  NotFound: text(
    (kind) => `There is no such ${kind || 'thing'}.`,
    'It may have been deleted. Look under Jobs.',
    'jobs',
  ),
  Conflict: text(
    (state) => `That cannot be done now: the job is ${state}.`,
    'Wait until the job has ended, or start a new one.',
    'jobs',
  ),
  NotReady: text('The studio is still starting.', 'Try again in a moment.', 'first-run'),
  UnknownError: text(
    'Something went wrong that the studio did not foresee.',
    'Retry. If it happens again, Technical details tell what to report.',
    'unknown',
  ),
} satisfies Record<string, FailureText>;

export type FailureFamily = keyof typeof failureTexts;
