import type { CauseType, FailureAnalysis } from '../../../src-shared/diagnostics.ts';

interface CauseText {
  title: string;
  describe: (who: string) => string;
  /** A page of docs/help. */
  page: string;
}

const causeTexts: Record<CauseType, CauseText> = {
  RateLimit: {
    title: 'Too many requests',
    describe: (who) => `${who} takes no more requests for the moment.`,
    page: 'rate-limit',
  },
  InvalidApiKey: { title: 'API key refused', describe: (who) => `${who} refused the API key.`, page: 'api-keys' },
  MissingApiKey: {
    title: 'No API key',
    describe: (who) => `No API key is configured for ${who}.`,
    page: 'missing-key',
  },
  NetworkError: {
    title: 'Network trouble',
    describe: (who) => `${who} could not be reached over the network.`,
    page: 'network',
  },
  MissingCodec: {
    title: 'FFmpeg lacks a part',
    describe: () => 'This FFmpeg lacks an encoder, decoder or filter that the film needs.',
    page: 'codecs',
  },
  FFmpegNotFound: {
    title: 'FFmpeg is missing',
    describe: () => 'FFmpeg is not on this computer, or could not be started.',
    page: 'ffmpeg',
  },
  InsufficientResources: {
    title: 'Disk or memory ran out',
    describe: () => 'This computer ran out of disk space, memory or another resource.',
    page: 'resources',
  },
  InvalidInput: {
    title: 'Input is not valid',
    describe: () => 'A text, a file or a value that the film is made from is not valid.',
    page: 'input',
  },
  ProviderUnavailable: {
    title: 'Provider is down',
    describe: (who) => `${who} has trouble of its own and did not do its work.`,
    page: 'providers',
  },
  Timeout: { title: 'It took too long', describe: (who) => `${who} took longer than it may.`, page: 'timeouts' },
  BudgetExceeded: {
    title: 'Quota or credit used up',
    describe: (who) => `The quota, credit or budget for ${who} is used up.`,
    page: 'budget',
  },
  FileSystemError: {
    title: 'A file or folder is in the way',
    describe: () => 'A file or folder is missing, locked, read-only or not writable.',
    page: 'files',
  },
  Unknown: { title: 'Cause unknown', describe: () => 'What is known does not tell the cause.', page: 'unknown' },
};

export const causeTitle = (cause: CauseType): string => causeTexts[cause].title;

export const describeCause = (cause: CauseType, provider: string | undefined): string =>
  causeTexts[cause].describe(provider ?? (cause === 'Timeout' ? 'The step' : 'the provider')).replace(/^t/, 'T');

/** Pages that ship with the app; `aura-help:` is opened by the window. */
export const documentationLinks = (cause: CauseType): FailureAnalysis['documentationLinks'] => [
  {
    title: causeTexts[cause].title,
    url: `aura-help:${causeTexts[cause].page}`,
    description: 'What it means and what helps, on this computer.',
  },
];
