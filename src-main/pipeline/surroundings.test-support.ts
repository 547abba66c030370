import { mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { createResilience } from '../resilience/create-resilience.ts';
import { openDatabase } from '../storage/database.ts';
import { environmentKeys } from '../storage/keys.ts';
import type { StageContext } from './stage-context.ts';

/** What a job's steps find around them besides their own parts. Closed when the test has ended. */
export function surroundings(
  dataFolder: string,
  settings = Settings.parse({}),
): Pick<StageContext, 'keys' | 'resilience' | 'redoOf'> {
  mkdirSync(dataFolder, { recursive: true });
  const database = openDatabase(dataFolder);
  onTestFinished(() => database.close());
  return {
    keys: environmentKeys({}),
    resilience: createResilience({ database, dataFolder, settings: () => settings }),
    redoOf: async () => undefined,
  };
}
