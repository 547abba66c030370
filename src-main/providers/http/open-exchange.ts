import { randomUUID } from 'node:crypto';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderKind, ProviderName } from '../../../src-shared/provider-settings.ts';
import { currentCorrelation, currentCorrelationId } from '../../logging/correlation.ts';
import { log } from '../../logging/log.ts';
import type { createConnections, Line } from './connections.ts';
import { coverKeys, excerptCharacters, wholeCharacters, type Exchange } from './exchange.ts';
import type { DoorRequest } from './door.ts';
import { acceptedEncodings } from './read-body.ts';

/** Who sends, over what, and who is told. */
export interface SendParts {
  provider: ProviderName;
  kind: ProviderKind;
  connections: ReturnType<typeof createConnections>;
  userAgent: string;
  redact: (text: string) => string;
  tell: (exchange: Exchange) => void;
  keepsBodies: boolean;
}

/** A request under way: what it sends, and what is to be told of it. */
export interface OpenExchange {
  /** All that go over the wire. */
  headers: Record<string, string>;
  answered(status: number, headers: Record<string, string>): void;
  /** Its answer was read to the end. */
  ended(): void;
  /** Keeps the answer where bodies are kept: words as they are, of the rest how much it was. */
  got(bytes: Buffer, type: string): void;
  /** Keeps an excerpt of what the provider said, and returns the text without keys and secrets. */
  said(text: string): string;
  /** Notes what it failed of and hands it back. */
  failed(error: unknown): unknown;
  /** Tells the listeners and the log. */
  close(): void;
}

export function openExchange(url: URL, request: DoorRequest, line: Line, parts: SendParts): OpenExchange {
  const headers = headersOf(request, parts.userAgent);
  const cover = coverKeys(url, headers);
  const safe = (text: string): string => parts.redact(cover.text(text));
  const exchange = startOf(request, parts, {
    url: parts.redact(cover.url(url)),
    requestHeaders: cover.headers(headers),
  });
  if (parts.keepsBodies && request.body !== undefined) exchange.sentBody = safe(wordsOf(request.body));
  const startedMs = performance.now();
  const openings = line.openings;
  return {
    headers,
    answered(status, responseHeaders) {
      exchange.status = status;
      exchange.responseHeaders = cover.headers(responseHeaders);
    },
    ended() {
      line.isWhole = true;
    },
    got(bytes, type) {
      if (!parts.keepsBodies) return;
      const isText = request.expects === 'json';
      exchange.receivedBody = isText
        ? cutBetweenWords(safe(withoutFiles(bytes.toString('utf8'))), wholeCharacters)
        : `(${bytes.length.toLocaleString('en')} bytes of ${type})`;
    },
    said(text) {
      const covered = safe(text);
      if (parts.keepsBodies) exchange.receivedBody = cutBetweenWords(covered, wholeCharacters);
      exchange.bodyExcerpt = cutBetweenWords(covered, excerptCharacters);
      return covered;
    },
    failed(error) {
      exchange.error = safe(error instanceof StudioError ? `${error.code}: ${error.message}` : String(error));
      return error;
    },
    close() {
      if (line.openings > openings) exchange.connection = 'new';
      else if (openings > 0) exchange.connection = 'reused';
      exchange.durationMs = Math.round(performance.now() - startedMs);
      logExchange(exchange);
      parts.tell(exchange);
    },
  };
}

/** Sound and pictures come inside of JSON too; no key is so long. */
const withoutFiles = (text: string): string =>
  text.replace(/[A-Za-z0-9+/]{400,}={0,2}/g, (run) => `(${run.length.toLocaleString('en')} characters of base64)`);

/** Of a form its fields in words, of a file in it only how large it is. */
function wordsOf(body: string | FormData): string {
  if (typeof body === 'string') return cutBetweenWords(body, wholeCharacters);
  const fields = [...body]
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : `(${value.size} bytes)`}`)
    .join('\n');
  return cutBetweenWords(fields, wholeCharacters);
}

function headersOf(request: DoorRequest, userAgent: string): Record<string, string> {
  const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    accept: request.expects === 'json' ? 'application/json' : '*/*',
    ...Object.fromEntries(own),
    'accept-encoding': acceptedEncodings,
    'user-agent': userAgent,
    'x-correlation-id': currentCorrelationId(),
    'x-request-id': randomUUID(),
  };
}

function startOf(
  { method = 'GET' }: DoorRequest,
  { provider, kind }: SendParts,
  sent: Pick<Exchange, 'url' | 'requestHeaders'>,
): Exchange {
  const { jobId, item, attempt = 1 } = currentCorrelation() ?? {};
  return {
    ...{ provider, kind, correlationId: sent.requestHeaders['x-correlation-id'] ?? '' },
    ...(jobId !== undefined && { jobId }),
    ...(item !== undefined && { item }),
    ...{ attempt, method, ...sent, startedAt: new Date().toISOString(), durationMs: 0 },
  };
}

function logExchange({ provider, kind, method, url, status, connection, attempt, durationMs, error }: Exchange): void {
  log.info('Provider call', { provider, kind, method, url, status, connection, attempt, durationMs, error });
}
