import { z } from 'zod';
import { StudioError } from '../../src-shared/failure.ts';
import { breakerNames } from '../../src-shared/provider-settings.ts';
import { CircuitState, type BreakerState } from '../../src-shared/resilience.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';
import { Breaker } from './breaker.ts';
import type { Clock } from './clock.ts';

export const breakerName = (provider: string, kind: string): string => `${provider}-${kind}`;

const Row = z.object({
  name: z.string(),
  state: CircuitState,
  failure_count: z.number(),
  last_failure_ms: z.number().nullable(),
  open_until_ms: z.number().nullable(),
  revision: z.number(),
});

interface BreakersOptions {
  database: Database;
  settings: () => Settings;
  clock: Clock;
  /** Told after every change, and of the new state where there is one. */
  onChange: (name: string, state: CircuitState | undefined) => void;
}

/**
 * The breakers that were called, in studio.db too: they survive a restart, and what the command line resets is reset in
 * the app that runs beside it.
 */
export class Breakers {
  readonly #options: BreakersOptions;
  readonly #breakers = new Map<string, { breaker: Breaker; revision: number }>();
  #seenVersion: number | undefined;

  constructor(options: BreakersOptions) {
    this.#options = options;
    this.#takeOver();
  }

  of(name: string): Breaker {
    this.#takeOver();
    const isFirstCall = !this.#breakers.has(name);
    const { breaker } = this.#find(name);
    // Other processes list it too, though nothing has happened to it yet.
    if (isFirstCall) this.#save(name);
    return breaker;
  }

  list(): BreakerState[] {
    this.#takeOver();
    const states = [...this.#breakers.values()].map(({ breaker }) => breaker.list());
    return states.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** By the name of each half-open breaker: how many probes in a row have succeeded. */
  goodProbes(): Record<string, number> {
    this.#takeOver();
    return Object.fromEntries(
      [...this.#breakers].flatMap(([name, { breaker }]) =>
        breaker.goodProbes === undefined ? [] : [[name, breaker.goodProbes] as const],
      ),
    );
  }

  /** Throws `NotFound:circuit breaker`. */
  named(name: string): Breaker {
    this.#takeOver();
    // What was never called may be reset or isolated too.
    const known = [...breakerNames, ...this.#breakers.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
    if (known !== undefined) return this.#find(known).breaker;
    throw new StudioError('NotFound:circuit breaker', {
      message: `There is no circuit breaker “${name}”.`,
      remediation: 'aura breakers list shows those that there are.',
    });
  }

  /** Milliseconds until time alone changes one of them. */
  nextChangeInMs(): number | undefined {
    const waits = [...this.#breakers.values()].flatMap(({ breaker }) => breaker.opensToProbesInMs ?? []);
    return waits.length === 0 ? undefined : Math.min(...waits);
  }

  #find(name: string): { breaker: Breaker; revision: number } {
    const known = this.#breakers.get(name);
    if (known) return known;
    const { settings, clock } = this.#options;
    const breaker = new Breaker({
      name,
      clock,
      settings: () => settings().resilience.circuitBreaker,
      onChange: ({ state }) => this.#changed(name, state),
    });
    const entry = { breaker, revision: 0 };
    this.#breakers.set(name, entry);
    return entry;
  }

  #changed(name: string, state: CircuitState | undefined): void {
    if (state) log.warn(`[Circuit Breaker] ${name}: State changed to ${state}`);
    this.#save(name);
    this.#options.onChange(name, state);
  }

  #save(name: string): void {
    const { database, settings } = this.#options;
    if (!settings().resilience.statePersistence.enabled) return;
    const entry = this.#find(name);
    const { state, failureCount, lastFailureMs, openUntilMs } = entry.breaker.save();
    try {
      const row = database.quickly<unknown>(() =>
        database.prepare(upsert).get(name, state, failureCount, lastFailureMs, openUntilMs),
      );
      entry.revision = z.object({ revision: z.number() }).parse(row).revision;
    } catch (error) {
      // It still holds as long as the studio runs.
      log.warn('The state of a circuit breaker was not saved', { name, reason: String(error) });
    }
  }

  /** What another process, or an earlier run, has written since this one last looked. */
  #takeOver(): void {
    const { database, settings } = this.#options;
    if (!settings().resilience.statePersistence.enabled) return;
    // Changes only when another connection has committed: https://sqlite.org/pragma.html#pragma_data_version
    const { data_version: version } = database.prepare('PRAGMA data_version').get() as { data_version: number };
    if (version === this.#seenVersion) return;
    this.#seenVersion = version;
    const rows = z.array(Row).safeParse(database.prepare('SELECT * FROM circuit_breakers').all());
    for (const row of rows.data ?? []) {
      const entry = this.#find(row.name);
      if (entry.revision === row.revision) continue;
      entry.revision = row.revision;
      entry.breaker.adopt({
        state: row.state,
        failureCount: row.failure_count,
        lastFailureMs: row.last_failure_ms,
        openUntilMs: row.open_until_ms,
      });
    }
  }
}

const upsert = `INSERT INTO circuit_breakers (name, state, failure_count, last_failure_ms, open_until_ms, revision)
  VALUES (?, ?, ?, ?, ?, 1)
  ON CONFLICT (name) DO UPDATE SET state = excluded.state, failure_count = excluded.failure_count,
    last_failure_ms = excluded.last_failure_ms, open_until_ms = excluded.open_until_ms, revision = revision + 1
  RETURNING revision`;
