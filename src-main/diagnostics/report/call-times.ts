import { log } from '../../logging/log.ts';

const keptOfEach = 1000;
const slowMs = 1000;

/** How long the window waited for its answers, as long as the studio runs. */
export class CallTimes {
  readonly #durations = new Map<string, number[]>();

  record(call: string, durationMs: number): void {
    const known = this.#durations.get(call) ?? [];
    known.push(durationMs);
    if (known.length > keptOfEach) known.shift();
    this.#durations.set(call, known);
    if (durationMs >= slowMs) log.info('A call took long', { call, durationMs: Math.round(durationMs) });
  }

  *all(): Generator<readonly [string, number]> {
    for (const [call, durations] of this.#durations) for (const durationMs of durations) yield [call, durationMs];
  }
}
