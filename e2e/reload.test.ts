import { callInWindow, untilWindowIsBack } from './app-kills.ts';
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
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await untilWindowIsBack(app, 10_000);
  });

  const [job] = await callInWindow(app, 'jobs.list');
  expect(['Running', 'Succeeded']).toContain(job?.status);
  expect(job?.percent).toBeGreaterThanOrEqual(least);

  async function showDrawer(): Promise<void> {
    await expect(page.getByRole('navigation')).toBeVisible();
    if (await status.isHidden()) await page.keyboard.press('Control+j');
    await expect(status).toBeVisible();
  }
});
