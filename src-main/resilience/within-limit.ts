import { afterAwake } from '../runtime/awake-time.ts';
import { orAborted } from '../runtime/or-aborted.ts';

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
