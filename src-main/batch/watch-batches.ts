import { EventEmitter } from 'node:events';
import type { BatchDetail, BatchListUpdate, BatchRow, BatchUpdate } from '../../src-shared/batch.ts';
import type { BatchStore } from './batch-store.ts';

/** Between two pictures only the last state counts. */
const gapMs = 250;
/** How often the batches of other processes are looked at. */
const foreignLookMs = 1000;

/** Tells who watches that a batch has changed, here or in another process. */
export class BatchNews {
  readonly #changes = new EventEmitter().setMaxListeners(0);

  changed(batchId: string): void {
    this.#changes.emit('changed', batchId);
  }

  /** The batches that changed since the last look, again and again until the signal aborts. */
  async *since(batches: BatchStore, signal: AbortSignal): AsyncGenerator<Set<string>> {
    const waiting = new Set<string>();
    let wake = (): void => undefined;
    const add = (batchId: string): void => {
      waiting.add(batchId);
      wake();
    };
    let known = batches.fingerprints();
    const look = setInterval(() => {
      const now = batches.fingerprints();
      for (const batchId of new Set([...known.keys(), ...now.keys()])) {
        if (known.get(batchId) !== now.get(batchId)) add(batchId);
      }
      known = now;
    }, foreignLookMs);
    look.unref();
    const onAbort = (): void => {
      // At once: the database may be closed before the reader comes back.
      clearInterval(look);
      wake();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#changes.on('changed', add);
    try {
      while (!signal.aborted) {
        if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
        if (signal.aborted) return;
        const changed = new Set(waiting);
        waiting.clear();
        yield changed;
        await new Promise((resolve) => setTimeout(resolve, gapMs));
      }
    } finally {
      clearInterval(look);
      signal.removeEventListener('abort', onAbort);
      this.#changes.off('changed', add);
    }
  }
}

interface Watched {
  news: BatchNews;
  batches: BatchStore;
  /** Undefined for one that is gone. */
  detailOf: (batchId: string) => BatchDetail | undefined;
}

/** All batches, then each that changes or goes. */
export async function* watchAllBatches(
  { news, batches, detailOf }: Watched,
  signal: AbortSignal,
): AsyncGenerator<BatchListUpdate> {
  const all = batches.list().flatMap(({ batchId }) => detailOf(batchId)?.batch ?? []);
  yield { kind: 'all', batches: all };
  for await (const changed of news.since(batches, signal)) {
    for (const batchId of changed) {
      const batch = detailOf(batchId)?.batch;
      yield batch ? { kind: 'changed', batch } : { kind: 'removed', batchId };
    }
  }
}

/** One batch with all its rows, then the rows that change; ends when the batch is removed. */
export async function* watchBatch(
  batchId: string,
  { news, batches, detailOf }: Watched,
  signal: AbortSignal,
): AsyncGenerator<BatchUpdate> {
  const first = detailOf(batchId);
  if (!first) return;
  yield { ...first, isWhole: true };
  let shown = first.rows;
  for await (const changed of news.since(batches, signal)) {
    if (!changed.has(batchId)) continue;
    const now = detailOf(batchId);
    if (!now) return;
    yield { batch: now.batch, rows: changedRows(shown, now.rows), isWhole: false };
    shown = now.rows;
  }
}

function changedRows(before: readonly BatchRow[], now: readonly BatchRow[]): BatchRow[] {
  const known = new Map(before.map((row) => [row.row, JSON.stringify(row)]));
  return now.filter((row) => known.get(row.row) !== JSON.stringify(row));
}
