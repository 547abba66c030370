import { afterAwake } from '../runtime/awake-time.ts';

/** Runs work that may take `limitMs`, 0 for as long as it likes; when the time is up its signal is aborted with `overdue()`. */
export async function withinLimit<T>(
  limitMs: number,
  signal: AbortSignal,
  overdue: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const callOff = limitMs > 0 ? afterAwake(limitMs, () => limit.abort(overdue())) : undefined;
  try {
    return await orAborted(AbortSignal.any([signal, limit.signal]), work);
  } finally {
    callOff?.();
  }
}

/** Rejects with the signal's reason at once, also while the work has not yet let go. */
export function orAborted<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work(signal)
      // What fails because it was aborted failed for the reason of that.
      .then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : error))
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
