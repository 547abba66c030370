import { expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import type { ResilienceAlert } from './alerts.ts';
import { never, openAi, openResilience } from './open-resilience.test-support.ts';
import { TestClock } from './test-clock.test-support.ts';

const fail = () => Promise.reject(new StudioError('ProviderUnavailable:OpenAI'));

async function told(settings: object) {
  const opened = await openResilience({ settings, clock: Object.assign(new TestClock(), { isFast: true }) });
  const alerts: ResilienceAlert[] = [];
  opened.desk.onAlert((alert) => alerts.push(alert));
  const call = (jobId: string) =>
    runWithCorrelation('c', () => opened.runUnder(openAi, never, fail).catch(() => undefined), { jobId });
  return { ...opened, alerts, call };
}

test('a breaker that opens is told once an outage, used-up retries once a job', async () => {
  const { alerts, call, clock, desk } = await told({});
  await call('one');
  await call('one');
  await call('one');
  clock.advance(30_000);
  await call('two');
  clock.advance(30_000);
  await call('two');
  expect(alerts.filter(({ kind }) => kind === 'circuit-open').map(({ name, jobId }) => [name, jobId])).toEqual([
    ['OpenAI-LLM', 'one'],
  ]);
  const exhausted = alerts.filter(({ kind }) => kind === 'retries-exhausted');
  expect(exhausted.map(({ jobId }) => jobId)).toEqual(['one', 'two']);
  desk.reset('OpenAI-LLM');
  desk.isolate('OpenAI-LLM');
  expect(alerts.filter(({ kind }) => kind === 'circuit-open')).toHaveLength(2);
});

test('alerts are off when the settings say so', async () => {
  const resilience = { alertOnCircuitOpen: false, alertOnRetriesExhausted: false };
  const { alerts, call } = await told({ monitoring: { resilience } });
  await call('one');
  await call('one');
  expect(alerts).toEqual([]);
});
