import { AsyncLocalStorage } from 'node:async_hooks';

/** A look at a running program: for how long it has not moved. */
export interface StillLook {
  /** "segment 4", "soundtrack". */
  purpose: string;
  stillSeconds: number;
}

/** Whoever watches over a piece of work: asks the user when it stands still, and ends it in the end. */
export interface WorkWatcher {
  /** Something has moved. */
  sign(): void;
  /** True: the watcher decides when it has stood still for too long. */
  look(look: StillLook): boolean;
}

const storage = new AsyncLocalStorage<WorkWatcher>();

/** Everything that `work` does, however deep, is watched by this one. */
export const watchedBy = <T>(watcher: WorkWatcher, work: () => T): T => storage.run(watcher, work);

/** A wait that was agreed upon is no standstill. */
export async function whileWaiting<T>(waiting: Promise<T>): Promise<T> {
  const watcher = currentWatcher();
  const timer = setInterval(() => watcher?.sign(), 1000);
  try {
    return await waiting;
  } finally {
    clearInterval(timer);
  }
}

export const currentWatcher = (): WorkWatcher | undefined => storage.getStore();
