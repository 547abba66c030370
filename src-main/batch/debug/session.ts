import type { DebugLog, DebugSummary, RequestTiming, SessionEvent } from '../../../src-shared/batch-debug.ts';
import type { Exchange } from '../../providers/http/exchange.ts';
import { appVersion } from '../../runtime/app-version.ts';
import { adviceFor } from './advice.ts';

/** What is known of a provider beside its requests. */
export interface ProviderFacts {
  model: string | undefined;
  strategy: 'kept' | 'perRequest' | 'conservative';
}

/** Of the whole file; a job's session stays under 100 KB. */
const mostCharacters = 88_000;
const longestBody = 200;
const longestError = 300;
const longestHeader = 160;
const mostHeaders = 24;
const mostPatterns = 10;
const mostHistory = 60;
const mostLatencies = 200;

interface ProviderFigures {
  endpoint: string;
  count: number;
  latencies: number[];
  skewMs: number | null;
  hasRateLimits: boolean;
}

/** All that a job asked of its providers: counted exactly, kept in detail as far as it fits. */
export class DebugSession {
  readonly jobId: string;
  readonly #factsOf: (provider: string) => ProviderFacts;
  readonly #providers = new Map<string, ProviderFigures>();
  readonly #statuses: Record<string, number> = {};
  #patterns: DebugSummary['failure_patterns'] = [];
  #history: SessionEvent[] = [];
  #timings: { timing: RequestTiming; characters: number }[] = [];
  #total = 0;
  #successful = 0;
  #events = 0;
  #omitted = 0;
  #startMs = Number.POSITIVE_INFINITY;
  #endMs = Number.NEGATIVE_INFINITY;

  constructor(jobId: string, factsOf: (provider: string) => ProviderFacts) {
    this.jobId = jobId;
    this.#factsOf = factsOf;
  }

