interface StallWatch {
  /** For so long it may stand still. */
  stallSeconds: number;
  hasMoved: () => boolean;
  /** Told at every look for how long it has not moved; true when somebody else decides what comes of that. */
  onLook: (stillSeconds: number) => boolean;
  /** Called once. */
  onStall: () => void;
}

/** Looks again and again whether something moves. Returns how to stop watching. */
export function watchForStall({ stallSeconds, hasMoved, onLook, onStall }: StallWatch): () => void {
  const lookMs = Math.min(1000, (stallSeconds * 1000) / 4);
  let stillMs = 0;
  // Counts looks instead of reading a clock: a computer that slept has not stalled.
  const timer = setInterval(() => {
    stillMs = hasMoved() ? 0 : stillMs + lookMs;
    if (onLook(stillMs / 1000) || stillMs < stallSeconds * 1000) return;
    clearInterval(timer);
    onStall();
  }, lookMs);
  return () => clearInterval(timer);
}
