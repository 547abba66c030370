import type { OperationTimes } from '../../../src-shared/report.ts';

/** Durations by operation, with their nearest-rank percentiles; the one with most of them first. */
export function timesOf(
  kind: OperationTimes['kind'],
  durations: Iterable<readonly [operation: string, durationMs: number]>,
): OperationTimes[] {
  const byOperation = new Map<string, number[]>();
  for (const [operation, durationMs] of durations) {
    const known = byOperation.get(operation);
    if (known) known.push(durationMs);
    else byOperation.set(operation, [durationMs]);
  }
  return [...byOperation]
    .map(([operation, found]) => oneOperation(kind, operation, Float64Array.from(found).sort()))
    .sort((one, other) => other.count - one.count || one.operation.localeCompare(other.operation));
}

function oneOperation(kind: OperationTimes['kind'], operation: string, sorted: Float64Array): OperationTimes {
  const at = (percent: number): number => round(sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0);
  return { kind, operation, count: sorted.length, p50Ms: at(50), p95Ms: at(95), p99Ms: at(99), slowestMs: at(100) };
}

const round = (ms: number): number => Math.round(Math.max(0, ms) * 10) / 10;
