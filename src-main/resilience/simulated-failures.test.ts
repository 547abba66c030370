import { expect, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { never, openAi } from './open-resilience.test-support.ts';
import { SimulatedFailures, simulationRefusal } from './simulated-failures.ts';

/** What happens to so many calls, as codes. */
async function endsOf(testing: object, count = 200, isAllowed = true, target = openAi): Promise<string[]> {
  const settings = Settings.parse({
    testing: { simulateFailures: true, kinds: ['429', '503', 'timeout', 'auth'], ...testing },
  });
  const simulated = new SimulatedFailures(() => settings.testing, isAllowed);
  const ends: string[] = [];
  for (let call = 0; call < count; call++) {
    const end = simulated.beforeCall({ ...target, item: `s${call % 7}` }, never);
    ends.push(
      await end.then(
        () => 'fine',
        (error: { code: string }) => error.code,
      ),
    );
  }
  return ends;
}

test('the same seed fails the same calls, another one others, about a tenth of them', async () => {
  const once = await endsOf({ seed: 1 });
  expect(await endsOf({ seed: 1 })).toEqual(once);
  expect(await endsOf({ seed: 2 })).not.toEqual(once);
  const failures = once.filter((end) => end !== 'fine');
  expect(failures.length).toBeGreaterThan(8);
  expect(failures.length).toBeLessThan(40);
  expect(new Set(failures)).toEqual(
    new Set(['RateLimited:OpenAI', 'ProviderUnavailable:OpenAI', 'StepTimeout:script', 'InvalidApiKey:OpenAI']),
  );
});

test('only the targets and kinds that are named fail, and a provider without a key never has a bad one', async () => {
  expect(new Set(await endsOf({ failureRate: 1, targets: ['OpenAI-TTS'] }))).toEqual(new Set(['fine']));
  expect(new Set(await endsOf({ failureRate: 1, targets: ['openai-llm'], kinds: ['429'] }))).toEqual(
    new Set(['RateLimited:OpenAI']),
  );
  const local = { ...openAi, provider: 'Template', isLocal: true };
  expect(await endsOf({ failureRate: 1, kinds: ['auth'] }, 5, true, local)).toEqual(Array(5).fill('fine'));
});

test('FFmpeg gets its own kinds of failure', () => {
  const settings = Settings.parse({ testing: { simulateFailures: true, failureRate: 1, kinds: ['ENOSPC', '503'] } });
  const simulated = new SimulatedFailures(() => settings.testing, true);
  expect(simulated.forFfmpeg('soundtrack')).toBe('ENOSPC');
});

test('a release plays no such games unless it was started for them', async () => {
  expect(simulationRefusal({}, '/opt/aura/resources/app.asar')).toContain('AURA_ALLOW_SIMULATED_FAILURES=1');
  expect(simulationRefusal({ AURA_ALLOW_SIMULATED_FAILURES: '1' }, '/opt/aura/resources/app.asar')).toBeUndefined();
  expect(simulationRefusal({}, '/home/ann/aura')).toBeUndefined();
  expect(new Set(await endsOf({ failureRate: 1 }, 20, false))).toEqual(new Set(['fine']));
  expect(Settings.parse({}).testing.simulateFailures).toBe(false);
});
