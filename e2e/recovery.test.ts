import { execFile } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright/test';
import { callInWindow, killApp, untilWindowIsBack } from './app-kills.ts';
import { signal } from './aura-process.ts';
import { expect, ffmpegsOf, readLogs, test, type Profile } from './launch.ts';
import { watchNotifications } from './notifications.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { answerSaveDialog } from './system-dialogs.ts';

const run = promisify(execFile);
test.setTimeout(300_000);

async function untilRendering(page: Page, jobId: string): Promise<void> {
  const percentDone = async () =>
    (await call(page, 'jobs.get', { jobId })).steps.find((step) => step.name === 'mux')?.progressPct;
  await expect.poll(percentDone, { timeout: 200_000, intervals: [50] }).toBeGreaterThan(5);
}

test('after a crash safe mode waits, and offers to resume, restart or discard, and the diagnostics', async ({
  launch,
  profile,
}) => {
  await writeFile(
    join(profile.dataFolder, 'settings.json'),
    '{ "appearance": { "theme": "light" }, "jobs": { "concurrency": 2 } }',
  );
  const first = await launch();
  const { jobId, title } = await call(first.page, 'jobs.create', smallFilm('A film and a crash'));
  const other = await call(first.page, 'jobs.create', smallFilm('A film to let go'));
  await untilRendering(first.page, jobId);
  expect((await call(first.page, 'jobs.get', { jobId: other.jobId })).status).toBe('Running');
  await killApp(first.app, 'main', profile);

  const { app, page } = await launch(['--safe-mode']);
  expect((await call(page, 'settings.get')).appearance.theme).toBe('system');
  await expect(page.getByRole('status').filter({ hasText: 'Safe mode' })).toBeVisible();
  const bar = page.getByRole('region', { name: 'After a crash' });
  await expect(bar).toContainText(`${title}” and 1 other video`);
  const zip = join(profile.root, 'diagnostics.zip');
  await answerSaveDialog(app, zip);
  await bar.getByRole('button', { name: 'Download diagnostics' }).click();
  const sizeOfZip = () =>
    stat(zip).then(
      ({ size }) => size,
      () => 0,
    );
  await expect.poll(sizeOfZip, { timeout: 30_000 }).toBeGreaterThan(1000);

  await discard(page, other);
  // Its folder goes after it has left the list.
  await expect.poll(() => readdir(join(profile.dataFolder, 'jobs'))).toEqual([jobId]);

  await bar.getByRole('button', { name: 'Resume, restart or discard' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('This video was interrupted')).toBeVisible();
  await page.screenshot({ path: join(test.info().outputDir, '..', 'pages', 'interrupted.png') });
  await main.getByRole('button', { name: 'Restart' }).click();
  await expect.poll(async () => (await call(page, 'jobs.list')).length).toBe(2);
  const [again] = await call(page, 'jobs.list');
  expect(again?.retryOf).toBe(jobId);
  expect((await call(page, 'jobs.get', { jobId })).status).toBe('Canceled');
  const waiting = again?.jobId ?? '';
  await untilRendering(page, waiting);
  await killApp(app, 'main', profile);

  const third = await launch(['--safe-mode']);
  const before = (await call(third.page, 'jobs.get', { jobId: waiting })).percent;
  expect(before).toBeGreaterThan(10);
  await resume(third.page);
  await untilRendering(third.page, waiting);
  await killApp(third.app, 'group', profile);

  // It has brought the studio down twice: also where jobs go on by themselves, this one waits.
  const fourth = await launch();
  await expect(fourth.page.getByRole('region', { name: 'After a crash' })).toContainText('It waits for you');
  expect(await call(fourth.page, 'jobs.get', { jobId: waiting })).toMatchObject({
    status: 'Interrupted',
    warnings: [expect.stringContaining('stopped twice') as unknown],
  });
  await resume(fourth.page, 'The studio stopped twice while it made this video');
  expect(await waitForEnd(fourth.page, waiting)).toMatchObject({ status: 'Succeeded', errors: [] });
});

async function discard(page: Page, { jobId, title }: { jobId: string; title: string }): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  const main = page.getByRole('main');
  await main.getByText(title).first().dblclick();
  await main.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(main.getByText('Discard this video?')).toBeVisible();
  await main.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect.poll(async () => (await call(page, 'jobs.list')).map((job) => job.jobId)).not.toContain(jobId);
}

