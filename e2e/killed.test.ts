import type { ElectronApplication } from 'playwright/test';
import {
  callInWindow,
  killApp,
  killEncoder,
  killThread,
  killWindow,
  untilWindowIsBack,
  waitForEndInWindow,
  watchThreads,
} from './app-kills.ts';
import { expect, test } from './launch.ts';
import { decodedFrames, probe } from './media-facts.ts';
import { smallFilm } from './studio-calls.ts';

test.setTimeout(300_000);

test('a film is the same after a thread, an encoder, the window and the whole app were killed while it was made', async ({
  launch,
  profile,
}) => {
  // Longer than others: it must not be done before it is killed the last time.
  const keyPoints = ['The moon pulls the sea', 'The wind helps it', 'The shore slows it', 'The sun joins in'];
  const request = smallFilm('A film that is interrupted', { keyPoints, durationSeconds: 40 });
  const { app } = await launch();
  await watchThreads(app);
  const { jobId } = await callInWindow(app, 'jobs.create', request);

  await untilRendered(app, jobId, 3);
  await expect.poll(() => killThread(app), { intervals: [10] }).toBe(true);
  await untilRendered(app, jobId, 15);
  await expect.poll(() => killEncoder(profile), { intervals: [10] }).toBe(true);
  await untilRendered(app, jobId, 30);
  const { percent } = await callInWindow(app, 'jobs.get', { jobId });
  await killWindow(app);
  const backMs = await untilWindowIsBack(app, 10_000);
  test.info().annotations.push({ type: 'window back after ms', description: String(Math.round(backMs)) });
  const meanwhile = await callInWindow(app, 'jobs.get', { jobId });
  expect(meanwhile.percent).toBeGreaterThanOrEqual(percent);
  expect(meanwhile.errors).toEqual([]);
  await untilRendered(app, jobId, 50);
  await killApp(app, 'group', profile);

  const later = await launch();
  const job = await waitForEndInWindow(later.app, jobId);
  expect(job).toMatchObject({ status: 'Succeeded', errors: [], degradations: [] });
  // What was done before the kill was not done again.
  expect(job.steps.find((step) => step.name === 'narration')?.status).toBe('Succeeded');
  const { video, audio } = await probe(job.output?.videoPath ?? '');
  expect(Math.abs(video.duration - audio.duration)).toBeLessThanOrEqual(0.05);

  const undisturbed = await callInWindow(later.app, 'jobs.create', request);
  const same = await waitForEndInWindow(later.app, undisturbed.jobId);
  expect(await decodedFrames(job.output?.videoPath ?? '')).toBe(await decodedFrames(same.output?.videoPath ?? ''));
});

async function untilRendered(app: ElectronApplication, jobId: string, percent: number): Promise<void> {
  const percentDone = async () =>
    (await callInWindow(app, 'jobs.get', { jobId })).steps.find((step) => step.name === 'mux')?.progressPct;
  await expect.poll(percentDone, { timeout: 200_000, intervals: [20] }).toBeGreaterThan(percent);
}
