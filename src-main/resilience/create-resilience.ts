import { join } from 'node:path';
import type {
  BreakerList,
  BreakerState,
  HourFigures,
  ResilienceMetrics,
  ResilienceUpdate,
} from '../../src-shared/resilience.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { Database } from '../storage/database.ts';
import { Alerts, type ResilienceAlert } from './alerts.ts';
import { Breakers } from './breakers.ts';
import { Budget } from './budget.ts';
import { CallLedger } from './call-ledger.ts';
import { systemClock, type Clock } from './clock.ts';
import { lastDay } from './last-day.ts';
import { Metrics } from './metrics.ts';
import { ResponseCache } from './response-cache.ts';
import { createRunUnder, type RunUnder } from './run-under.ts';
import { SimulatedFailures } from './simulated-failures.ts';
import { createTryInTurn, type TryInTurn } from './try-in-turn.ts';
import { watchResilience } from './watch-resilience.ts';

interface ResilienceOptions {
  database: Database;
  dataFolder: string;
  settings: () => Settings;
  clock?: Clock;
  /** 0 up to 1. */
  random?: () => number;
}

/** What one may ask about providers and their breakers; the same for window and command line. */
export interface ResilienceDesk {
  breakers(): BreakerList;
  /** Closes it. Throws `NotFound:circuit breaker`. */
  reset(name: string): BreakerState;
  /** Holds it open until it is reset. Throws `NotFound:circuit breaker`. */
  isolate(name: string): BreakerState;
  metrics(): ResilienceMetrics;
  /** The last 24 hours, oldest first; the last one is not over. */
  day(): HourFigures[];
  /** US dollars in this calendar month. */
  spentThisMonth(): number;
  /** How things stand, and again after each change, at most four times a second. */
  watch(signal: AbortSignal): AsyncIterable<ResilienceUpdate>;
  /** Each alert once. Returns what ends it. */
  onAlert(listener: (alert: ResilienceAlert) => void): () => void;
}

export interface Resilience {
  readonly runUnder: RunUnder;
  readonly tryInTurn: TryInTurn;
  readonly cache: ResponseCache;
  readonly budget: Budget;
  readonly ledger: CallLedger;
  readonly metrics: Metrics;
  readonly simulated: SimulatedFailures;
  readonly desk: ResilienceDesk;
  /** Opens a breaker for the length of its break. */
  trip(name: string): void;
}

/** Everything that stands between the pipeline and a provider that may fail. */
export function createResilience(options: ResilienceOptions): Resilience {
  const { database, dataFolder, settings, clock = systemClock, random = Math.random } = options;
  const alerts = new Alerts(settings);
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const breakers = new Breakers({
    database,
    settings,
    clock,
    onChange(name, state) {
      if (state) alerts.breakerMoved(name, state);
      changed();
    },
  });
  const ledger = new CallLedger(database, clock, changed);
  const metrics = new Metrics(database, () => clock.wallMs());
  const simulated = new SimulatedFailures(() => settings().testing);
  const runUnder = createRunUnder({
    settings,
    breakers,
    ledger,
    metrics,
    simulated,
    clock,
    random,
    onExhausted: (target, error) => alerts.retriesExhausted(target, error),
  });
  return {
    runUnder,
    tryInTurn: createTryInTurn({ runUnder, metrics }),
    cache: new ResponseCache({ database, settings, clock, folder: join(dataFolder, 'cache', 'answers') }),
    budget: new Budget(ledger, settings),
    ledger,
    metrics,
    simulated,
    trip: (name) => breakers.named(name).trip(),
    desk: createDesk({
      breakers,
      metrics,
      ledger,
      simulated,
      alerts,
      listeners,
      day: () => lastDay(database, clock.wallMs()),
    }),
  };
}

interface DeskParts {
  breakers: Breakers;
  metrics: Metrics;
  ledger: CallLedger;
  day: () => HourFigures[];
  simulated: SimulatedFailures;
  alerts: Alerts;
  /** Called after each change. */
  listeners: Set<() => void>;
}

function createDesk({ breakers, metrics, ledger, simulated, alerts, listeners, day }: DeskParts): ResilienceDesk {
  const look = (): ResilienceUpdate => {
    const circuitBreakers = breakers.list();
    return {
      circuitBreakers,
      goodProbes: breakers.goodProbes(),
      metrics: metrics.read(circuitBreakers),
      isSimulating: simulated.isOn,
    };
  };
  return {
    breakers: () => ({ circuitBreakers: breakers.list() }),
    reset(name) {
      const breaker = breakers.named(name);
      breaker.reset();
      return breaker.list();
    },
    isolate(name) {
      const breaker = breakers.named(name);
      breaker.isolate();
      return breaker.list();
    },
    metrics: () => metrics.read(breakers.list()),
    day,
    spentThisMonth: () => ledger.spentThisMonth(),
    watch: (signal) => watchResilience({ look, listeners, nextChangeInMs: () => breakers.nextChangeInMs() }, signal),
    onAlert: (listener) => alerts.listen(listener),
  };
}
