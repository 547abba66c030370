import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../src-shared/health.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { openLog } from '../../logging/log.ts';
import { HealthWatch } from './health-watch.ts';
import { Recovery } from './recovery.ts';

const { healthChecks } = Settings.parse({});
let settings = structuredClone(healthChecks);
let done: string[];
let nowMs: number;

beforeEach(() => {
  settings = structuredClone(healthChecks);
  done = [];
  nowMs = 0;
});

const newRecovery = () =>
  new Recovery({
    settings: () => settings.automaticRecovery,
    trip: (breaker) => done.push(`trip ${breaker}`),
    reset: (breaker) => done.push(`reset ${breaker}`),
    restartWorkers: () => Promise.resolve(done.push('restart')),
    notify: ({ name }) => done.push(`tell ${name}`),
    nowMs: () => nowMs,
  });

const check = (name: string, status: CheckResult['status'], breakers?: string[]): CheckResult => ({
  name,
  status,
  finding: 'Found.',
  ...(breakers && { data: { breakers } }),
});

/** Looks at each of these in turn, as the watch does. */
async function lookAt(...checks: CheckResult[]): Promise<string[]> {
  const left = [...checks];
  const recovery = newRecovery();
  const watch = new HealthWatch({
    settings: () => settings,
    look: () => Promise.resolve({ status: 'Healthy', checkedAt: '', checks: [left.shift()!] }),
    recover: recovery.act.bind(recovery),
  });
  for (const _look of checks) await watch.check();
  return done;
}

describe('a provider that fails its check', () => {
  const down = check('OpenAI', 'Unhealthy', ['OpenAI-LLM', 'OpenAI-TTS']);

  test('is passed over as long as it fails, told once, and asked first again when it works', async () => {
    expect(
      await lookAt(down, down, check('OpenAI', 'Degraded', ['OpenAI-TTS']), check('OpenAI', 'Healthy', [])),
    ).toEqual([
      'trip OpenAI-LLM',
      'trip OpenAI-TTS',
      'tell OpenAI',
      'trip OpenAI-LLM',
      'trip OpenAI-TTS',
      'trip OpenAI-TTS',
      'reset OpenAI-LLM',
      'reset OpenAI-TTS',
    ]);
  });

  test('is left in line where the settings say so', async () => {
    settings.automaticRecovery.switchProvider = false;
    expect(await lookAt(down)).toEqual(['tell OpenAI']);
  });

  test('is only found, when the watch is switched off and someone looks by hand', async () => {
    settings.enabled = false;
    expect(await lookAt(down)).toEqual([]);
  });

  test('of its key alone is told, and nobody steps in for it', async () => {
    expect(await lookAt(check('OpenAI', 'Unhealthy', []))).toEqual(['tell OpenAI']);
  });
});

test('each outage is told once, and a second one again; not at all where the user wants no notifications', async () => {
  const full = check('Disk', 'Degraded');
  expect(await lookAt(full, full, check('Disk', 'Healthy'), full)).toEqual(['tell Disk', 'tell Disk']);
  done = [];
  settings.automaticRecovery.notifyUser = false;
  expect(await lookAt(full)).toEqual([]);
});

describe('hanging worker threads', () => {
  const hanging = check('Workers', 'Unhealthy');

  test('are left alone unless the settings say otherwise', async () => {
    expect(await lookAt(hanging)).toEqual(['tell Workers']);
  });

  test('are restarted three times in ten minutes at most', async () => {
    settings.automaticRecovery.restartOnUnhealthy = true;
    settings.automaticRecovery.notifyUser = false;
    const recovery = newRecovery();
    for (let look = 0; look < 5; look++) await recovery.act({ check: hanging, before: undefined });
    expect(done).toEqual(['restart', 'restart', 'restart']);
    nowMs = 600_001;
    await recovery.act({ check: hanging, before: 'Unhealthy' });
    expect(done).toHaveLength(4);
  });
});

test('what is done of itself stands in the log, and errors only where the settings say so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-recovery-'));
  const logFile = openLog({ folder, level: 'info' });
  settings.automaticRecovery.restartOnUnhealthy = true;
  await lookAt(check('OpenAI', 'Unhealthy', ['OpenAI-LLM']), check('Workers', 'Unhealthy'));
  settings.automaticRecovery.logErrors = false;
  await lookAt(check('Disk', 'Unhealthy'));
  await logFile.close();
  const [name = ''] = await readdir(folder);
  const text = await readFile(join(folder, name), 'utf8');
  await rm(folder, { recursive: true });
  for (const said of [
    'Health: OpenAI is Unhealthy',
    '[Recovery] SwitchProvider: the next in line is asked instead',
    '[Recovery] NotifyUser',
    '[Recovery] RestartOnUnhealthy: the worker threads were restarted',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Health: Disk is Unhealthy');
});

describe('the watch', () => {
  test('looks on its interval, and takes up a new one', async () => {
    settings.interval = 20;
    let looks = 0;
    const watch = new HealthWatch({
      settings: () => settings,
      look: () => Promise.resolve({ status: 'Healthy', checkedAt: String(++looks), checks: [] }),
      recover: () => undefined,
    });
    watch.start();
    await expect.poll(() => looks).toBeGreaterThan(2);
    settings.interval = 3_600_000;
    watch.settingsChanged();
    const looksBefore = looks;
    settings.interval = 20;
    watch.settingsChanged();
    await expect.poll(() => looks).toBeGreaterThan(looksBefore + 1);
    settings.enabled = false;
    await expect
      .poll(async () => {
        const before = looks;
        await new Promise((resolve) => setTimeout(resolve, 60));
        return looks - before;
      })
      .toBe(0);
    await watch.close();
  });

  test('tells a reader the last look first and then the newest; a recovery that throws stops nothing', async () => {
    let looks = 0;
    const watch = new HealthWatch({
      settings: () => settings,
      look: () => Promise.resolve({ status: 'Healthy', checkedAt: String(++looks), checks: [check('A', 'Unhealthy')] }),
      recover: () => Promise.reject(new Error('It broke')),
    });
    await watch.check();
    const end = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { checkedAt } of watch.follow(end.signal)) seen.push(checkedAt);
    })();
    await expect.poll(() => seen).toEqual(['1']);
    // Two that ask at once share one look.
    await Promise.all([watch.check(), watch.check()]);
    await expect.poll(() => seen).toEqual(['1', '2']);
    end.abort();
    await reading;
  });
});
