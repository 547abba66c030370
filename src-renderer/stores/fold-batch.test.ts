import { expect, test } from 'vitest';
import type { Batch, BatchRow } from '../../src-shared/batch.ts';
import { foldBatches, foldRows } from './fold-batch.ts';

const batch = (batchId: string, createdUtc: string) => ({ batchId, createdUtc }) as Batch;
const row = (number: number, position: number, status: BatchRow['status'] = 'Queued'): BatchRow => ({
  row: number,
  position,
  title: `Row ${number}`,
  status,
});

test('rows that changed take the place of the old ones, in their order', () => {
  const one = batch('B-1', '2026-05-01');
  const first = foldRows(undefined, { batch: one, rows: [row(1, 0), row(2, 1), row(3, 2)], isWhole: true });
  const next = foldRows(first, { batch: one, rows: [row(3, 1), row(2, 2), row(1, 0, 'Running')], isWhole: false });
  expect(next.rows.map((known) => [known.row, known.status])).toEqual([
    [1, 'Running'],
    [3, 'Queued'],
    [2, 'Queued'],
  ]);
  const other = foldRows(next, { batch: batch('B-2', '2026-05-02'), rows: [row(1, 0)], isWhole: true });
  expect(other.rows).toHaveLength(1);
});

test('the newest batch stands first, and one that was removed is gone', () => {
  const all = foldBatches(undefined, { kind: 'all', batches: [batch('B-1', '2026-05-01')] });
  const two = foldBatches(all, { kind: 'changed', batch: batch('B-2', '2026-05-02') });
  expect(two.map(({ batchId }) => batchId)).toEqual(['B-2', 'B-1']);
  expect(foldBatches(two, { kind: 'removed', batchId: 'B-2' })).toEqual(all);
});
