/** A bounded number of places, first come first served. */
export interface Slots {
  /** Waits for a place, works, gives it back. Aborting while waiting rejects with the reason. */
  use<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** `count` is asked anew whenever a place is wanted, so that a changed setting counts at once. */
export function createSlots(count: () => number): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const admit = () => {
    while (taken < count() && waiting.length > 0) {
      taken += 1;
      waiting.shift()?.();
    }
  };
  const enter = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const admitted = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(admitted), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push(admitted);
      admit();
    });
  return {
    async use(signal, work) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        return await work();
      } finally {
        taken -= 1;
        admit();
      }
    },
  };
}
