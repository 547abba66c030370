const tickMs = 1000;
/** So late is no timer of a computer that is only busy. */
const asleepMs = 3 * tickMs;

let sleptMs = 0;
let seenMs = performance.now();
let isTicking = false;

/**
 * Milliseconds that only grow, and do not count the time in which the computer slept: on Windows and macOS Node's own
 * clock does, so that every limit would be over at the moment of waking.
 */
export function awakeMs(): number {
  if (!isTicking) {
    isTicking = true;
    seenMs = performance.now();
    setInterval(tick, tickMs).unref();
  }
  const nowMs = performance.now();
  return nowMs - sleptMs - gapOf(nowMs);
}

function tick(): void {
  const nowMs = performance.now();
  sleptMs += gapOf(nowMs);
  seenMs = nowMs;
}

/** What has passed unseen since the last tick, but for the tick itself. */
function gapOf(nowMs: number): number {
  const passedMs = nowMs - seenMs;
  return passedMs > asleepMs ? passedMs - tickMs : 0;
}

/** Does the work once the computer was awake for so long. Returns how to call it off. */
export function afterAwake(delayMs: number, work: () => void): () => void {
  const untilMs = awakeMs() + delayMs;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const leftMs = untilMs - awakeMs();
    if (leftMs <= 0) work();
    else wait(leftMs);
  };
  // Looked at again and again: what a sleep took is only known afterwards.
  const wait = (leftMs: number): void => {
    timer = setTimeout(look, Math.min(tickMs, leftMs));
  };
  wait(Math.max(0, delayMs));
  return () => clearTimeout(timer);
}