  add(exchange: Exchange): void {
    const startMs = Date.parse(exchange.startedAt);
    const isFailed = exchange.error !== undefined || exchange.status === undefined || exchange.status >= 400;
    this.#startMs = Math.min(this.#startMs, startMs);
    this.#endMs = Math.max(this.#endMs, startMs + exchange.durationMs);
    this.#total += 1;
    if (!isFailed) this.#successful += 1;
    const code = exchange.status === undefined ? 'none' : String(exchange.status);
    this.#statuses[code] = (this.#statuses[code] ?? 0) + 1;
    const figures = this.#figuresOf(exchange);
    this.#noteEvents(exchange, figures);
    if (isFailed && this.#patterns.length < mostPatterns) this.#patterns.push(patternOf(exchange, code));
    this.#keep(timingOf(exchange, isFailed));
  }

  /** Adds what an earlier run of the job has written down: however often the studio stopped, a job has one session. */
  goOnFrom(earlier: DebugLog): void {
    this.#total += earlier.total_requests;
    this.#successful += earlier.successful_requests;
    this.#events += earlier.session_events;
    this.#omitted += earlier.omitted_requests;
    for (const [status, count] of Object.entries(earlier.status_code_breakdown)) {
      this.#statuses[status] = (this.#statuses[status] ?? 0) + count;
    }
    if (earlier.started_at !== null) {
      const startMs = Date.parse(earlier.started_at);
      this.#startMs = Math.min(this.#startMs, startMs);
      this.#endMs = Math.max(this.#endMs, startMs + earlier.duration_seconds * 1000);
    }
    this.#patterns = [...earlier.failure_patterns, ...this.#patterns].slice(0, mostPatterns);
    this.#history = [...earlier.session_history, ...this.#history].slice(0, mostHistory);
    this.#timings = [...earlier.request_timings.map(measured), ...this.#timings];
    this.#dropWhatDoesNotFit();
    for (const provider of earlier.environment.providers) this.#addProvider(provider, earlier);
  }

  log(isEnabled: boolean): DebugLog {
    return {
      ...this.#summary(isEnabled),
      session_history: this.#history,
      request_timings: this.#timings.map(({ timing }) => timing),
      omitted_requests: this.#omitted,
    };
  }

  #summary(isEnabled: boolean): DebugSummary {
    const figures = {
      total_requests: this.#total,
      successful_requests: this.#successful,
      status_code_breakdown: this.#statuses,
      session_events: this.#events,
    };
    const [busiest] = [...this.#providers].sort(([, one], [, other]) => other.count - one.count);
    return {
      debug_enabled: isEnabled,
      job_id: this.jobId,
      started_at: this.#total === 0 ? null : new Date(this.#startMs).toISOString(),
      duration_seconds: this.#total === 0 ? 0 : Math.round(this.#endMs - this.#startMs) / 1000,
      ...figures,
      failed_requests: this.#total - this.#successful,
      success_rate_percent: this.#total === 0 ? 0 : Math.round((10_000 * this.#successful) / this.#total) / 100,
      failure_patterns: this.#patterns,
      environment: {
        app_version: appVersion(),
        platform: `${process.platform} ${process.arch}`,
        providers: [...this.#providers].map(([provider, known]) => ({
          provider,
          endpoint: known.endpoint,
          model: this.#factsOf(provider).model ?? null,
          requests: known.count,
          latency_ms: median(known.latencies),
          clock_skew_ms: known.skewMs,
        })),
      },
      ...adviceFor({ ...figures, provider: busiest?.[0] }),
    };
  }

  #figuresOf({ provider, url, durationMs, responseHeaders, startedAt }: Exchange): ProviderFigures {
    const known = this.#providers.get(provider) ?? {
      endpoint: originOf(url),
      count: 0,
      latencies: [],
      skewMs: null,
      hasRateLimits: false,
    };
    known.count += 1;
    known.latencies = [...known.latencies, durationMs].slice(-mostLatencies);
    known.skewMs = skewOf(responseHeaders?.['date'], Date.parse(startedAt), durationMs) ?? known.skewMs;
    this.#providers.set(provider, known);
    return known;
  }

  #addProvider(
    { provider, endpoint, requests, clock_skew_ms }: DebugSummary['environment']['providers'][number],
    earlier: DebugLog,
  ): void {
    const own = this.#providers.get(provider);
    const latencies = earlier.request_timings
      .filter((timing) => timing.provider === provider)
      .map(({ response_time_ms }) => response_time_ms);
    this.#providers.set(provider, {
      endpoint: own?.endpoint ?? endpoint,
      count: requests + (own?.count ?? 0),
      latencies: [...latencies, ...(own?.latencies ?? [])].slice(-mostLatencies),
      skewMs: own?.skewMs ?? clock_skew_ms,
      hasRateLimits:
        own?.hasRateLimits === true ||
        earlier.session_history.some((event) => event.provider === provider && event.event === 'rate_limit_seen'),
    });
  }

  /** What says something of the connection itself. A strategy that opens one each time is no event. */
  #noteEvents(exchange: Exchange, figures: ProviderFigures): void {
    const { provider, startedAt: timestamp, connection, attempt, status, responseHeaders = {} } = exchange;
    const note = (event: SessionEvent['event'], detail: string): void => {
      this.#events += 1;
      if (this.#history.length < mostHistory) this.#history.push({ timestamp, provider, event, detail });
    };
    if (connection === 'new' && this.#factsOf(provider).strategy === 'kept')
      note('connection_opened', originOf(exchange.url));
    if (status === undefined) note('connection_lost', (exchange.error ?? 'No answer came.').slice(0, longestError));
    if (attempt > 1) note('retried', `Attempt ${attempt}`);
    const limits = Object.entries(responseHeaders).filter(([name]) => /^(?:x-)?ratelimit|^retry-after$/i.test(name));
    // Some providers send them with every answer: told once, and whenever a limit was hit.
    if (limits.length > 0 && (!figures.hasRateLimits || status === 429)) {
      figures.hasRateLimits = true;
      note(
        'rate_limit_seen',
        limits
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')
          .slice(0, longestError),
      );
    }
  }

  #keep(timing: RequestTiming): void {
    this.#timings.push(measured(timing));
    this.#dropWhatDoesNotFit();
  }

  /** The oldest that succeeded go first, then the oldest. */
  #dropWhatDoesNotFit(): void {
    let characters = this.#timings.reduce((sum, kept) => sum + kept.characters, 0);
    while (characters > mostCharacters) {
      const fine = this.#timings.findIndex(({ timing: kept }) => kept.error === null && kept.error_body === null);
      const [gone] = this.#timings.splice(Math.max(0, fine), 1);
      characters -= gone?.characters ?? characters;
      this.#omitted += 1;
    }
  }
}

const measured = (timing: RequestTiming) => ({ timing, characters: JSON.stringify(timing).length });

const patternOf = (exchange: Exchange, code: string): DebugSummary['failure_patterns'][number] => ({
  id: exchange.item ?? exchange.correlationId,
  code: code === 'none' ? ((exchange.error ?? 'none').split(':', 1)[0] ?? 'none') : code,
  body: (exchange.bodyExcerpt ?? exchange.error ?? '').slice(0, longestBody),
});

/** A request as it is written down. */
export const timingOf = (exchange: Exchange, isFailed: boolean): RequestTiming => ({
  timestamp: exchange.startedAt,
  item: exchange.item ?? null,
  provider: exchange.provider,
  attempt: exchange.attempt,
  method: exchange.method,
  url: exchange.url.slice(0, longestError),
  status: exchange.status ?? null,
  response_time_ms: exchange.durationMs,
  connection: exchange.connection ?? null,
  request_headers: bounded(exchange.requestHeaders),
  response_headers: bounded(exchange.responseHeaders ?? {}),
  error_body: isFailed ? (exchange.bodyExcerpt?.slice(0, longestError) ?? null) : null,
  error: exchange.error?.slice(0, longestError) ?? null,
});

const bounded = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .slice(0, mostHeaders)
      .map(([name, value]) => [name, value.slice(0, longestHeader)]),
  );

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url.slice(0, 100));

/** A server's clock tells whole seconds, at some moment between the request and its answer. */
function skewOf(date: string | undefined, startMs: number, durationMs: number): number | undefined {
  const serverMs = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(serverMs) ? undefined : Math.round(startMs + durationMs / 2 - (serverMs + 500));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
