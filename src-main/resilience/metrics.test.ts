import { expect, test } from 'vitest';
import { StudioError, type FailureCode } from '../../src-shared/failure.ts';
import { never, openAi, openResilience } from './open-resilience.test-support.ts';
import type { Target } from './target.ts';
import { TestClock } from './test-clock.test-support.ts';

const anthropic: Target = { ...openAi, provider: 'Anthropic' };

/** Ends one call after the other as it is told: `ok`, or with that failure. */
function scripted(...ends: ('ok' | FailureCode)[]) {
  const left = [...ends];
  return () => {
    const end = left.shift() ?? 'ok';
    return end === 'ok' ? Promise.resolve(end) : Promise.reject(new StudioError(end));
  };
}

test('after a scripted run every figure is what a hand has counted, also after a restart', async () => {
  const settings = { resilience: { circuitBreaker: { failureThreshold: 6, failureRate: 1 } } };
  const opened = await openResilience({ settings, clock: Object.assign(new TestClock(), { isFast: true }) });
  const { runUnder, tryInTurn, desk } = opened;
  const down = 'ProviderUnavailable:OpenAI';
  const triggers = ['ServiceUnavailable', 'CircuitOpen'] as const;
  const inTurn = (...works: ReturnType<typeof scripted>[]) =>
    tryInTurn({
      candidates: [openAi, anthropic].map((target, index) => ({ target, work: works[index]! })),
      triggers: [...triggers],
      signal: never,
    });

  await runUnder(openAi, never, scripted('ok'));
  // Worked at the second and at the third try.
  await runUnder(openAi, never, scripted(down, 'ok'));
  await runUnder(openAi, never, scripted(down, down, 'ok'));
  // A question that is wrong is no retry and no fallback.
  await expect(runUnder(openAi, never, scripted('InvalidInput:prompt'))).rejects.toThrow('prompt');
  // Four tries in vain, and the next one answers at once.
  await inTurn(scripted(down, down, down, down), scripted('ok'));
  // Two more open the breaker; the next one fails for good.
  await expect(inTurn(scripted(down, down), scripted('InvalidInput:prompt'))).rejects.toThrow('No provider');
  // Left alone by the breaker.
  await inTurn(scripted(), scripted('ok'));

  const expected = {
    circuitBreakers: { total: 2, closed: 1, open: 1, halfOpen: 0 },
    // 2 + 3 + 4 + 2 calls in four operations.
    retries: { total: 4, successful: 2, failed: 2, averageAttempts: 2.75 },
    fallbacks: { total: 3, successful: 2, failed: 1 },
    recoveryRate: Number((4 / 7).toFixed(4)),
    providers: [
      expect.objectContaining({ name: 'Anthropic-LLM', calls: 3, failures: 1, consecutiveFailures: 0 }) as unknown,
      expect.objectContaining({ name: 'OpenAI-LLM', calls: 13, failures: 10, consecutiveFailures: 7 }) as unknown,
    ],
  };
  expect(desk.metrics()).toEqual(expected);
  const { dataFolder, clock } = opened;
  expect((await openResilience({ settings, dataFolder, clock })).desk.metrics()).toEqual(expected);
});
