import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface Correlation {
  correlationId: string;
  jobId?: string;
  /** Of the whole job, which a caller may have given; `correlationId` is that of the step meanwhile. */
  jobCorrelationId?: string;
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

/** A UUID, or what scripts and tracing systems use in its place; nothing that could steer a terminal or a file name. */
const usableId = /^[A-Za-z0-9][\w.:-]{0,127}$/;

/** The ID that somebody outside gave, or a new one where there is none or it cannot be used; the note says so. */
export function takeCorrelationId(given: unknown): { correlationId: string; note?: string } {
  if (given === undefined || given === null) return { correlationId: randomUUID() };
  if (typeof given === 'string' && given.length <= 128 && usableId.test(given)) return { correlationId: given };
  const correlationId = randomUUID();
  return { correlationId, note: `The correlation ID that was given cannot be used; ${correlationId} stands for it.` };
}
