import {
  meaningOfErrorCode,
  publishedMeaning,
  type ProviderMeaning,
} from '../../../src-shared/provider-error-codes.ts';
import { excerpt, type KnownCause, type SearchedText, type Signal } from './signal.ts';

const causes: Record<ProviderMeaning, { cause: KnownCause; strength: number }> = {
  QuotaExceeded: { cause: 'BudgetExceeded', strength: 95 },
  RateLimited: { cause: 'RateLimit', strength: 90 },
  InvalidApiKey: { cause: 'InvalidApiKey', strength: 95 },
  MissingApiKey: { cause: 'MissingApiKey', strength: 97 },
  ProviderUnavailable: { cause: 'ProviderUnavailable', strength: 90 },
  ContentRejected: { cause: 'InvalidInput', strength: 90 },
  InvalidInput: { cause: 'InvalidInput', strength: 88 },
  Timeout: { cause: 'Timeout', strength: 88 },
};

/** Words that providers put above everything that they refuse: the message says which kind of refusal it is. */
const vague: Record<string, number> = {
  invalidrequest: 62,
  invalidrequesterror: 62,
  badrequest: 62,
  failedprecondition: 60,
  invalidargument: 72,
  notfound: 70,
  notfounderror: 70,
  resourcenotfound: 72,
  forbidden: 78,
  accessdenied: 78,
  permissiondenied: 84,
  permissionerror: 88,
  resourceexhausted: 86,
  requests: 60,
  tokens: 60,
  internal: 82,
  internalerror: 82,
  timeout: 84,
  apierror: 80,
  generationfailed: 72,
  unavailable: 86,
};

// `"code": "insufficient_quota"`, `status=too_many_requests`, `<Code>SlowDown</Code>`.
const field =
  /(?:["']|\b)(?:code|type|status|name|reason|error|error_?code|error_?type|err_?code|kind|title|errcode)\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?([A-Za-z][\w.+-]{3,79})(?=\\?["']|[\s,;)}\]]|$)|<Code>([A-Za-z]{4,60})<\/Code>/gi;
const codeLike = /\b(?:[a-z]{2,20}(?:_[a-z]{2,20}){1,6}|[A-Z]{2,20}(?:_[A-Z]{2,20}){1,6}|(?:[A-Z][a-z]{1,20}){2,7})\b/g;
/** Python's and Java's names for what a file system refuses. */
const ofSystems = new Set([
  'PermissionError',
  'AccessDeniedException',
  'TimeoutError',
  'TimeoutException',
  'NotFoundError',
]);
const mostTokens = 200;

function signal(code: string, meaning: ProviderMeaning, searched: SearchedText, index: number): Signal {
  const { cause, strength } = causes[meaning];
  const plain = code.toLowerCase().replaceAll(/[^a-z]/g, '');
  return {
    cause,
    strength: Math.min(strength, vague[plain] ?? strength),
    source: 'body',
    evidence: `${searched.label}: ${excerpt(searched.shown, index, code.length)}`,
  };
}

/** Error codes of providers: in a field that is named so every word counts, elsewhere only those that providers publish. */
export function providerCodeSignals(searched: SearchedText): Signal[] {
  const signals: Signal[] = [];
  let count = 0;
  for (const match of searched.text.matchAll(field)) {
    if (++count > mostTokens) break;
    const code = match[1] ?? match[2] ?? '';
    const meaning = meaningOfErrorCode(code);
    if (meaning) signals.push(signal(code, meaning, searched, match.index + match[0].indexOf(code)));
  }
  count = 0;
  for (const { index, 0: code } of searched.text.matchAll(codeLike)) {
    if (++count > mostTokens) break;
    if (ofSystems.has(code)) continue;
    const meaning = publishedMeaning(code);
    if (meaning) signals.push(signal(code, meaning, searched, index));
  }
  return signals;
}
