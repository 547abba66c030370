import type { ProviderKind, ProviderName } from '../../../src-shared/provider-settings.ts';

/** One request and its answer as they went over the wire, without any key; for debug sessions and metrics. */
export interface Exchange {
  provider: ProviderName;
  kind: ProviderKind;
  correlationId: string;
  jobId?: string;
  /** What the step worked on: a scene's ID. */
  item?: string;
  /** 1 is the first try. */
  attempt: number;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  status?: number;
  responseHeaders?: Record<string, string>;
  /** The first 2,000 characters of an answer in words. */
  bodyExcerpt?: string;
  /** What was sent and what came, while somebody asks for bodies. */
  sentBody?: string;
  receivedBody?: string;
  /** Absent when no connection came about. */
  connection?: 'new' | 'reused';
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  /** Code and message of what went wrong. */
  error?: string;
}

export const excerptCharacters = 2000;
/** Of a body that is shown whole: more nobody reads. */
export const wholeCharacters = 50_000;

const credentialHeader = /^(?:authorization|proxy-authorization|cookie|set-cookie|.*(?:api-?key|token|secret))$/i;
const credentialParameter = /^(?:key|api_?key|client_id|token|access_token)$/i;
const hidden = '[redacted]';

/** What hides the keys of one request wherever they turn up: the headers that carry them, the address, what was echoed. */
export interface KeyCover {
  text(text: string): string;
  url(url: URL): string;
  headers(headers: Record<string, string>): Record<string, string>;
}

/** Takes the keys from the request itself, so that none can be forgotten. */
export function coverKeys(url: URL, headers: Record<string, string>): KeyCover {
  const inHeaders = Object.entries(headers).flatMap(([name, value]) =>
    credentialHeader.test(name) ? [value, value.replace(/^\S+\s+/, '')] : [],
  );
  const inAddress = [...url.searchParams].flatMap(([name, value]) => (credentialParameter.test(name) ? [value] : []));
  const values = [...inHeaders, ...inAddress].filter((value) => value.length >= 4);
  // The longest first: `Bearer KEY` holds KEY.
  const forms = [...new Set(values.flatMap((value) => [value, encodeURIComponent(value)]))].sort(
    (one, other) => other.length - one.length,
  );
  const text = (from: string): string => forms.reduce((covered, form) => covered.replaceAll(form, hidden), from);
  return {
    text,
    url: (address) => text(coverParameters(address)),
    headers: (from) =>
      Object.fromEntries(
        Object.entries(from).map(([name, value]) => [name, credentialHeader.test(name) ? hidden : text(value)]),
      ),
  };
}

function coverParameters(address: URL): string {
  const covered = new URL(address);
  if (covered.password) covered.password = hidden;
  for (const name of covered.searchParams.keys())
    if (credentialParameter.test(name)) covered.searchParams.set(name, hidden);
  return covered.href;
}
