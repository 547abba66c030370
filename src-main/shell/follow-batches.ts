import type { Batch } from '../../src-shared/batch.ts';
import type { Studio } from '../studio.ts';

interface BatchFollower {
  /** Told how far the running batch is, 0 to 100; undefined when there is none. */
  onRunning: (percent: number | undefined) => void;
  /** Told once when a batch has ended or paused by itself. */
  onAtRest: (batch: Batch) => void;
}

/** Watches batches for the shell's own sake. Goes on until the studio closes. */
export async function followBatches(batches: Studio['batches'], follower: BatchFollower): Promise<void> {
  const running = new Map<string, number>();
  const moments = new Map<string, string>();
  const take = (batch: Batch): void => {
    const { batchId, status, percent } = batch;
    if (status === 'Running') running.set(batchId, percent);
    else running.delete(batchId);
    // A short batch ends between two looks and is never seen running: what tells is that its end is another one.
    const before = moments.get(batchId);
    const moment = momentOf(batch);
    moments.set(batchId, moment);
    if (before !== undefined && before !== moment && isAtRest(batch)) follower.onAtRest(batch);
  };
  for await (const update of batches.watchAll(new AbortController().signal)) {
    if (update.kind === 'all') update.batches.forEach(take);
    else if (update.kind === 'changed') take(update.batch);
    else {
      running.delete(update.batchId);
      moments.delete(update.batchId);
    }
    const [percent] = running.values();
    follower.onRunning(percent);
  }
}

const isAtRest = ({ status, pausedBecause }: Batch): boolean => status === 'Ended' || pausedBecause !== undefined;

const momentOf = ({ status, endedUtc, pausedBecause }: Batch): string =>
  [status, endedUtc, pausedBecause?.correlationId].join(' ');
