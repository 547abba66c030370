import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from './launch.ts';
import { parseSrt, probe } from './media-facts.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { answerSaveDialog } from './system-dialogs.ts';

test.setTimeout(300_000);

const topic = '桜 Sakura, وردة and Rose 🌸👩‍🎨';

test('a topic in many scripts and a path full of traps make a film', async ({ studio: { app, page, profile } }) => {
  const outputPath = join(profile.root, `It's 100% “映画” & $(co) [x]`, `a%20b 'c' ; 夜 %d.mp4`);
  await mkdir(dirname(outputPath));
  await answerSaveDialog(app, outputPath);
  expect(await call(page, 'output.choose', { suggestedName: topic })).toBe(outputPath);

  const { jobId } = await call(page, 'jobs.create', { ...smallFilm(topic), outputPath });
  const job = await waitForEnd(page, jobId, 240_000);
  expect(job.errors).toEqual([]);
  expect(job.status).toBe('Succeeded');
  expect(job.output?.videoPath).toBe(outputPath);
  const names = await readdir(dirname(outputPath));
  expect(names).toContain(`a%20b 'c' ; 夜 %d.mp4`);
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect((await probe(outputPath)).video).toMatchObject({ width: 640, height: 360 });
  expect(parseSrt(await readFile(job.output?.subtitlePath ?? '', 'utf8')).length).toBeGreaterThan(0);
});

test('a title in many scripts stands in the window as it was typed', async ({ studio: { page } }) => {
  const { jobId } = await call(page, 'jobs.create', smallFilm(topic));
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  await expect(page.getByRole('main').getByText(topic).first()).toBeVisible();
  await call(page, 'jobs.cancel', { jobId });
});
