import type { Clock } from './clock.ts';

/** A clock that stands still until it is told to go on; waits end as soon as it has gone far enough. */
export class TestClock implements Clock {
  #monotonic = 1000;
  #wall = Date.UTC(2026, 4, 1, 12);
  readonly waits: number[] = [];
  #sleepers: { untilMs: number; wake: () => void }[] = [];
  /** True lets every wait end at once, and the clock with it. */
  isFast = false;

  monotonicMs = (): number => this.#monotonic;
  wallMs = (): number => this.#wall;

  wait(delayMs: number, signal: AbortSignal): Promise<void> {
    this.waits.push(delayMs);
    signal.throwIfAborted();
    if (this.isFast) {
      this.advance(delayMs);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#sleepers.push({ untilMs: this.#monotonic + delayMs, wake: resolve });
    });
  }

  advance(byMs: number): void {
    this.#monotonic += byMs;
    this.#wall += byMs;
    for (const { wake } of this.#sleepers.filter(({ untilMs }) => untilMs <= this.#monotonic)) wake();
    this.#sleepers = this.#sleepers.filter(({ untilMs }) => untilMs > this.#monotonic);
  }

  /** Somebody sets the computer's clock. */
  setWall(byMs: number): void {
    this.#wall += byMs;
  }
}
