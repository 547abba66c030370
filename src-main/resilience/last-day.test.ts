import { expect, test } from 'vitest';
import { figuresFile } from './figures-file.ts';
import { openResilience } from './open-resilience.test-support.ts';

const hourMs = 3_600_000;
const call = { provider: 'OpenAI', kind: 'LLM', durationMs: 100 };

test('the last day counts each hour by itself and leaves out what is older', async () => {
  const { desk, ledger, metrics, clock } = await openResilience();
  ledger.add({ ...call, attempt: 1 });
  clock.advance(24 * hourMs);
  ledger.add({ ...call, attempt: 1, code: 'RateLimited:OpenAI' });
  ledger.add({ ...call, attempt: 2, code: 'RateLimited:OpenAI' });
  ledger.add({ ...call, attempt: 3 });
  ledger.add({ ...call, attempt: 1 });
  metrics.count('fallbacks.successful');
  clock.advance(2 * hourMs);
  metrics.count('fallbacks.failed');

  const day = desk.day();
  expect(day).toHaveLength(24);
  expect(day[21]).toMatchObject({ retries: 1, triesPerCall: 2, fallbacks: 1 });
  expect(day[23]).toEqual({ startedAt: '2026-05-02T14:00:00.000Z', retries: 0, triesPerCall: null, fallbacks: 1 });
  expect(day.reduce((sum, { retries, fallbacks }) => sum + retries + fallbacks, 0)).toBe(3);
  expect(desk.metrics().fallbacks).toEqual({ total: 2, successful: 1, failed: 1 });
});

test('the figures go into a file: all of them, or a line a provider', async () => {
  const { desk, ledger } = await openResilience();
  ledger.add({ ...call, attempt: 1 });
  desk.isolate('ElevenLabs-TTS');
  const figures = { exportedAt: 'now', ...desk.breakers(), metrics: desk.metrics(), hours: desk.day() };
  expect(JSON.parse(figuresFile(figures, 'json'))).toEqual(JSON.parse(JSON.stringify(figures)));
  const [head, ...lines] = figuresFile(figures, 'csv').trim().split('\r\n');
  expect(head?.split(',').slice(0, 3)).toEqual(['name', 'state', 'failuresInARow']);
  expect(lines).toEqual(['ElevenLabs-TTS,Open,0,,,,,,,,', 'OpenAI-LLM,,,,,1,0,1,100,100,0']);
});
