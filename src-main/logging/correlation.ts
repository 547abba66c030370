import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface Correlation {
  correlationId: string;
  jobId?: string;
  step?: string;
  /** What the step works on: a scene's ID. */
  item?: string;
  /** 1 is the first try of a provider call. */
  attempt?: number;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Everything that `work` does, however deep, logs and fails under this ID. */
export function runWithCorrelation<T>(
  correlationId: string,
  work: () => T,
  of: Omit<Correlation, 'correlationId'> = {},
): T {
  return storage.run({ ...storage.getStore(), ...of, correlationId }, work);
}

export const currentCorrelation = (): Correlation | undefined => storage.getStore();

/** The ID that work here belongs to, or a new one where none was given. */
export const currentCorrelationId = (): string => storage.getStore()?.correlationId ?? randomUUID();
