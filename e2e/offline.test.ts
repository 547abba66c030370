import { createRequire } from 'node:module';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../src-shared/job.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../src-main/providers/loopback/loopback.test-support.ts';
import { expect, test, type Profile } from './launch.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { networkAttempts, tracedProgram, whyNoTrace } from './trace-network.ts';

test.setTimeout(300_000);
const reason = whyNoTrace();
test.skip(reason !== undefined, reason ?? '');

let loopback: Loopback;
test.beforeAll(async () => {
  loopback = await startLoopback();
});
test.afterAll(async () => loopback.close());

/** Everything is set up to use the network, but for the one switch. */
async function writeSettings({ dataFolder }: Profile): Promise<void> {
  // A model server of the user's own is reached offline too, and all of these lie at one port.
  const cloud = Object.entries(loopback.baseUrls).filter(([name]) => !name.startsWith('Local'));
  const addresses = Object.fromEntries(cloud.map(([name, baseUrl]) => [name, { baseUrl }]));
  const settings = {
    privacy: { offline: true },
    providers: {
      llm: { primary: 'OpenAI', fallback: ['Anthropic', 'Template'] },
      tts: { primary: 'ElevenLabs', fallback: ['Flite'] },
      images: { primary: 'Pexels', fallback: ['Cards'] },
      ...addresses,
    },
  };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings));
}

test('offline, neither the app nor anything that it starts tries to reach anything, seen from outside', async ({
  launch,
  profile,
}) => {
  await writeSettings(profile);
  const traceFile = join(profile.root, 'trace.txt');
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const executablePath = await tracedProgram(join(profile.root, 'electron.sh'), electron, traceFile);
  const { page } = await launch([], { env: loopbackKeys, executablePath });
  const { brief, ...film } = smallFilm('Nothing leaves');
  // A point of words alone, which a photograph would stand in for.
  const { jobId } = await call(page, 'jobs.create', { ...film, brief: { ...brief!, keyPoints: ['The moon pulls'] } });
  const job = await waitForEnd(page, jobId);
  expect(job.status).toBe('Succeeded');
  expect(receiptsOf(job)).toEqual(['script: OpenAI', 'narration: ElevenLabs', 'broll: Pexels']);
  await call(page, 'system.check');
  const asked = { name: 'OpenAI', kind: 'LLM' } as const;
  await expect(call(page, 'providers.test', asked)).rejects.toThrow(/offline/i);
  expect(await networkAttempts(traceFile)).toEqual([]);
  expect(loopback.requests).toEqual([]);

  // That an attempt would have been seen:
  await call(page, 'settings.set', { path: 'privacy.offline', value: false });
  await call(page, 'providers.test', asked);
  const port = new URL(loopback.origin).port;
  await expect.poll(() => networkAttempts(traceFile)).toEqual([expect.stringContaining(`htons(${port})`)]);
});

const receiptsOf = (job: Job): string[] => job.degradations.map(({ step, replaced }) => `${step}: ${replaced}`);
