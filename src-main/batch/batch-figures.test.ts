import { expect, test } from 'vitest';
import { BatchWishes, type BatchRow } from '../../src-shared/batch.ts';
import { batchOf } from './batch-figures.ts';
import type { BatchRecord, RowRecord } from './batch-records.ts';

const record = (concurrency: number, status: BatchRecord['status'] = 'Running'): BatchRecord => ({
  ...{ batchId: 'B-ABCDEFGHJKMN', name: 'tips.csv', sourcePath: '/tips.csv', sourceHash: '', outputFolder: '/films' },
  ...{ concurrency, wishes: BatchWishes.parse({}), notes: [], status, owner: 'me', createdUtc: '2026-05-01T10:00:00Z' },
  ...{ pausedBecause: undefined, startedUtc: undefined, resumedUtc: undefined, endedUtc: undefined },
});
const row = (
  status: BatchRow['status'],
  filmSeconds: number,
  more: Partial<BatchRow> = {},
  eta?: number,
): RowRecord => ({
  filmSeconds,
  etaSeconds: eta,
  shown: { row: 1, position: 0, title: 'Tides', status, ...more },
});
const done = (filmSeconds: number, tookSeconds: number) => row('Succeeded', filmSeconds, { tookSeconds });

test.each<[string, number, RowRecord[], number | undefined, number | undefined]>([
  ['nothing was ever measured', 1, [row('Queued', 30)], undefined, undefined],
  ['only earlier films were, their pace', 1, [row('Queued', 30), row('Queued', 10)], 2, 80],
  ['films of its own were, theirs', 1, [done(30, 15), row('Queued', 30), row('Queued', 10)], 2, 20],
  ['two run at once, half of it', 2, [done(30, 30), row('Queued', 30), row('Queued', 30)], undefined, 30],
  ['one long film is left for two, that one', 2, [done(30, 30), row('Queued', 100), row('Queued', 10)], undefined, 100],
  ['a film is in work, what it says itself', 1, [done(30, 30), row('Running', 30, { percent: 50 }, 7)], undefined, 7],
  ['it says nothing yet, by its percent', 1, [done(30, 30), row('Running', 30, { percent: 50 })], undefined, 15],
  ['nothing is left, none', 1, [done(30, 30), row('Failed', 30)], undefined, undefined],
])('the time left when %s', (_name, concurrency, rows, earlier, seconds) => {
  expect(batchOf(record(concurrency), rows, earlier).etaSeconds).toBe(seconds);
});

test('a paused batch has no time left, and counts its parts of running films', () => {
  const rows = [done(30, 30), row('Running', 30, { percent: 50 }), row('Queued', 30), row('Failed', 30)];
  const batch = batchOf(record(1, 'Paused'), rows, undefined);
  expect(batch).toMatchObject({
    percent: 62.5,
    counts: { total: 4, succeeded: 1, running: 1, queued: 1, failed: 1, canceled: 0 },
  });
  expect(batch.etaSeconds).toBeUndefined();
});
