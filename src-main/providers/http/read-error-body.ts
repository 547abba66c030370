import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';

/** What a provider says in the body of an error, in whichever of the published shapes. */
export interface ErrorBody {
  /** Codes and types, the most telling first. */
  codes: string[];
  message: string;
  requestId?: string;
  /** Asked for in the body, as Google does. */
  retryAfterMs?: number;
  isJson: boolean;
}

type Fields = Record<string, unknown>;

/**
 * OpenAI and Ollama `{error: {message, type, code}}`, Anthropic `{error: {type, message}, request_id}`, Google
 * `{error: {status, message, details}}`, ElevenLabs `{detail: {status, message}}`, Stability `{name, errors}`, Pexels
 * `{status, code}` or `{error}`, Unsplash `{errors}`; Pixabay and gateways plain text.
 */
export function readErrorBody(text: string): ErrorBody {
  const json = parse(text);
  if (!isFields(json)) return { codes: [], message: plainText(text), isJson: json !== undefined };
  const inner = [json['error'], json['detail']].find(isFields) ?? json;
  const details = asFields(inner['details']);
  const requestId = textOf(json['request_id']) ?? textOf(inner['request_id']) ?? textOf(json['id']);
  const retryAfterMs = retryDelay(details);
  return {
    codes: [
      ...details.flatMap((detail) => quotaCodes(detail)),
      ...details.flatMap((detail) => words(detail['reason'])),
      // Stability gives its name to what others call a code; `error` is Anthropic's name for every error.
      ...[inner['code'], inner['status'], inner['name'], inner['type'], json['code'], json['name']].flatMap(words),
    ],
    message: messageOf(inner) ?? messageOf(json) ?? plainText(text),
    isJson: true,
    ...(requestId && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asFields = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const words = (value: unknown): string[] =>
  typeof value === 'string' && value !== 'error' && /[a-z]/i.test(value) ? [value] : [];

function messageOf(fields: Fields): string | undefined {
  const { message, detail, error, errors, msg } = fields;
  if (Array.isArray(errors)) return errors.map((one) => textOf(one) ?? JSON.stringify(one)).join(' ');
  if (Array.isArray(detail)) {
    const said = asFields(detail).map((one) => textOf(one['msg']) ?? JSON.stringify(one));
    if (said.length > 0) return said.join(' ');
  }
  return [message, detail, error, msg, errors].map(textOf).find(Boolean);
}

/** A page of HTML says what it says in its title. */
function plainText(text: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1];
  return cutBetweenWords((title ?? text.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ').trim(), 500);
}

/** Google answers a used-up day and a busy minute alike; the name of the quota tells which it was. */
function quotaCodes(detail: Fields): string[] {
  const ids = asFields(detail['violations']).flatMap((violation) => words(violation['quotaId']));
  if (ids.some((id) => /perday/i.test(id))) return ['quota_exceeded'];
  return ids.length > 0 ? ['rate_limit_exceeded'] : [];
}

/** https://cloud.google.com/apis/design/errors: RetryInfo `{retryDelay: "34.07s"}`. */
function retryDelay(details: readonly Fields[]): number | undefined {
  const delays = details.flatMap((detail) => words(detail['retryDelay']));
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delays[0] ?? '')?.[1];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}
