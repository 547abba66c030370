import { expect, test } from './launch.ts';
import { percentOf, renderStatus } from './render-status.ts';

test.setTimeout(420_000);

test('reload, crash and a closed drawer cost neither progress nor the job', async ({ studio: { app, page } }) => {
  await page.getByRole('button', { name: 'Create sample video' }).click();
  const status = renderStatus(page);
  let least = 0;
  const expectNotLower = async () => {
    await expect.poll(() => percentOf(status), { timeout: 20_000 }).toBeGreaterThanOrEqual(least);
    least = await percentOf(status);
  };
  await expect.poll(() => percentOf(status), { timeout: 120_000 }).toBeGreaterThan(5);
  await expectNotLower();

  await test.step('close and open the drawer', async () => {
    await status.getByRole('button', { name: 'Close Render status' }).click();
    await expect(status).toBeHidden();
    await page.keyboard.press('Control+j');
    await expectNotLower();
  });

  await test.step('reload the window', async () => {
    await page.reload();
    await showDrawer();
    await expectNotLower();
  });

  await test.step('crash the window', async () => {
    const returned = app.waitForEvent('window', { timeout: 100 }).catch(() => undefined);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await returned;
    const isBack = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents || contents.isCrashed() || contents.isLoading()) return false;
        // Asked of a page that is just going, it is never answered.
        const answer = contents.executeJavaScript("document.querySelector('nav') !== null") as Promise<boolean>;
        const tooLate = new Promise<boolean>((resolve) => setTimeout(resolve, 500, false));
        return Promise.race([answer, tooLate]);
      });
    await expect.poll(isBack, { timeout: 10_000, intervals: [100] }).toBe(true);
  });

  // The page that Playwright knew has crashed, so the job is followed from the main process.
  const job = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const reply = (await contents?.executeJavaScript("window.bridge.call('jobs.list')")) as {
      data: { status: string; percent: number }[];
    };
    return reply.data[0];
  });
  expect(['Running', 'Succeeded']).toContain(job?.status);
  expect(job?.percent).toBeGreaterThanOrEqual(least);

  async function showDrawer(): Promise<void> {
    await expect(page.getByRole('navigation')).toBeVisible();
    if (await status.isHidden()) await page.keyboard.press('Control+j');
    await expect(status).toBeVisible();
  }
});
