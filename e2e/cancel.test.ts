import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stepNames } from '../src-shared/step-titles.ts';
import { expect, expectNoFfmpeg, test, type Profile } from './launch.ts';
import { call, cancelInStep, smallFilm } from './studio-calls.ts';

test.setTimeout(300_000);

/** Files that a job may not leave when it is stopped. */
async function leftOver({ dataFolder, videosFolder }: Profile): Promise<string[]> {
  const kept = await readdir(join(dataFolder, 'jobs'), { recursive: true }).catch(() => []);
  return [...kept.filter((path) => /\.tmp$|[\\/]tmp[\\/]/.test(path)), ...(await readdir(videosFolder))];
}

test('a job can be canceled in each of its steps', async ({ studio: { page, profile } }) => {
  for (const name of stepNames) {
    await test.step(name, async () => {
      // Queued behind another, so that it is watched before its first step begins.
      const ahead = await call(page, 'jobs.create', smallFilm('The job ahead'));
      const job = await call(page, 'jobs.create', smallFilm(`Canceled in ${name}`));
      const canceling = cancelInStep(page, job.jobId, name);
      await call(page, 'jobs.cancel', { jobId: ahead.jobId });
      const { tookMs, job: canceled } = await canceling;

      expect(tookMs).toBeLessThan(5000);
      expect(canceled.status).toBe('Canceled');
      // The shortest steps may have ended before the wish to cancel them was heard.
      const done = canceled.steps.findIndex((step) => step.status !== 'Succeeded');
      expect(done).toBeGreaterThanOrEqual(stepNames.indexOf(name));
      for (const step of canceled.steps.slice(done)) expect(['Canceled', 'Pending']).toContain(step.status);
      await expectNoFfmpeg(profile);
      expect(await leftOver(profile)).toEqual([]);
    });
  }
});
