import { StudioError, type FailureCode } from '../../../src-shared/failure.ts';
import { meaningOfErrorCode, type ProviderMeaning } from '../../../src-shared/provider-error-codes.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { excerptCharacters } from './exchange.ts';
import { readErrorBody, type ErrorBody } from './read-error-body.ts';
import { retryAfterMs } from './retry-after.ts';

export interface FailedAnswer {
  provider: ProviderName;
  status: number;
  /** Names in small letters. */
  headers: Record<string, string>;
  /** Without any key. */
  body: string;
}

/** What an answer that is no success means, by the provider's own words before its status. */
export function classifyAnswer({ provider, status, headers, body }: FailedAnswer): StudioError {
  const said = readErrorBody(body);
  const meaning = meaningOf(status, said);
  const waitMs = retryAfterMs(headers) ?? said.retryAfterMs;
  const requestId = headers['x-request-id'] ?? headers['request-id'] ?? said.requestId;
  return new StudioError(codeOf(meaning, provider, status, said), {
    ...wordsFor(meaning, provider, status, said),
    details: {
      provider,
      status,
      ...(said.codes[0] && { providerCode: said.codes[0] }),
      ...(body && { body: cutBetweenWords(body, excerptCharacters) }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
      ...(requestId && { requestId }),
    },
  });
}

/** Sentences that stand where no code does, or a code says less. */
const sentences: readonly [ProviderMeaning, RegExp][] = [
  // Anthropic, with 400 invalid_request_error.
  ['QuotaExceeded', /credit balance is too low|insufficient credits?|exceeded your current quota|billing hard limit/i],
  // Unsplash, with 403 and as plain text; Pixabay.
  ['RateLimited', /rate limit exceeded|rate limit reached|too many requests|API rate limit/i],
  // Pixabay, with 400 and as plain text; Google, in older answers; Unsplash.
  [
    'InvalidApiKey',
    /invalid or missing API key|API key not valid|invalid API key|incorrect API key|access token is invalid/i,
  ],
  ['ContentRejected', /content policy|safety system|content moderation|flagged by/i],
  ['ProviderUnavailable', /\boverloaded\b|out of memory|OutOfMemoryError/i],
];

function meaningOf(status: number, said: ErrorBody): ProviderMeaning {
  const byCode = said.codes.map(meaningOfErrorCode).filter((meaning) => meaning !== undefined);
  // "Invalid request" is what many say of everything: more telling words come first.
  const telling = byCode.find((meaning) => meaning !== 'InvalidInput');
  const bySentence = sentences.find(([, pattern]) => pattern.test(said.message))?.[0];
  // Google gives one status to a used-up quota and to too many requests, and its sentence speaks of the quota always.
  const isBusyGoogle = telling === 'RateLimited' && said.codes.some((code) => code === 'RESOURCE_EXHAUSTED');
  if (telling && (isBusyGoogle || bySentence !== 'QuotaExceeded')) return telling;
  return bySentence ?? byCode[0] ?? byStatus(status);
}

function byStatus(status: number): ProviderMeaning {
  if (status === 401 || status === 403) return 'InvalidApiKey';
  if (status === 402) return 'QuotaExceeded';
  if (status === 408 || status === 425) return 'Timeout';
  if (status === 429) return 'RateLimited';
  if (status === 451) return 'ContentRejected';
  return status >= 400 && status < 500 ? 'InvalidInput' : 'ProviderUnavailable';
}

function codeOf(meaning: ProviderMeaning, provider: ProviderName, status: number, said: ErrorBody): FailureCode {
  switch (meaning) {
    // It was sent, and did not arrive: whoever answers so does not take it.
    case 'MissingApiKey':
      return `InvalidApiKey:${provider}`;
    case 'Timeout':
      return status >= 500 ? `ProviderUnavailable:${provider}` : 'TransientNetworkFailure';
    case 'InvalidInput':
      return `InvalidInput:${refusedPart(provider, status, said)}`;
    default:
      return `${meaning}:${provider}`;
  }
}

/** What the provider did not accept, as the user knows it. */
function refusedPart(provider: ProviderName, status: number, { codes, message, isJson }: ErrorBody): string {
  const all = `${codes.join(' ')} ${message}`;
  if (/voice/i.test(all)) return `providers.${provider}.voice`;
  if (/model/i.test(all)) return `providers.${provider}.model`;
  if (status === 404 && !isJson) return `providers.${provider}.baseUrl`;
  if (/max_?character|too_?long|string_above_max|context_length/i.test(all)) return 'text';
  return 'request';
}

function wordsFor(
  meaning: ProviderMeaning,
  provider: ProviderName,
  status: number,
  { message }: ErrorBody,
): { message?: string; remediation?: string } {
  if (meaning === 'Timeout') return { message: `${provider} gave up waiting (HTTP ${status}).` };
  if (meaning !== 'InvalidInput') return {};
  return {
    message: `${provider} did not accept the request (HTTP ${status})${message ? `: ${shortened(message)}` : '.'}`,
    remediation: `Check the model, the voice and the address of ${provider} under Settings, Providers.`,
  };
}

const shortened = (text: string): string => (text.length > 200 ? `${cutBetweenWords(text, 199)}…` : text);
