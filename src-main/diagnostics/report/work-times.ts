import { z } from 'zod';
import type { OperationTimes, Report } from '../../../src-shared/report.ts';
import type { Database } from '../../storage/database.ts';
import { timesOf } from './percentiles.ts';

/** So many of the newest of each kind say how it is now. */
const newest = 5000;

const Duration = z.object({ operation: z.string(), duration_ms: z.number() });

/** What steps, FFmpeg's commands and requests to providers took, from what the database kept of them. */
export function workTimes(database: Database): OperationTimes[] {
  const durations = (sql: string): (readonly [string, number])[] =>
    z
      .array(Duration)
      .parse(database.prepare(`${sql} LIMIT ${newest}`).all())
      .map(({ operation, duration_ms }) => [operation, duration_ms]);
  const steps = durations(
    "SELECT name AS operation, duration_ms FROM steps WHERE status = 'Succeeded' AND duration_ms IS NOT NULL ORDER BY completed_at DESC",
  );
  const commands = durations(
    'SELECT purpose AS operation, duration_seconds * 1000 AS duration_ms FROM ffmpeg_records ORDER BY record_id DESC',
  );
  const calls = durations(
    "SELECT provider || '-' || kind AS operation, duration_ms FROM provider_calls ORDER BY call_id DESC",
  );
  return [
    ...timesOf('step', steps),
    // "segment 4" and "segment 5" are the same work.
    ...timesOf(
      'ffmpeg',
      commands.map(([purpose, ms]) => [purpose.replace(/\s+\d.*$/, ''), ms] as const),
    ),
    ...timesOf('provider', calls),
  ];
}

const ProviderRow = z.object({
  name: z.string(),
  kind: z.string(),
  chosen: z.number(),
  calls: z.number(),
  failures: z.number(),
  circuit_state: z.string().nullable(),
  last_error: z.string().nullable(),
});

/** Each provider that was chosen or asked: how often, how often in vain, and how its breaker stands. */
export function providersAtWork(database: Database): Report['providers'] {
  const rows = database
    .prepare(
      `
      WITH chosen AS (
        SELECT json_extract(decision, '$.provider') AS name,
          CASE json_extract(decision, '$.decisionPoint')
            WHEN 'script' THEN 'LLM' WHEN 'narration' THEN 'TTS' ELSE 'Images' END AS kind,
          count(*) AS number FROM model_decisions GROUP BY 1, 2
      ), asked AS (
        SELECT provider AS name, kind, count(*) AS number, sum(code IS NOT NULL) AS failures,
          (SELECT code FROM provider_calls AS last WHERE last.provider = calls.provider AND last.kind = calls.kind
            AND code IS NOT NULL ORDER BY call_id DESC LIMIT 1) AS last_error
        FROM provider_calls AS calls GROUP BY 1, 2
      ), named AS (SELECT name, kind FROM chosen UNION SELECT name, kind FROM asked)
      SELECT named.name, named.kind, coalesce(chosen.number, 0) AS chosen, coalesce(asked.number, 0) AS calls,
        coalesce(asked.failures, 0) AS failures, circuit_breakers.state AS circuit_state, asked.last_error
      FROM named
        LEFT JOIN chosen USING (name, kind)
        LEFT JOIN asked USING (name, kind)
        LEFT JOIN circuit_breakers ON circuit_breakers.name = named.name || '-' || named.kind
      ORDER BY calls DESC, chosen DESC, named.name`,
    )
    .all();
  return z
    .array(ProviderRow)
    .parse(rows)
    .map(({ circuit_state, last_error, ...row }) => ({ ...row, circuitState: circuit_state, lastError: last_error }));
}
