/** One worker thread as seen from outside. */
export interface KnownWorker {
  readonly name: string;
  /** Since when it works without a sign of life, monotonic; undefined while it has nothing to do. */
  quietSinceMs(): number | undefined;
  /** How often its thread has died under a request. */
  deathCount(): number;
  /** Ends the thread. What it works on is tried once more in a new one; without work the next request starts it. */
  restart(): Promise<void>;
}

// Threads belong to the process, as their memory and their deaths do; every studio in it means the same ones.
const known = new Set<KnownWorker>();

export function registerWorker(worker: KnownWorker): () => void {
  known.add(worker);
  return () => known.delete(worker);
}

export const knownWorkers = (): KnownWorker[] => [...known];

/** Returns how many there were. */
export async function restartWorkers(): Promise<number> {
  const workers = knownWorkers();
  await Promise.all(workers.map((worker) => worker.restart()));
  return workers.length;
}
