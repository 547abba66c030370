import { once } from 'node:events';
import { join } from 'node:path';
import { expect, expectNoFfmpeg, test } from './launch.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { answerQuestions, askedQuestions } from './system-dialogs.ts';

test.setTimeout(300_000);

test('closing the window while a video is made asks first', async ({ launch, profile }) => {
  const { app, page } = await launch();
  const { jobId } = await call(page, 'jobs.create', { preset: 'sample' });
  await expect.poll(async () => (await call(page, 'jobs.get', { jobId })).status).toBe('Running');

  await answerQuestions(app, 'Keep going');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => askedQuestions(app)).toEqual(['Stop this video?']);
  expect((await call(page, 'jobs.get', { jobId })).status).toBe('Running');

  await answerQuestions(app, 'Stop and quit');
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect((await ended)[0]).toBe(0);
  await expectNoFfmpeg(profile);

  const again = await launch();
  const { status } = await call(again.page, 'jobs.get', { jobId });
  expect(['Running', 'Interrupted']).toContain(status);
  await call(again.page, 'jobs.cancel', { jobId });
});

test('the window has its size, and comes back where it was left', async ({ launch }) => {
  const { app } = await launch();
  const facts = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return { size: window?.getSize(), least: window?.getMinimumSize(), isVisible: window?.isVisible() };
  });
  expect(facts).toEqual({ size: [1280, 800], least: [940, 640], isVisible: true });
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 50, width: 1100, height: 700 }),
  );
  const ended = once(app.process(), 'exit');
  await app.evaluate(({ app: electron }) => electron.quit());
  await ended;

  const { app: second } = await launch();
  const bounds = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual({ x: 60, y: 50, width: 1100, height: 700 });
});

test('pictures of each page, for people to look at', async ({ studio: { app, page } }, testInfo) => {
  const shoot = (name: string) => page.screenshot({ path: join(testInfo.outputDir, '..', 'pages', `${name}.png`) });
  await expect(page.getByRole('img').first()).toBeVisible();
  await page.waitForTimeout(1000);
  for (const theme of ['dark', 'light']) {
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    await page.waitForTimeout(300);
    await shoot(`first-run-${theme}`);
  }
  const { jobId } = await call(page, 'jobs.create', smallFilm('Why cities plant trees'));
  await waitForEnd(page, jobId, 200_000);
  for (const [size, width, height] of [
    ['', 1280, 800],
    ['-1024x700', 1024, 700],
  ] as const) {
    await app.evaluate(({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setSize(wide, high), [
      width,
      height,
    ] as const);
    for (const theme of ['dark', 'light']) {
      await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
      for (const name of ['Home', 'Create', 'Jobs', 'Diagnostics', 'Settings']) {
        await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
        await page.waitForTimeout(500);
        await shoot(`${name.toLowerCase()}-${theme}${size}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${name} at ${width} px scrolls sideways`).toBeLessThanOrEqual(0);
      }
    }
  }
});
