import type { CheckResult } from '../../../src-shared/health.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { log } from '../../logging/log.ts';
import type { HealthChange } from './health-watch.ts';

/** Something about the studio's health that the user would want to know while they look elsewhere. */
export interface HealthNotice {
  name: string;
  message: string;
}

interface RecoveryOptions {
  settings: () => Settings['healthChecks']['automaticRecovery'];
  /** Opens a provider's breaker for a while: the next in line is asked without waiting for this one to fail. */
  trip: (breaker: string) => void;
  reset: (breaker: string) => void;
  /** Ends the worker threads; each starts anew at its next request. */
  restartWorkers: () => Promise<unknown>;
  notify: (notice: HealthNotice) => void;
  /** Monotonic. */
  nowMs?: () => number;
}

export const workersCheck = 'Workers';
export const diskCheck = 'Disk';
const mostRestarts = 3;
const restartWindowMs = 600_000;

/**
 * What the studio does of itself about its health, as `healthChecks.automaticRecovery` has it: each action journaled in
 * the log, each outage told once.
 */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #told = new Set<string>();
  readonly #tripped = new Set<string>();
  #restarts: number[] = [];

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  async act(change: HealthChange): Promise<void> {
    this.#journal(change);
    this.#switchProvider(change.check);
    this.#notifyUser(change.check);
    await this.#restartWorkers(change.check);
  }

  #journal({ check, before }: HealthChange): void {
    const isNews = check.status !== before && !(before === undefined && check.status === 'Healthy');
    if (!isNews) return;
    const line = `Health: ${check.name} is ${check.status}`;
    if (check.status === 'Healthy') log.info(line, { finding: check.finding });
    else if (this.#options.settings().logErrors) log.error(line, { finding: check.finding });
  }

  #switchProvider(check: CheckResult): void {
    const failing = breakersOf(check);
    if (!failing) return;
    if (this.#options.settings().switchProvider) failing.forEach((breaker) => this.#passOver(breaker));
    for (const breaker of this.#tripped) {
      if (!breaker.startsWith(`${check.name}-`) || failing.includes(breaker)) continue;
      this.#tripped.delete(breaker);
      this.#options.reset(breaker);
      log.info('[Recovery] SwitchProvider: it is asked first again', { breaker });
    }
  }

  /** Anew at each look: its break may be over before the next one. */
  #passOver(breaker: string): void {
    this.#options.trip(breaker);
    if (this.#tripped.has(breaker)) return;
    this.#tripped.add(breaker);
    log.warn('[Recovery] SwitchProvider: the next in line is asked instead', { breaker });
  }

  #notifyUser(check: CheckResult): void {
    const isWorthIt = check.status === 'Unhealthy' || (check.status === 'Degraded' && check.name === diskCheck);
    if (!isWorthIt) {
      this.#told.delete(check.name);
      return;
    }
    if (!this.#options.settings().notifyUser || this.#told.has(check.name)) return;
    this.#told.add(check.name);
    log.info('[Recovery] NotifyUser', { check: check.name });
    this.#options.notify({ name: check.name, message: [check.finding, check.remedy].filter(Boolean).join(' ') });
  }

  async #restartWorkers(check: CheckResult): Promise<void> {
    const { settings, restartWorkers, nowMs = () => performance.now() } = this.#options;
    if (check.name !== workersCheck || check.status !== 'Unhealthy' || !settings().restartOnUnhealthy) return;
    this.#restarts = this.#restarts.filter((at) => nowMs() - at < restartWindowMs);
    if (this.#restarts.length >= mostRestarts) {
      log.error('[Recovery] RestartOnUnhealthy: restarted often enough, left alone for now', {
        restarts: mostRestarts,
      });
      return;
    }
    this.#restarts.push(nowMs());
    await restartWorkers();
    log.warn('[Recovery] RestartOnUnhealthy: the worker threads were restarted', { restarts: this.#restarts.length });
  }
}

/** Those of a provider whose work another could take over; undefined for what is no provider. */
const breakersOf = ({ data }: CheckResult): string[] | undefined =>
  Array.isArray(data?.['breakers']) ? data['breakers'].map(String) : undefined;
