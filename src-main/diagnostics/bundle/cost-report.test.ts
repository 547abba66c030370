import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { Narration } from '../../../src-shared/film.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { cloudDesk } from '../../jobs/film-without-render.test-support.ts';
import { readResult } from '../../jobs/step-results.ts';
import { jobWorkspace } from '../../pipeline/job-workspace.ts';
import { createBundles } from './create-bundles.ts';

/** What the loopback server says of each script, at 0.40 and 1.60 dollars a million. */
const [inputTokens, outputTokens] = [412, 288];
const scriptUsd = (inputTokens * 0.4 + outputTokens * 1.6) / 1e6;

test('a job that paid says what each step and each provider has cost, and who was chosen why', async () => {
  const desk = await cloudDesk({ providers: { llm: { primary: 'OpenAI' }, tts: { primary: 'ElevenLabs' } } });
  const job = await desk.make();
  expect(job.status).toBe('Succeeded');
  const settings = Settings.parse({ budget: { perJob: 0.0001 } });
  const bundles = createBundles({ ...desk, settings: () => settings, flushLog: async () => undefined });
  const { fileName } = await bundles.create(job.jobId);
  const { files } = await JSZip.loadAsync(await readFile(join(desk.dataFolder, 'bundles', fileName)));
  const read = async (name: string) =>
    JSON.parse((await files[name]?.async('string')) ?? '') as Record<string, unknown>;

  const spoken = await readResult('narration', Narration, jobWorkspace(desk.dataFolder, job.jobId));
  expect(spoken?.result.provider).toBe('ElevenLabs');
  const characters = desk.loopback.requests
    .filter(({ route }) => route === 'TTS')
    .reduce((sum, { json }) => sum + String(json?.['text']).length, 0);
  // 0.22 dollars a thousand.
  const voiceUsd = (characters * 0.22) / 1000;
  expect((await read('cost-report.json'))['costReport']).toEqual({
    totalCost: expect.closeTo(scriptUsd + voiceUsd, 5) as unknown,
    currency: 'USD',
    costByStage: { script: expect.closeTo(scriptUsd, 5) as unknown, narration: expect.closeTo(voiceUsd, 5) as unknown },
    costByProvider: {
      OpenAI: expect.closeTo(scriptUsd, 5) as unknown,
      ElevenLabs: expect.closeTo(voiceUsd, 5) as unknown,
    },
    totalTokens: inputTokens + outputTokens,
    withinBudget: false,
  });
  expect((await read('model-decisions.json'))['modelDecisions']).toEqual([
    expect.objectContaining({ decisionPoint: 'script', provider: 'OpenAI', reason: 'It is the first in line.' }),
    expect.objectContaining({ decisionPoint: 'narration', provider: 'ElevenLabs', reason: 'It is the first in line.' }),
    expect.objectContaining({ decisionPoint: 'visuals', provider: 'Cards' }),
  ]);
});
