import { expect, test } from 'vitest';
import type { RequestTiming } from '../../src-shared/batch-debug.ts';
import { barsOf, seriesOf } from './debug-series.ts';

test('statuses that failed come first, the most frequent one in the accent, those that did not in grey', () => {
  expect(seriesOf({ status_code_breakdown: { 200: 9, 429: 2, 503: 4, none: 1 } })).toEqual([
    { status: '503', total: 4, tone: 'most' },
    { status: '429', total: 2, tone: 'second' },
    { status: 'none', total: 1, tone: 'other' },
    { status: '200', total: 9, tone: 'good' },
  ]);
});

test('each request stands in its slot of time, under its status', () => {
  const at = (seconds: number, status: number | null) =>
    ({ timestamp: `2026-05-01T10:00:${String(seconds).padStart(2, '0')}.000Z`, status }) as RequestTiming;
  const request_timings = [at(0, 503), at(0, 200), at(10, 200), at(39, null), at(40, 200)];
  const series = seriesOf({ status_code_breakdown: { 200: 3, 503: 1, none: 1 } });
  const bars = barsOf({ request_timings, started_at: '2026-05-01T10:00:00.000Z', duration_seconds: 40 }, series);
  expect(bars).toHaveLength(40);
  expect(bars[0]).toEqual([1, 0, 1]);
  expect(bars[10]).toEqual([0, 0, 1]);
  expect(bars[39]).toEqual([0, 1, 1]);
  expect(bars.flat().reduce((sum, number) => sum + number, 0)).toBe(5);
});
