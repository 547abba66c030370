import type { Dispatcher } from 'undici';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import { endpointOf } from '../../runtime/loopback.ts';
import { currentWatcher } from '../../runtime/watched-work.ts';
import { isOfflineFor } from '../../runtime/offline-guard.ts';
import { classifyAnswer } from './classify-answer.ts';
import { classifyTransport, offlineFailure } from './classify-transport.ts';
import type { Line } from './connections.ts';
import { excerptCharacters } from './exchange.ts';
import { openExchange, type OpenExchange, type SendParts } from './open-exchange.ts';
import type { DoorAnswer, DoorRequest } from './door.ts';
import { readBody } from './read-body.ts';
import { addressOf, redirectedAddress } from './refused-address.ts';

const usualBytes = { json: 2_000_000, audio: 50_000_000, picture: 30_000_000 };
const acceptable = {
  json: /^(?:application|text)\/(?:[\w.+-]*\+)?json\b/i,
  audio: /^(?:audio\/|(?:application|binary)\/octet-stream\b)/i,
  picture: /^(?:image\/(?:png|jpe?g|webp)\b|(?:application|binary)\/octet-stream\b)/i,
};
/** More of what went wrong nobody reads. */
const mostErrorBytes = 64_000;

/** Sends one request, and after it only where the same server says that what it has lies elsewhere. */
export async function sendFollowing(request: DoorRequest, parts: SendParts): Promise<DoorAnswer> {
  let url = addressOf(parts.provider, request.url);
  for (let count = 1; ; count += 1) {
    const { location, ...answer } = await sendOnce(url, request, parts);
    if (location === undefined) return answer;
    url = redirectedAddress(parts.provider, url, location, count);
  }
}

type Answer = DoorAnswer & { location?: string };

function sendOnce(url: URL, request: DoorRequest, parts: SendParts): Promise<Answer> {
  const { provider, connections } = parts;
  const { signal } = request;
  return connections.use({ provider, origin: url.origin, signal }, (line) => sendOver(line, url, request, parts));
}

async function sendOver(line: Line, url: URL, request: DoorRequest, parts: SendParts): Promise<Answer> {
  const { signal, method = 'GET', body } = request;
  signal.throwIfAborted();
  if (isOfflineFor(endpointOf(url))) throw offlineFailure(parts.provider);
  const exchange = openExchange(url, request, line, parts);
  const { headers } = exchange;
  const path = `${url.pathname}${url.search}`;
  try {
    const answer = await line.client.request({
      path,
      method,
      headers,
      signal,
      ...(body !== undefined && { body }),
    });
    return await readAnswer(answer, request, parts, exchange);
  } catch (error) {
    throw exchange.failed(signal.aborted ? signal.reason : classifyTransport(parts.provider, error, endpointOf(url)));
  } finally {
    exchange.close();
  }
}

async function readAnswer(
  { statusCode: status, headers: rawHeaders, body }: Dispatcher.ResponseData,
  { method = 'GET', expects, signal, mostBytes = usualBytes[expects] }: DoorRequest,
  { provider }: SendParts,
  exchange: OpenExchange,
): Promise<Answer> {
  const headers = plainHeaders(rawHeaders);
  exchange.answered(status, headers);
  currentWatcher()?.sign();
  const isGood = status >= 200 && status < 300;
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  const type = headers['content-type'];
  const isExpected = isGood && (type === undefined || acceptable[expects].test(type));
  // Refused before a byte of it is read, where the server says so itself.
  const isTooLarge = isExpected && Number(headers['content-length']) > mostBytes;
  const limit = isTooLarge ? 0 : isExpected ? mostBytes : mostErrorBytes;
  const { bytes, isCut } = await readBody(body, { encoding, mostBytes: limit, keepsCut: !isExpected, signal });
  if (!isCut) exchange.ended();
  if (isExpected && !isCut) {
    exchange.got(bytes, type ?? '');
    return { status, headers, body: bytes };
  }

  const text = isExpected ? '' : exchange.said(bytes.toString('utf8'));
  if (isExpected) throw unfit(provider, status, `is larger than ${Math.round(mostBytes / 1e6)} MB`);
  if (isGood) throw unfit(provider, status, `is ${type ?? 'of no known type'} where ${expects} was expected`, text);
  const { location } = headers;
  if (method === 'GET' && location !== undefined && [301, 302, 303, 307, 308].includes(status))
    return { status, headers, body: bytes, location };
  throw classifyAnswer({ provider, status, headers, body: text });
}

/** Success by its status, and no use: what comes next may be better, trying again seldom is. */
const unfit = (provider: ProviderName, status: number, why: string, body = ''): StudioError =>
  new StudioError(`ProviderUnavailable:${provider}`, {
    message: `The answer of ${provider} ${why}.`,
    details: { provider, status, ...(body && { body: cutBetweenWords(body, excerptCharacters) }) },
  });

const plainHeaders = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
