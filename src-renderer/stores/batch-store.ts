import { useEffect } from 'react';
import { create } from 'zustand';
import type { Batch, BatchDetail, BatchListUpdate, BatchRow, BatchUpdate } from '../../src-shared/batch.ts';
import { stream } from '../studio-client.ts';
import { followForever } from './follow-forever.ts';

interface BatchState {
  /** Newest first; undefined until the studio has answered. */
  batches: Batch[] | undefined;
  /** The one on the page. */
  shown: BatchDetail | undefined;
}

export const useBatches = create<BatchState>(() => ({ batches: undefined, shown: undefined }));

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

/** Follows the list for as long as the window lives. */
export const followBatches = (signal: AbortSignal): Promise<void> =>
  followForever(signal, async () => {
    for await (const update of stream('batches.watchAll', undefined, { signal })) {
      useBatches.setState(({ batches }) => ({ batches: foldBatches(batches, update) }));
    }
  });

/** What a call answered, ahead of the stream. */
export function showBatch(detail: BatchDetail): void {
  useBatches.setState(({ batches }) => ({
    shown: detail,
    batches: foldBatches(batches, { kind: 'changed', batch: detail.batch }),
  }));
}

/** One batch with its rows, followed while it is on screen. */
export function useBatch(batchId: string | undefined): BatchDetail | undefined {
  useEffect(() => {
    if (batchId === undefined) return;
    const following = new AbortController();
    const { signal } = following;
    void followForever(signal, async () => {
      for await (const update of stream('batches.watch', { batchId }, { signal })) {
        useBatches.setState(({ shown }) => ({ shown: foldRows(shown, update) }));
      }
    });
    return () => following.abort();
  }, [batchId]);
  const shown = useBatches((state) => state.shown);
  return shown?.batch.batchId === batchId ? shown : undefined;
}
