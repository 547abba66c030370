import type { CheckResult, SystemCheck } from '../../../src-shared/health.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { log } from '../../logging/log.ts';

/** How a check came out, and how the time before. */
export interface HealthChange {
  check: CheckResult;
  before: CheckResult['status'] | undefined;
}

interface HealthWatchOptions {
  /** Looks at everything anew. */
  look: () => Promise<SystemCheck>;
  settings: () => Settings['healthChecks'];
  /** What is done of itself about each finding; what it throws is logged and stops nothing. */
  recover: (change: HealthChange) => void | Promise<void>;
}

/** Looks at the studio's health on its interval and on demand, and tells whoever listens. One look at a time. */
export class HealthWatch {
  readonly #options: HealthWatchOptions;
  readonly #listeners = new Set<(result?: SystemCheck) => void>();
  #latest: SystemCheck | undefined;
  #looking: Promise<SystemCheck> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Milliseconds until the next look. */
  #waited = 0;
  #isClosed = false;

  constructor(options: HealthWatchOptions) {
    this.#options = options;
  }

  /** The first look comes one interval after the start: opening the window has more need of the computer. */
  start(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#waited = this.#options.settings().interval;
    this.#timer = setTimeout(() => void this.#tick(), this.#waited).unref();
  }

  /** Another interval counts at once, and not only when the old one is over. */
  settingsChanged(): void {
    if (this.#timer !== undefined && this.#options.settings().interval !== this.#waited) this.start();
  }

  check(): Promise<SystemCheck> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** The last look, then each that follows; a slow reader finds the newest, never a heap of old ones. */
  async *follow(signal: AbortSignal): AsyncGenerator<SystemCheck> {
    let wake: () => void = () => undefined;
    let next = this.#latest;
    const take = (result?: SystemCheck) => {
      next = result ?? next;
      wake();
    };
    this.#listeners.add(take);
    const stop = () => take();
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!signal.aborted) {
        const told = next;
        next = undefined;
        if (told) yield told;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#listeners.delete(take);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking?.catch(() => undefined);
  }

  async #tick(): Promise<void> {
    if (this.#options.settings().enabled)
      await this.check().catch((error: unknown) => log.error('The health check failed', { error }));
    this.start();
  }

  async #look(): Promise<SystemCheck> {
    const before = new Map(this.#latest?.checks.map(({ name, status }) => [name, status]));
    const result = await this.#options.look();
    this.#latest = result;
    for (const check of result.checks) await this.#recover({ check, before: before.get(check.name) });
    for (const listener of this.#listeners) listener(result);
    return result;
  }

  /** Whoever switched the watch off wants findings and no more. */
  async #recover(change: HealthChange): Promise<void> {
    if (!this.#options.settings().enabled) return;
    try {
      await this.#options.recover(change);
    } catch (error) {
      log.error('An automatic recovery failed', { check: change.check.name, error });
    }
  }
}