async function resume(page: Page, words = 'This video was interrupted'): Promise<void> {
  await page.getByRole('button', { name: 'Resume, restart or discard' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText(words).first()).toBeVisible();
  await main.getByRole('button', { name: 'Resume', exact: true }).click();
}

test('a step that stands still asks in the drawer, and goes on as the user says', async ({ launch, profile }) => {
  const timeouts = { stallWarning: 5000, stall: 100_000 };
  await writeFile(join(profile.dataFolder, 'settings.json'), JSON.stringify({ timeouts }));
  const { page } = await launch();
  const { jobId } = await call(page, 'jobs.create', { preset: 'sample' });
  await untilRendering(page, jobId);
  const isAsked = async () => {
    await stopAll(profile);
    return (await call(page, 'jobs.get', { jobId })).question !== undefined;
  };
  await expect.poll(isAsked, { timeout: 60_000 }).toBe(true);
  const drawer = page.getByRole('complementary', { name: 'Render status' });
  await expect(drawer.getByText('This does not move')).toBeVisible();
  await expect(drawer.getByText('has not moved for 5 s').first()).toBeVisible();
  for (const theme of ['dark', 'light']) {
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(test.info().outputDir, '..', 'pages', `stalled-${theme}.png`) });
  }
  await drawer.getByRole('button', { name: 'Start the step again' }).click();
  await expect(drawer.getByText('This does not move')).toBeHidden();
  expect(await waitForEnd(page, jobId, 200_000)).toMatchObject({ status: 'Succeeded', errors: [] });
});

/** Stops the encoders as a debugger or a hung disk would. */
async function stopAll(profile: Profile): Promise<void> {
  for (const pid of await ffmpegsOf(profile, /^ffmpeg/)) signal(pid, 'SIGSTOP');
}

test('a crashed window is back in 3 s, and the video goes on', async ({ studio: { app, page } }) => {
  const { jobId } = await call(page, 'jobs.create', smallFilm('A window that crashes'));
  await untilRendering(page, jobId);
  const before = await call(page, 'jobs.get', { jobId });
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await crashed;
  const backMs = await untilWindowIsBack(app, 3000);
  test.info().annotations.push({ type: 'back after ms', description: String(Math.round(backMs)) });
  const meanwhile = await callInWindow(app, 'jobs.get', { jobId });
  expect(meanwhile.percent).toBeGreaterThanOrEqual(before.percent);
  expect(meanwhile.errors).toEqual([]);
});

test('the desktop sees the work: taskbar, wakefulness, notification, and a second start brings the window up', async ({
  studio: { app, page, profile },
}) => {
  const notifications = await watchNotifications(app);
  await app.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
    const seen = { bars: [] as number[], awake: 0, focused: 0 };
    Object.assign(globalThis, { seen });
    BrowserWindow.prototype.setProgressBar = (progress: number) => void seen.bars.push(progress);
    BrowserWindow.prototype.focus = () => void seen.focused++;
    powerSaveBlocker.start = () => ++seen.awake;
    powerSaveBlocker.stop = () => --seen.awake >= 0;
  });
  const seen = () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  const { jobId } = await call(page, 'jobs.create', smallFilm('A film on the taskbar'));
  await untilRendering(page, jobId);
  expect((await seen()).awake).toBe(1);
  const { title } = await waitForEnd(page, jobId);
  await expect.poll(async () => (await notifications.shown()).map((shown) => shown.title)).toEqual([title]);
  const { bars, awake } = await seen();
  expect(awake).toBe(0);
  expect(bars.at(-1)).toBe(-1);
  expect(Math.max(...bars)).toBeGreaterThan(0.3);

  await app.evaluate(({ powerMonitor }) => ['suspend', 'resume'].forEach((event) => powerMonitor.emit(event)));
  await expect.poll(() => readLogs(profile)).toMatch(/goes to sleep[^]*awake again/);

  await page.getByRole('navigation').getByRole('button', { name: 'Home', exact: true }).click();
  const focusedBefore = (await seen()).focused;
  await notifications.click(title);
  await expect(page.getByRole('main').getByText(title).first()).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Play' }).first()).toBeVisible();
  await expect.poll(async () => (await seen()).focused).toBeGreaterThan(focusedBefore);

  const focusedThen = (await seen()).focused;
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const project = resolve(import.meta.dirname, '..');
  // It hands over to the first one and ends.
  await run(electron, [...flags, project, `--user-data-dir=${join(profile.root, 'window')}`], { timeout: 30_000 });
  await expect.poll(async () => (await seen()).focused).toBeGreaterThan(focusedThen);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

interface Seen {
  bars: number[];
  awake: number;
  focused: number;
}
