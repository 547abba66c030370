import { awakeMs } from './awake-time.ts';

/** One worker thread as seen from outside. */
export class KnownWorker {
  readonly name: string;
  /** Ends the thread. What it works on is tried once more in a new one; without work the next request starts it. */
  readonly restart: () => Promise<void>;
  /** Since when it works without a sign of life, monotonic; undefined while it has nothing to do. */
  quietSinceMs: number | undefined;
  /** How often its thread has died under a request. */
  deathCount = 0;

  constructor(name: string, restart: () => Promise<void>) {
    this.name = name;
    this.restart = restart;
    known.add(this);
  }

  sign(): void {
    this.quietSinceMs = awakeMs();
  }

  forget(): void {
    known.delete(this);
  }
}

// Threads belong to the process, as their memory and their deaths do; every studio in it means the same ones.
const known = new Set<KnownWorker>();

export const knownWorkers = (): KnownWorker[] => [...known];

/** Returns how many there were. */
export async function restartWorkers(): Promise<number> {
  const workers = knownWorkers();
  await Promise.all(workers.map((worker) => worker.restart()));
  return workers.length;
}
