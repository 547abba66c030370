import type { HourFigures, ResilienceUpdate } from '../../src-shared/resilience.ts';

interface Figures extends Pick<ResilienceUpdate, 'circuitBreakers' | 'metrics'> {
  exportedAt: string;
  hours: HourFigures[];
}

/** What the Resilience page shows, as a file: everything in JSON, a line a provider in CSV. */
export const figuresFile = (figures: Figures, format: 'json' | 'csv'): string =>
  format === 'json' ? `${JSON.stringify(figures, undefined, 2)}\n` : csvOf(figures);

function csvOf({ circuitBreakers, metrics }: Figures): string {
  const names = [...new Set([...circuitBreakers, ...metrics.providers].map(({ name }) => name))].toSorted();
  const lines = names.map((name) => {
    const breaker = circuitBreakers.find((one) => one.name === name);
    const provider = metrics.providers.find((one) => one.name === name);
    return [
      name,
      breaker?.state,
      breaker?.failureCount,
      breaker?.lastFailure,
      breaker?.nextAttempt,
      provider?.calls,
      provider?.failures,
      provider?.successRate,
      provider?.p50Ms,
      provider?.p95Ms,
      provider?.costUsd,
    ];
  });
  // RFC 4180; names and figures hold neither commas nor quotes.
  return [columns, ...lines].map((line) => `${line.map((value) => value ?? '').join(',')}\r\n`).join('');
}

const columns = [
  'name',
  'state',
  'failuresInARow',
  'lastFailure',
  'nextAttempt',
  'calls',
  'failures',
  'successRate',
  'p50Ms',
  'p95Ms',
  'costUsd',
];
