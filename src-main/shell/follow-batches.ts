import type { Batch } from '../../src-shared/batch.ts';
import type { Studio } from '../studio.ts';

interface BatchFollower {
  /** Told how far the running batch is, 0 to 100; undefined when there is none. */
  onRunning: (percent: number | undefined) => void;
  /** Told once when a batch that was seen running has ended or paused by itself. */
  onAtRest: (batch: Batch) => void;
}

/** Watches batches for the shell's own sake. Goes on until the studio closes. */
export async function followBatches(batches: Studio['batches'], follower: BatchFollower): Promise<void> {
  const running = new Map<string, number>();
  const take = (batch: Batch): void => {
    if (batch.status === 'Running') running.set(batch.batchId, batch.percent);
    else if (running.delete(batch.batchId) && (batch.status === 'Ended' || batch.pausedBecause))
      follower.onAtRest(batch);
  };
  for await (const update of batches.watchAll(new AbortController().signal)) {
    if (update.kind === 'all') update.batches.forEach(take);
    else if (update.kind === 'changed') take(update.batch);
    else running.delete(update.batchId);
    const [percent] = running.values();
    follower.onRunning(percent);
  }
}
