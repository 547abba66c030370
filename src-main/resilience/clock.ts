import { setTimeout as sleep } from 'node:timers/promises';
import { awakeMs } from '../runtime/awake-time.ts';

/** Time as policies need it; tests bring their own. */
export interface Clock {
  /** Milliseconds that only ever grow, whatever happens to the computer's clock, and stand still while it sleeps. */
  monotonicMs(): number;
  /** Milliseconds since 1970; for what must be read by people or survive a restart. */
  wallMs(): number;
  /** Rejects with the signal's reason as soon as it is aborted. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  monotonicMs: awakeMs,
  wallMs: () => Date.now(),
  async wait(delayMs, signal) {
    try {
      await sleep(delayMs, undefined, { signal });
    } catch (error) {
      // Node rejects with an error of its own; whoever aborted has said why.
      if (signal.aborted) throw signal.reason;
      throw error;
    }
  },
};

export const isoTime = (wallMs: number): string => new Date(wallMs).toISOString();
