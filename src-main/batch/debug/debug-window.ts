import { debugMinutes } from '../../../src-shared/batch-debug.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Database } from '../../storage/database.ts';

/** Until when sessions are recorded: stored, so that every process sees it and a restart does not end it. */
export class DebugWindow {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** Milliseconds since 1970; undefined when it is off or over. */
  until(): number | undefined {
    const row = this.#database.prepare('SELECT until_ms FROM batch_debug').get() as { until_ms: number } | undefined;
    return row && row.until_ms > this.#now() ? row.until_ms : undefined;
  }

  /** Counts from now; one that lasts longer already stays. Throws `InvalidInput:minutes`. */
  enable(minutes: number): void {
    const { least, most } = debugMinutes;
    if (!Number.isFinite(minutes) || minutes < least || minutes > most) {
      throw new StudioError('InvalidInput:minutes', { message: `“minutes” must be ${least} to ${most}.` });
    }
    this.#set(Math.max(this.until() ?? 0, this.#now() + minutes * 60_000));
  }

  disable(): void {
    this.#set(0);
  }

  #set(untilMs: number): void {
    this.#database.durably(() => this.#database.prepare('UPDATE batch_debug SET until_ms = ?').run(untilMs));
  }
}
