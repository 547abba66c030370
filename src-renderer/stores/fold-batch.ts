import type { Batch, BatchDetail, BatchListUpdate, BatchRow, BatchUpdate } from '../../src-shared/batch.ts';

/** Newest first. */
export function foldBatches(before: Batch[] | undefined, update: BatchListUpdate): Batch[] {
  if (update.kind === 'all') return update.batches;
  const id = update.kind === 'changed' ? update.batch.batchId : update.batchId;
  const others = (before ?? []).filter(({ batchId }) => batchId !== id);
  if (update.kind === 'removed') return others;
  return [...others, update.batch].sort((one, other) => other.createdUtc.localeCompare(one.createdUtc));
}

/** Rows stand in their order, each as it was told last. */
export function foldRows(before: BatchDetail | undefined, update: BatchUpdate): BatchDetail {
  const { batch, rows, isWhole } = update;
  if (isWhole || before?.batch.batchId !== batch.batchId) return { batch, rows };
  const changed = new Map(rows.map((row) => [row.row, row]));
  const now = before.rows.map((row): BatchRow => changed.get(row.row) ?? row);
  return { batch, rows: now.sort((one, other) => one.position - other.position) };
}
