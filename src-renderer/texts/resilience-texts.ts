import type { BreakerState, ResilienceMetrics } from '../../src-shared/resilience.ts';
import { clock, count, percent } from '../figures.ts';

const figure = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const none = (number: number): string => (number === 0 ? 'none' : count(number));

/** What Diagnostics says of providers that fail. */
export const resilienceTexts = {
  resilience: {
    retries: 'Retries',
    retriesNote: (good: number, bad: number) => `${count(good)} worked, ${none(bad)} gave up`,
    tries: 'Tries per retried call',
    triesNote: (most: number) => `${count(most)} is the limit`,
    fallbacks: 'Fallbacks',
    fallbacksNote: (good: number, bad: number, rate: number | null) =>
      `${count(good)} worked, ${none(bad)} failed${rate === null ? '' : `. ${percent(rate * 100)} recovered`}`,
    figure: (value: number) => figure.format(value),
    chart: (label: string, values: readonly (number | null)[]) => {
      const most = Math.max(0, ...values.map((value) => value ?? 0));
      const hoursAgo = values.length - 1 - values.indexOf(most);
      if (most === 0) return `${label} in the last 24 hours: none`;
      return `${label} in the last 24 hours: at most ${figure.format(most)} in an hour, ${hoursAgo === 0 ? 'in this one' : `${hoursAgo} hours ago`}`;
    },
    dayAgo: '24 h ago',
    now: 'now',
    breakers: 'Circuit breakers',
    counts: ({ closed, open, halfOpen }: ResilienceMetrics['circuitBreakers']) =>
      `${count(closed)} closed, ${count(open)} open, ${count(halfOpen)} half-open`,
    columns: ['Provider', 'State', 'Failures in a row', 'Last failure', 'Next', ''],
    states: { Closed: 'Closed', Open: 'Open', HalfOpen: 'Half-open' } satisfies Record<BreakerState['state'], string>,
    ofThreshold: (failures: number, threshold: number) => `${count(failures)} of ${count(threshold)}`,
    none: 'None',
    triesAgain: (seconds: number) => `Tries again in ${clock(seconds)}`,
    held: 'Held open until it is reset',
    probing: (good: number, needed: number) => `${count(good)} of ${count(needed)} good probes`,
    reset: 'Reset',
    resetOf: (name: string) => `Reset ${name}`,
    isolate: 'Isolate',
    isolateOf: (name: string) => `Isolate ${name}`,
    isolateHint: 'Leaves this provider alone until it is reset',
    breakersNote:
      'While a breaker is open, calls to that provider fail at once and the next provider steps in. Reset only when you know the service is back.',
    noBreakers: 'No provider was called yet. Each shows up here with its first call.',
    export: 'Save figures',
    times: 'Answer times',
    timeColumns: ['Provider', 'Calls', 'Answered', 'Half within', '95 % within', 'Cost'],
    noFigure: '–',
  },
};
