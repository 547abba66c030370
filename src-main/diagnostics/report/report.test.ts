import { expect, test } from 'vitest';
import { timesOf } from './percentiles.ts';
import { signatureOf } from './recent-errors.ts';

test('percentiles are by nearest rank, each operation apart', () => {
  const durations = Array.from({ length: 100 }, (_, index) => ['mux', 100 - index] as const);
  expect(timesOf('step', [...durations, ['script', 7]])).toEqual([
    { kind: 'step', operation: 'mux', count: 100, p50Ms: 50, p95Ms: 95, p99Ms: 99, slowestMs: 100 },
    { kind: 'step', operation: 'script', count: 1, p50Ms: 7, p95Ms: 7, p99Ms: 7, slowestMs: 7 },
  ]);
});

test('an error counts as the same whatever number, job or ID it names', () => {
  expect(signatureOf('Scene 4 of 9 failed in J-0123456789AB after 2.5 s')).toBe(
    signatureOf('Scene 12 of 9 failed in J-ZZZZZZZZZZZZ after 31 s'),
  );
  expect(signatureOf('Job failed: OutOfDiskSpace')).not.toBe(signatureOf('Job failed: OutOfMemory'));
});
