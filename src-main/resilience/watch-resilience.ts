import type { ResilienceUpdate } from '../../src-shared/resilience.ts';

interface Watched {
  look: () => ResilienceUpdate;
  /** Called after each change. */
  listeners: Set<() => void>;
  /** Milliseconds until time alone changes something. */
  nextChangeInMs: () => number | undefined;
}

const leastPauseMs = 250;
/** Another process of the same data folder tells nobody what it changes. */
const longestPauseMs = 2000;

/** How things stand, and again whenever it is otherwise. */
export async function* watchResilience(
  { look, listeners, nextChangeInMs }: Watched,
  signal: AbortSignal,
): AsyncGenerator<ResilienceUpdate, void, undefined> {
  let last = '';
  while (!signal.aborted) {
    const update = look();
    const text = JSON.stringify(update);
    if (text !== last) yield update;
    last = text;
    await pause(leastPauseMs, new Set(), signal);
    const untilMs = Math.min(longestPauseMs, nextChangeInMs() ?? longestPauseMs);
    if (JSON.stringify(look()) === last) await pause(untilMs, listeners, signal);
  }
}

function pause(delayMs: number, listeners: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listeners.delete(end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs + 5);
    listeners.add(end);
    signal.addEventListener('abort', end, { once: true });
  });
}
