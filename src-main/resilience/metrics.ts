import { z } from 'zod';
import type { BreakerState, ProviderMetrics, ResilienceMetrics } from '../../src-shared/resilience.ts';
import { log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';
import { breakerName } from './breakers.ts';
import { canceledCode } from './call-ledger.ts';
import { fallbacksIn, hourOf } from './last-day.ts';

const counted = [
  'retries.successful',
  'retries.failed',
  'retries.attempts',
  'fallbacks.successful',
  'fallbacks.failed',
] as const;
type Counted = (typeof counted)[number] | `cacheHits.${string}`;

const latestCalls = 500;

const Totals = z.array(
  z.object({ provider: z.string(), kind: z.string(), calls: z.number(), failures: z.number(), cost_usd: z.number() }),
);
const Failure = z.object({ code: z.string(), timestamp: z.string() });

/** Counts what went wrong and how it was mended; kept in studio.db. */
export class Metrics {
  readonly #database: Database;
  readonly #nowMs: () => number;

  constructor(database: Database, nowMs: () => number = Date.now) {
    this.#database = database;
    this.#nowMs = nowMs;
  }

  count(name: Counted, by = 1): void {
    this.#add(name, by);
    if (name.startsWith('fallbacks.')) this.#add(fallbacksIn(hourOf(this.#nowMs())), by);
  }

  #add(name: string, by: number): void {
    const sql = `INSERT INTO resilience_counts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value`;
    try {
      this.#database.quickly(() => this.#database.prepare(sql).run(name, by));
    } catch (error) {
      log.warn('A figure of the resilience metrics was not kept', { name, reason: String(error) });
    }
  }

  read(breakers: readonly BreakerState[]): ResilienceMetrics {
    const counts = this.#counts();
    const of = (name: Counted): number => counts.get(name) ?? 0;
    const retried = of('retries.successful') + of('retries.failed');
    const handedOn = of('fallbacks.successful') + of('fallbacks.failed');
    const recovered = of('retries.successful') + of('fallbacks.successful');
    const inState = (state: BreakerState['state']) => breakers.filter((breaker) => breaker.state === state).length;
    return {
      circuitBreakers: {
        total: breakers.length,
        closed: inState('Closed'),
        open: inState('Open'),
        halfOpen: inState('HalfOpen'),
      },
      retries: {
        total: retried,
        successful: of('retries.successful'),
        failed: of('retries.failed'),
        averageAttempts: retried === 0 ? 0 : rounded(of('retries.attempts') / retried, 2),
      },
      fallbacks: { total: handedOn, successful: of('fallbacks.successful'), failed: of('fallbacks.failed') },
      recoveryRate: retried + handedOn === 0 ? null : rounded(recovered / (retried + handedOn), 4),
      providers: this.#providers(counts),
    };
  }

  #counts(): Map<string, number> {
    const rows = this.#database.prepare('SELECT name, value FROM resilience_counts').all();
    return new Map(
      z
        .array(z.object({ name: z.string(), value: z.number() }))
        .parse(rows)
        .map(({ name, value }) => [name, value]),
    );
  }

  #providers(counts: ReadonlyMap<string, number>): ProviderMetrics[] {
    const rows = this.#database
      .prepare(
        `SELECT provider, kind, count(*) AS calls, sum(code IS NOT NULL) AS failures, sum(cost_usd) AS cost_usd
         FROM provider_calls WHERE code IS NOT '${canceledCode}' GROUP BY provider, kind ORDER BY provider, kind`,
      )
      .all();
    return Totals.parse(rows).map(({ provider, kind, calls, failures, cost_usd }) => {
      const name = breakerName(provider, kind);
      return {
        name,
        provider,
        kind,
        calls,
        failures,
        consecutiveFailures: this.#failuresSinceSuccess(provider, kind),
        cacheHits: counts.get(`cacheHits.${name}`) ?? 0,
        successRate: calls === 0 ? null : rounded(1 - failures / calls, 4),
        ...this.#latencies(provider, kind),
        costUsd: cost_usd,
        lastError: this.#lastError(provider, kind),
      };
    });
  }

  #failuresSinceSuccess(provider: string, kind: string): number {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS failures FROM provider_calls WHERE provider = :provider AND kind = :kind
         AND code IS NOT NULL AND code IS NOT '${canceledCode}' AND call_id > coalesce(
           (SELECT max(call_id) FROM provider_calls WHERE provider = :provider AND kind = :kind AND code IS NULL), 0)`,
      )
      .get({ provider, kind }) as { failures: number };
    return row.failures;
  }

  #latencies(provider: string, kind: string): Pick<ProviderMetrics, 'averageMs' | 'p50Ms' | 'p95Ms'> {
    const rows = this.#database
      .prepare(
        `SELECT duration_ms FROM provider_calls WHERE provider = ? AND kind = ? AND code IS NULL
         ORDER BY call_id DESC LIMIT ${latestCalls}`,
      )
      .all(provider, kind);
    const durations = z.array(z.object({ duration_ms: z.number() })).parse(rows);
    const sorted = durations.map(({ duration_ms }) => duration_ms).toSorted((one, other) => one - other);
    if (sorted.length === 0) return { averageMs: null, p50Ms: null, p95Ms: null };
    const average = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
    return { averageMs: Math.round(average), p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
  }

  #lastError(provider: string, kind: string): z.infer<typeof Failure> | null {
    const row: unknown = this.#database
      .prepare(
        `SELECT code, timestamp FROM provider_calls WHERE provider = ? AND kind = ? AND code IS NOT NULL
         AND code IS NOT '${canceledCode}' ORDER BY call_id DESC LIMIT 1`,
      )
      .get(provider, kind);
    return row === undefined ? null : Failure.parse(row);
  }
}

/** Nearest rank: the smallest value that so large a part of them does not exceed. */
const percentile = (sorted: readonly number[], part: number): number =>
  Math.round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
