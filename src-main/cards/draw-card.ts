import { workerCalls } from '../runtime/worker-calls.ts';
import type { CardRequest } from './card-request.ts';

/** Draws cards beside the main thread. */
export interface CardDrawer {
  /** PNG bytes. The same request gives the same bytes. */
  draw(request: CardRequest, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A card keeps one core busy; two threads leave the rest to FFmpeg. */
const threadCount = 2;

export function createCardDrawer(): CardDrawer {
  const threads = Array.from({ length: threadCount }, () => ({
    calls: workerCalls<CardRequest, Uint8Array>('draw'),
    waiting: 0,
  }));
  return {
    async draw(request, signal) {
      const freest = threads.reduce((one, other) => (other.waiting < one.waiting ? other : one));
      freest.waiting++;
      try {
        return await freest.calls.ask(request, signal);
      } finally {
        freest.waiting--;
      }
    },
    async close() {
      await Promise.all(threads.map(({ calls }) => calls.close()));
    },
  };
}
