import type { Page } from 'playwright/test';
import { expectNothingSerious } from './axe.ts';
import { expect, test } from './launch.ts';
import { renderStatus } from './render-status.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';

test.setTimeout(300_000);

const pages = ['Home', 'Create', 'Jobs', 'Batch', 'Diagnostics', 'Settings'] as const;

test('the sample is started, followed and stopped by keyboard alone', async ({ studio: { page } }) => {
  await expect(page.getByRole('button', { name: 'Create sample video' })).toBeFocused();
  await page.keyboard.press('Enter');
  const status = renderStatus(page);
  await expect(status).toBeVisible();
  const cancel = status.getByRole('button', { name: 'Cancel' });
  await tabTo(page, cancel);
  await page.keyboard.press('Enter');
  const stop = status.getByRole('button', { name: 'Stop', exact: true });
  await tabTo(page, stop);
  await page.keyboard.press('Enter');
  await expect(status.getByText('Canceled').first()).toBeVisible({ timeout: 15_000 });
});

/** Presses Tab until the focus is where it should be; at most once round the window. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there.');
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${theme} theme`, async ({ studio: { page } }) => {
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    await expectNothingSerious(page, 'first run');
    const { jobId } = await call(page, 'jobs.create', smallFilm('A film to look at'));
    await page.keyboard.press('Control+j');
    await expect(renderStatus(page)).toBeVisible();
    await expectNothingSerious(page, 'drawer');
    await waitForEnd(page, jobId, 200_000);
    await page.keyboard.press('Control+j');
    for (const name of pages) {
      await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
      await page.waitForTimeout(300);
      await expectNothingSerious(page, name);
    }
    await page.getByRole('navigation').getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('main').getByRole('button', { name: 'Play' }).first().click();
    await page.waitForTimeout(500);
    await expectNothingSerious(page, 'job');
  });
}
