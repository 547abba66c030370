import { z } from 'zod';
import type { HourFigures } from '../../src-shared/resilience.ts';
import type { Database } from '../storage/database.ts';
import { isoTime } from './clock.ts';

const hourMs = 3_600_000;

/** `2026-11-25T22`: the hour of an ISO time, as it is grouped by. */
export const hourOf = (wallMs: number): string => isoTime(wallMs).slice(0, 13);

/** Under this name the fallbacks of one hour are counted. */
export const fallbacksIn = (hour: string) => `hours.fallbacks.${hour}` as const;

const CallsOfHour = z.array(z.object({ hour: z.string(), calls: z.number(), firsts: z.number(), retries: z.number() }));
const Count = z.object({ value: z.number() }).optional();

/** The last 24 hours, oldest first; the last one is not over. */
export function lastDay(database: Database, nowMs: number): HourFigures[] {
  const hours = Array.from({ length: 24 }, (_, index) => hourOf(nowMs - (23 - index) * hourMs));
  const rows = CallsOfHour.parse(
    database
      .prepare(
        `SELECT substr(timestamp, 1, 13) AS hour, count(*) AS calls, sum(attempt = 1) AS firsts,
           sum(attempt = 2) AS retries FROM provider_calls WHERE timestamp >= ? GROUP BY hour`,
      )
      .all(hours[0] ?? ''),
  );
  const fallbacks = database.prepare('SELECT value FROM resilience_counts WHERE name = ?');
  return hours.map((hour) => {
    const row = rows.find((one) => one.hour === hour);
    return {
      startedAt: `${hour}:00:00.000Z`,
      retries: row?.retries ?? 0,
      triesPerCall: row && row.firsts > 0 ? Number((row.calls / row.firsts).toFixed(2)) : null,
      fallbacks: Count.parse(fallbacks.get(fallbacksIn(hour)))?.value ?? 0,
    };
  });
}
