import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright/test';
import type { RunningApp } from './launch.ts';
import { expect, test } from './launch.ts';
import { probe } from './media-facts.ts';
import { expectSucceeded, renderStatus } from './render-status.ts';
import { call } from './studio-calls.ts';
import { answerOpenDialog } from './system-dialogs.ts';

test.setTimeout(300_000);

const picture = resolve(import.meta.dirname, '..', 'assets', 'sample', 'dusk.jpg');

/** Brings a text of the user's into Create, the way that a user does. */
async function openOwnText({ app, page, profile }: RunningApp, markdown: string): Promise<void> {
  const folder = join(profile.root, 'My texts');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'text.md'), markdown);
  await copyFile(picture, join(folder, 'evening sky.jpg'));
  await writeFile(join(folder, 'notes.jpg'), 'This is a text, whatever its name says.');
  await answerOpenDialog(app, join(folder, 'text.md'));
  await page.getByRole('navigation').getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('tab', { name: 'From my text' }).click();
  await page.getByRole('button', { name: 'Open text' }).click();
}

/** As a hand does it: the page itself cannot make a drop that counts. */
async function dropFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data });
  await session.detach();
}

test('an own text with a picture and a dropped clip becomes a film, its words untouched', async ({ studio }) => {
  const { page, profile } = studio;
  await openOwnText(
    studio,
    '# An evening\n\n## The sky\n\n![The sky at dusk](evening%20sky.jpg)\n\nThe sun has gone, and the sky keeps its light.\n\n## The night\n\nNow it is quiet.\n',
  );
  const clip = join(profile.root, 'A walk.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=1:r=25', '-f', 'lavfi', '-i', 'sine=d=1'];
  execFileSync('ffmpeg', ['-v', 'error', ...source, '-c:v', 'libx264', '-c:a', 'aac', clip]);
  await dropFile(page, clip);
  await expect(page.getByRole('textbox', { name: 'Your text' })).toHaveValue(
    /!\[A walk\]\(<aura-clip:[0-9a-f]{32}\.mp4>\)/,
  );
  // From here on the studio's own copy counts.
  await rm(clip);
  await page.getByRole('button', { name: 'Create video' }).click();
  await expectSucceeded(renderStatus(page));

  const [job] = await call(page, 'jobs.list');
  if (!job?.output) throw new Error('There is no film.');
  expect(job.title).toBe('An evening');
  const film = await call(page, 'jobs.film', { jobId: job.jobId });
  const spoken = film.scenes.map((scene) => scene.narration).join(' ');
  expect(spoken).toContain('The sun has gone, and the sky keeps its light.');
  expect(spoken).toContain('Now it is quiet.');
  // The last scene shows the clip, which the job has kept.
  const drawn = await readdir(join(profile.dataFolder, 'jobs', job.jobId, 'visuals'));
  expect(drawn.filter((name) => name.endsWith('.mp4'))).toHaveLength(1);
  const { video } = await probe(job.output.videoPath);
  expect(video).toMatchObject({ width: 1920, height: 1080 });
});

for (const [what, file, message] of [
  ['a missing picture', 'gone.jpg', /“gone\.jpg” is not there/],
  ['a text that is named .jpg', 'notes.jpg', /notes\.jpg/],
] as const) {
  test(`${what} is named in the window, and leaves no job behind`, async ({ studio }) => {
    const { page, profile } = studio;
    await openOwnText(studio, `# An evening\n\n## The sky\n\n![The sky](${file})\n\nIt keeps its light.\n`);
    await page.getByRole('button', { name: 'Create video' }).click();
    await expect(page.getByRole('main').getByText(message).first()).toBeVisible();
    expect(await call(page, 'jobs.list')).toEqual([]);
    expect(await readdir(join(profile.dataFolder, 'jobs')).catch(() => [])).toEqual([]);
    // Nothing that was typed is lost.
    await expect(page.getByRole('textbox', { name: 'Your text' })).toHaveValue(/It keeps its light/);
  });
}
