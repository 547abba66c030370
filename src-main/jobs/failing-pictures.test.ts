import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Visuals } from '../../src-shared/film.ts';
import type { Job } from '../../src-shared/job.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { cloudDesk, down, noBreakers, receiptsOf, withoutVoice } from './film-without-render.test-support.ts';
import { readResult } from './step-results.ts';

/** A text of one's own, with ten scenes of words alone behind its title. */
const tenPictures = [
  '# Tides',
  'Why the sea moves.',
  ...Array.from({ length: 10 }, (_, n) => `## Coast ${n + 1}\n\nThe sea comes.`),
];

/** A job that asks for ten pictures, three of which fail. */
async function tenPicturesThreeFail(changes: object = {}) {
  const desk = await cloudDesk(
    {
      providers: { images: { primary: 'Stability' } },
      resilience: { ...noBreakers, retry: { maxRetryAttempts: 0 } },
      ...changes,
    },
    { pipeline: withoutVoice },
  );
  desk.loopback.fail('Stability', down, { times: 3 });
  const job = await desk.makeText(tenPictures.join('\n\n'));
  expect(desk.loopback.requests).toHaveLength(10);
  desk.loopback.heal();
  return {
    ...desk,
    job,
    picturesOf: (of: Job) => readResult('broll', Visuals, jobWorkspace(desk.dataFolder, of.jobId)),
  };
}

test('of ten pictures three fail: seven are kept, cards stand in, and “redo only these” asks for exactly three', async () => {
  const { job, picturesOf, retry, loopback } = await tenPicturesThreeFail();
  expect(job.status).toBe('Succeeded');
  const [receipt] = job.degradations;
  expect(receipt).toMatchObject({ step: 'broll', replaced: 'Stability', replacement: 'A card', redoStep: 'broll' });
  expect(receipt?.sceneIds).toHaveLength(3);
  const before = await picturesOf(job);
  expect(before?.result.scenes.filter(({ kind }) => kind === 'picture')).toHaveLength(7);

  const redone = await retry(job, 'broll');
  expect(redone).toMatchObject({ status: 'Succeeded', retryOf: job.jobId, degradations: [] });
  expect(loopback.requests).toHaveLength(3);
  const after = await picturesOf(redone);
  const nameOf = ({ imagePath }: { imagePath: string }) => imagePath.split('/').at(-1);
  const changed = after?.result.scenes.filter(
    (scene, index) => nameOf(scene) !== nameOf(before!.result.scenes[index]!),
  );
  expect(changed?.map(({ sceneId }) => sceneId)).toEqual(receipt?.sceneIds);
  expect(changed?.every(({ provider }) => provider === 'Stability')).toBe(true);
});

test('without stand-ins the seven are kept too, and a retry makes exactly the three, or all where that is wished', async () => {
  const { job, picturesOf, retry, loopback, dataFolder, set } = await tenPicturesThreeFail({
    features: { gracefulDegradation: { enabled: false } },
  });
  expect(job).toMatchObject({ status: 'Failed', errors: [{ code: 'ProviderUnavailable:Stability' }] });
  expect(job.errors[0]?.message).toContain('3 of 11 scenes failed; the others are kept.');
  expect(job.errors[0]?.details).toMatchObject({ failedScenes: { length: 3 }, done: 8, total: 11 });
  const records = (await readdir(jobWorkspace(dataFolder, job.jobId).visuals)).filter((name) => name.endsWith('.json'));
  expect(records).toHaveLength(8);

  const retried = await retry(job, 'broll');
  expect(retried.status).toBe('Succeeded');
  expect(loopback.requests).toHaveLength(3);
  expect((await picturesOf(retried))?.result.scenes.filter(({ kind }) => kind === 'picture')).toHaveLength(10);

  set({
    providers: { images: { primary: 'Stability' } },
    resilience: { partialSuccess: { retryFailedOnly: false } },
  });
  loopback.heal();
  expect((await retry(job, 'broll')).status).toBe('Succeeded');
  expect(loopback.requests).toHaveLength(10);
});

test('a job that failed of a bad key can be finished with stand-ins, that job alone, and what was paid for is kept', async () => {
  const { makeText, retry, loopback } = await cloudDesk(
    { providers: { images: { primary: 'Stability' } }, features: { gracefulDegradation: { enabled: false } } },
    { pipeline: withoutVoice },
  );
  const refused = { kind: 'status', status: 401, body: { message: 'Incorrect API key provided' } } as const;
  loopback.fail('Stability', refused);
  const text = tenPictures.slice(0, 5).join('\n\n');
  const failed = await makeText(text);
  expect(failed).toMatchObject({ status: 'Failed', errors: [{ code: 'InvalidApiKey:Stability' }] });

  const finished = await retry(failed, 'broll', { withStandIns: true });
  expect(finished).toMatchObject({ status: 'Succeeded', withStandIns: true });
  expect(receiptsOf(finished)).toEqual(['broll: Stability → A card']);
  expect(finished.degradations[0]?.sceneIds).toHaveLength(3);
  // “Redo only these” is after the real thing again.
  const again = await retry(finished, 'broll');
  expect(again.withStandIns).toBeUndefined();
  expect(again.status).toBe('Failed');
});

test('a search that finds nothing lets the next one in line look, and then a card stands in', async () => {
  const { make, loopback, set } = await cloudDesk(
    {
      providers: {
        llm: { primary: 'OpenAI' },
        images: { primary: 'Pexels', fallback: ['Pixabay'] },
        cacheFallback: { enabled: false },
      },
    },
    { pipeline: withoutVoice },
  );
  const nothing = { kind: 'status', status: 200, body: { photos: [], hits: [] } } as const;
  loopback.fail('Pexels', nothing);
  expect(receiptsOf(await make())).toEqual(['broll: Pexels → Pixabay']);
  loopback.fail('Pixabay', nothing);
  const job = await make();
  expect(job.status).toBe('Succeeded');
  expect(receiptsOf(job)).toEqual(['broll: Pexels → A card']);
  set({ providers: { llm: { primary: 'OpenAI' }, images: { primary: 'Pexels' } } });
  expect(receiptsOf(await make())).toEqual(['broll: Pexels → A card']);
});
