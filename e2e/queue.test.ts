import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isTerminal } from '../src-shared/job.ts';
import { expect, ffmpegsAtOnce, test } from './launch.ts';
import { call } from './studio-calls.ts';
import { answerOpenDialog } from './system-dialogs.ts';

test.setTimeout(600_000);

const picture = resolve(import.meta.dirname, '..', 'assets', 'sample', 'dusk.jpg');

test('of 20 queued jobs two run at once, and a bad one stops no other', async ({ studio: { app, page, profile } }) => {
  await call(page, 'settings.set', { path: 'jobs.concurrency', value: 2 });
  const folder = join(profile.root, 'texts');
  await mkdir(folder);
  await writeFile(join(folder, 'text.md'), '# Gone\n\n## One\n\n![Sky](sky.jpg)\n\nSome words.\n');
  await copyFile(picture, join(folder, 'sky.jpg'));
  await answerOpenDialog(app, join(folder, 'text.md'));
  const opened = await call(page, 'texts.open');
  if (!opened) throw new Error('The text was not opened.');

  const render = { resolution: { width: 640, height: 360 }, quality: 'fast' as const };
  const jobIds: string[] = [];
  for (let number = 0; number < 20; number++) {
    const ownText = { markdown: `# Film number ${number + 1}\n\nA few words.\n` };
    const request = { ownText: number === 7 ? opened.ownText : ownText, render };
    jobIds.push((await call(page, 'jobs.create', request)).jobId);
  }
  // It was there when the job was made, and is not when its turn comes.
  await rm(join(folder, 'sky.jpg'));

  let mostAtOnce = 0;
  let mostFfmpegs = 0;
  for (;;) {
    const jobs = await call(page, 'jobs.list');
    mostAtOnce = Math.max(mostAtOnce, jobs.filter((job) => job.status === 'Running').length);
    mostFfmpegs = Math.max(mostFfmpegs, await ffmpegsAtOnce(profile, 2));
    if (jobs.every((job) => isTerminal(job.status))) break;
    await page.waitForTimeout(100);
  }
  expect(mostAtOnce).toBe(2);
  expect(mostFfmpegs).toBeGreaterThan(0);
  expect(mostFfmpegs).toBeLessThanOrEqual(2);
  const jobs = await Promise.all(jobIds.map((jobId) => call(page, 'jobs.get', { jobId })));
  const failed = jobs.filter((job) => job.status === 'Failed');
  expect(failed.map((job) => job.jobId)).toEqual([jobIds[7]]);
  expect(failed[0]?.errors[0]?.code).toBe('InputFileMissing:sky.jpg');
  expect(jobs.filter((job) => job.status === 'Succeeded')).toHaveLength(19);
});
