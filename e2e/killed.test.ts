import { once } from 'node:events';
import { expect, expectNoFfmpeg, test } from './launch.ts';
import { probe } from './media-facts.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';

test.setTimeout(300_000);

test('a job goes on by itself after the app was killed while it rendered', async ({ launch, profile }) => {
  const first = await launch();
  const { brief } = smallFilm('A film that is interrupted');
  const { jobId } = await call(first.page, 'jobs.create', { brief: { ...brief, topic: 'A film that is interrupted' } });
  await expect
    .poll(
      async () =>
        (await call(first.page, 'jobs.get', { jobId })).steps.find((step) => step.name === 'mux')?.progressPct,
      {
        timeout: 200_000,
        intervals: [50],
      },
    )
    .toBeGreaterThan(10);
  const child = first.app.process();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await expectNoFfmpeg(profile);

  const { page } = await launch();
  const job = await waitForEnd(page, jobId, 200_000);
  expect(job.errors).toEqual([]);
  expect(job.status).toBe('Succeeded');
  const { video, audio } = await probe(job.output?.videoPath ?? '');
  expect(Math.abs(video.duration - audio.duration)).toBeLessThanOrEqual(0.05);
  // What was done before the kill was not done again.
  expect(job.steps.find((step) => step.name === 'narration')?.status).toBe('Succeeded');
});
