import { readFile, readdir, rm } from 'node:fs/promises';
import { stepNames } from '../src-shared/step-titles.ts';
import { expect, test } from './launch.ts';
import { measure, parseSrt, probe, topLevelBoxes } from './media-facts.ts';
import { expectSucceeded, renderStatus } from './render-status.ts';
import { call } from './studio-calls.ts';

test.setTimeout(420_000);

test('one click on a fresh profile makes the sample, and it is as promised', async ({ studio: { page, profile } }) => {
  const sample = page.getByRole('button', { name: 'Create sample video' });
  const started = Date.now();
  // Two fast clicks are one wish.
  await sample.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });

  const status = renderStatus(page);
  await expect(status).toBeVisible();
  await expect(status.getByRole('list', { name: 'Steps' }).getByRole('listitem')).toHaveCount(6);
  for (const step of stepNames) await expect(status.getByRole('listitem', { name: step })).toBeVisible();
  await expectSucceeded(status);
  const seconds = (Date.now() - started) / 1000;
  process.stdout.write(`The sample took ${seconds.toFixed(1)} s in the window.\n`);
  for (const step of stepNames) await expect(status.getByRole('listitem', { name: step })).toContainText('Succeeded');

  const jobs = await call(page, 'jobs.list');
  expect(jobs).toHaveLength(1);
  const output = jobs[0]?.output;
  if (!output) throw new Error('The job has no output.');

  await test.step('it plays and seeks', async () => {
    await status.getByRole('button', { name: 'Play' }).click();
    const video = page.locator('video');
    const position = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
    await expect.poll(position).toBeGreaterThan(0.5);
    const middle = output.durationSeconds * 0.7;
    await video.evaluate((element: HTMLVideoElement, time) => {
      element.currentTime = time;
    }, middle);
    await expect.poll(position).toBeGreaterThan(middle);
    expect(await video.evaluate((element: HTMLVideoElement) => element.error?.message)).toBeUndefined();
    const { videoUrl = '' } = await call(page, 'jobs.film', { jobId: jobs[0]?.jobId ?? '' });
    const part = await page.evaluate(
      async (url) => (await fetch(url, { headers: { range: 'bytes=100-199' } })).status,
      videoUrl,
    );
    expect(part).toBe(206);
  });

  await test.step('the file is what another program expects', async () => {
    const { video, audio } = await probe(output.videoPath);
    expect(video).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p', width: 1920, height: 1080 });
    expect(video.avg_frame_rate).toBe('30/1');
    expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000' });
    expect(Math.abs(video.duration - audio.duration)).toBeLessThanOrEqual(0.05);
    expect(video.duration).toBeGreaterThanOrEqual(25);
    expect(video.duration).toBeLessThanOrEqual(40);
    const boxes = await topLevelBoxes(output.videoPath);
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
  });

  await test.step('it sounds as loud as it should, and no stretch is black or stands still', async () => {
    const { loudnessLufs, truePeakDbtp, blackStretches, frozenStretches } = await measure(output.videoPath);
    expect(Math.abs(loudnessLufs + 14)).toBeLessThanOrEqual(0.5);
    expect(truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(blackStretches).toEqual([]);
    expect(frozenStretches).toEqual([]);
  });

  await test.step('captions stand beside it', async () => {
    const cues = parseSrt(await readFile(output.subtitlePath ?? '', 'utf8'));
    expect(cues.length).toBeGreaterThan(5);
    for (const cue of cues) {
      expect(cue.endSeconds).toBeGreaterThan(cue.startSeconds);
      for (const line of cue.lines) expect([...line].length).toBeLessThanOrEqual(42);
    }
    expect(cues.at(-1)?.endSeconds).toBeLessThanOrEqual(output.durationSeconds + 0.05);
  });

  await test.step('a film that was deleted since is missed in plain words', async () => {
    await rm(output.videoPath);
    await status.getByRole('button', { name: 'Open folder' }).click();
    await expect(status.getByText('The video is no longer where it was saved.')).toBeVisible();
  });

  expect((await readdir(profile.videosFolder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(await readdir(profile.temporaryFolder)).not.toContainEqual(expect.stringMatching(/ffmpeg|aura-/));
});
