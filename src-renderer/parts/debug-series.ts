import type { DebugLog } from '../../src-shared/batch-debug.ts';

interface Series {
  /** `none` where no answer came. */
  status: string;
  total: number;
  tone: 'good' | 'most' | 'second' | 'other';
}

const slots = 40;
const tones = ['most', 'second', 'other'] as const;

/** The statuses of a session: those that failed, most frequent first, then those that did not. */
export function seriesOf({ status_code_breakdown }: Pick<DebugLog, 'status_code_breakdown'>): Series[] {
  const counted = Object.entries(status_code_breakdown).sort(([, one], [, other]) => other - one);
  const failed = counted.filter(([status]) => hasFailed(status));
  const good = counted.filter(([status]) => !hasFailed(status));
  return [
    ...failed.map(([status, total], at) => ({ status, total, tone: tones[Math.min(at, tones.length - 1)] ?? 'other' })),
    ...good.map(([status, total]) => ({ status, total, tone: 'good' as const })),
  ];
}

const hasFailed = (status: string): boolean => status === 'none' || Number(status) >= 400;

/** How many requests of each status began in each of forty slots of time, as far as their details were kept. */
export function barsOf(
  {
    request_timings,
    started_at,
    duration_seconds,
  }: Pick<DebugLog, 'request_timings' | 'started_at' | 'duration_seconds'>,
  series: readonly Series[],
): number[][] {
  const bars = Array.from({ length: slots }, () => series.map(() => 0));
  const fromMs = Date.parse(started_at ?? '');
  const spanMs = Math.max(1, duration_seconds * 1000);
  for (const { timestamp, status } of request_timings) {
    const slot = Math.floor(((Date.parse(timestamp) - fromMs) / spanMs) * slots);
    const bar = bars[Math.min(slots - 1, Math.max(0, slot))];
    const at = series.findIndex((one) => one.status === (status === null ? 'none' : String(status)));
    if (bar?.[at] !== undefined) bar[at] += 1;
  }
  return bars;
}
