import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { openDatabase } from '../storage/database.ts';
import { createResilience } from './create-resilience.ts';
import type { Target } from './target.ts';
import { TestClock } from './test-clock.test-support.ts';

export const openAi: Target = { provider: 'OpenAI', kind: 'LLM', isLocal: false, step: 'script' };

interface OpenOptions {
  settings?: unknown;
  clock?: TestClock;
  dataFolder?: string;
  random?: () => number;
}

/** Closed when the test has ended. */
export async function openResilience({
  settings = {},
  clock = new TestClock(),
  dataFolder,
  random = () => 0.5,
}: OpenOptions = {}) {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'aura-resilience-')));
  const database = openDatabase(folder);
  onTestFinished(() => database.close());
  let current = Settings.parse(settings);
  const resilience = createResilience({ database, dataFolder: folder, settings: () => current, clock, random });
  return {
    ...resilience,
    clock,
    database,
    dataFolder: folder,
    set: (changed: unknown) => (current = Settings.parse(changed)),
    state: (name = 'OpenAI-LLM') => resilience.desk.breakers().circuitBreakers.find((each) => each.name === name),
  };
}

export const never = new AbortController().signal;
