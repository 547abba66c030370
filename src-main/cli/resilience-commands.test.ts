import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BreakerList, BreakerState, ResilienceMetrics } from '../../src-shared/resilience.ts';
import { aura } from './aura.test-support.ts';

test('breakers are listed, isolated and reset from the terminal; an unknown name exits 3', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-breakers-'));
  expect((await aura('breakers', 'list', '--json', '--data-dir', folder)).answer).toBe('{"circuitBreakers":[]}');
  const isolated = await aura('breakers', 'isolate', 'OpenAI-LLM', '--json', '--data-dir', folder);
  expect(BreakerState.parse(JSON.parse(isolated.answer))).toMatchObject({ state: 'Open', nextAttempt: null });
  // Another command is another process: the state is in studio.db.
  const listed = BreakerList.parse(JSON.parse((await aura('breakers', 'list', '--json', '--data-dir', folder)).answer));
  expect(listed.circuitBreakers).toEqual([expect.objectContaining({ name: 'OpenAI-LLM', state: 'Open' })]);
  expect((await aura('breakers', 'reset', 'openai-llm', '--data-dir', folder)).answer).toMatch(/OpenAI-LLM +Closed/);
  const unknown = await aura('breakers', 'reset', 'nope', '--data-dir', folder);
  expect(unknown.exitCode).toBe(3);
  expect(unknown.complaint).toContain('There is no circuit breaker “nope”.');
});

test('metrics have their shape before anything was asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-metrics-'));
  const { exitCode, answer } = await aura('metrics', '--json', '--data-dir', folder);
  expect(exitCode).toBe(0);
  expect(ResilienceMetrics.parse(JSON.parse(answer))).toEqual({
    circuitBreakers: { total: 0, closed: 0, open: 0, halfOpen: 0 },
    retries: { total: 0, successful: 0, failed: 0, averageAttempts: 0 },
    fallbacks: { total: 0, successful: 0, failed: 0 },
    recoveryRate: null,
    providers: [],
  });
});
