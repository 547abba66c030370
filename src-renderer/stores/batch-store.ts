import { useEffect } from 'react';
import { create } from 'zustand';
import type { Batch, BatchDetail } from '../../src-shared/batch.ts';
import { stream } from '../studio-client.ts';
import { foldBatches, foldRows } from './fold-batch.ts';
import { followForever } from './follow-forever.ts';

interface BatchState {
  /** Newest first; undefined until the studio has answered. */
  batches: Batch[] | undefined;
  /** The one on the page. */
  shown: BatchDetail | undefined;
}

export const useBatches = create<BatchState>(() => ({ batches: undefined, shown: undefined }));

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
