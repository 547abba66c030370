import type { Settings } from '../../src-shared/settings.ts';
import { currentCorrelation } from '../logging/correlation.ts';
import { breakerName } from './breakers.ts';
import type { Target } from './target.ts';
import { messageOf } from './try-in-turn.ts';

/** Something that the user would want to be told of while they look elsewhere. */
export interface ResilienceAlert {
  kind: 'circuit-open' | 'retries-exhausted';
  /** `OpenAI-LLM`. */
  name: string;
  message: string;
  jobId?: string;
}

/** Each alert once: an outage until the breaker has closed again, used-up retries once a job and provider. */
export class Alerts {
  readonly #settings: () => Settings;
  readonly #listeners = new Set<(alert: ResilienceAlert) => void>();
  readonly #openNames = new Set<string>();
  readonly #told = new Set<string>();

  constructor(settings: () => Settings) {
    this.#settings = settings;
  }

  listen(listener: (alert: ResilienceAlert) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  breakerMoved(name: string, state: 'Closed' | 'Open' | 'HalfOpen'): void {
    if (state === 'Closed') this.#openNames.delete(name);
    if (state !== 'Open' || this.#openNames.has(name)) return;
    this.#openNames.add(name);
    const { enabled, alertOnCircuitOpen } = this.#settings().monitoring.resilience;
    const message = `${name} failed again and again and is left alone for a while. It is tried again by itself.`;
    if (enabled && alertOnCircuitOpen) this.#tell({ kind: 'circuit-open', name, message });
  }

  retriesExhausted({ provider, kind }: Target, error: unknown): void {
    const name = breakerName(provider, kind);
    const { jobId } = currentCorrelation() ?? {};
    const key = `${jobId ?? ''} ${name}`;
    const { enabled, alertOnRetriesExhausted } = this.#settings().monitoring.resilience;
    if (this.#told.has(key) || !enabled || !alertOnRetriesExhausted) return;
    this.#told.add(key);
    const message = `${provider} was tried several times without success: ${messageOf(error)}`;
    this.#tell({ kind: 'retries-exhausted', name, message });
  }

  /** Of the job at work, where it is one. */
  #tell(alert: Omit<ResilienceAlert, 'jobId'>): void {
    const { jobId } = currentCorrelation() ?? {};
    const told = { ...alert, ...(jobId !== undefined && { jobId }) };
    for (const listener of this.#listeners) listener(told);
  }
}
