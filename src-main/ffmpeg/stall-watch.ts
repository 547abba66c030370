/** Calls `onStall` once when `hasMoved` was false at every look for so many seconds. Returns how to stop watching. */
export function watchForStall(stallSeconds: number, hasMoved: () => boolean, onStall: () => void): () => void {
  const lookMs = Math.min(1000, (stallSeconds * 1000) / 4);
  let stillMs = 0;
  // Counts looks instead of reading a clock: a computer that slept has not stalled.
  const timer = setInterval(() => {
    stillMs = hasMoved() ? 0 : stillMs + lookMs;
    if (stillMs < stallSeconds * 1000) return;
    clearInterval(timer);
    onStall();
  }, lookMs);
  return () => clearInterval(timer);
}
