import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import type { DebugLog } from '../src-shared/batch-debug.ts';
import { expectNothingSerious } from './axe.ts';
import { expect, test, type Profile } from './launch.ts';
import { renderStatus } from './render-status.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { answerOpenDialog } from './system-dialogs.ts';

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

/** A draft with a row that can be made and one that cannot. */
async function openBatch(app: ElectronApplication, page: Page, profile: Profile): Promise<void> {
  await writeFile(join(profile.root, 'tips.csv'), 'topic,theme\nTides,\nFog,pink\n');
  await answerOpenDialog(app, join(profile.root, 'tips.csv'));
  await call(page, 'batches.choose', { what: 'file' });
}

async function lookIntoBatch(app: ElectronApplication, page: Page): Promise<void> {
  await expect(page.getByRole('main').getByText('1 cannot')).toBeVisible();
  await page.getByRole('button', { name: 'Why Fog cannot be made' }).click();
  await expect(page.getByText('Row 2, line 3')).toBeVisible();
  await expectNothingSerious(page, 'why a row cannot be made');
  await page.keyboard.press('Escape');
  await expectNothingSideways(app, page, 'Batch');
}

async function lookIntoDebug(app: ElectronApplication, page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Batch debug' }).click();
  await page.getByRole('button', { name: /^View Summary of/ }).click();
  await expect(page.getByRole('img', { name: /^2 requests over 1.2 s/ })).toBeVisible();
  await expectNothingSerious(page, 'Batch debug');
  await expectNothingSideways(app, page, 'Batch debug');
}

/** Neither in the smallest size that is promised nor with everything twice as large. */
async function expectNothingSideways(app: ElectronApplication, page: Page, where: string): Promise<void> {
  for (const [width, height, zoom] of [
    [1024, 700, 1],
    [1280, 800, 2],
    [1280, 800, 1],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, [wide, high, factor]) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(wide, high);
        window?.webContents.setZoomFactor(factor);
      },
      [width, height, zoom] as const,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom);
    const over = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(over, `${where} at ${width} × ${height}, ${zoom * 100} %`).toBeLessThanOrEqual(0);
  }
}

/** As a job leaves it whose two requests were refused and answered. */
async function writeSession(profile: Profile, jobId: string): Promise<void> {
  const timing = (at: string, status: number) => ({
    ...{ timestamp: `2026-05-01T10:00:0${at}Z`, item: 's1', provider: 'OpenAI', attempt: 1, method: 'POST' },
    ...{ url: 'https://api.openai.com/v1/audio/speech', status, response_time_ms: 200, connection: 'new' as const },
    ...{ request_headers: {}, response_headers: {}, error: null },
    error_body: status === 200 ? null : 'slow down',
  });
  const session: DebugLog = {
    ...{ debug_enabled: true, job_id: jobId, started_at: '2026-05-01T10:00:00.000Z', duration_seconds: 1.2 },
    ...{ total_requests: 2, successful_requests: 1, failed_requests: 1, success_rate_percent: 50 },
    status_code_breakdown: { 200: 1, 429: 1 },
    failure_patterns: [{ id: 's1', code: '429', body: 'slow down' }],
    ...{ session_events: 0, session_history: [], omitted_requests: 3 },
    environment: { app_version: '0.1.0', platform: 'linux x64', providers: [] },
    recommendations: ['Leave at least 500 ms between requests.'],
    actions: [{ provider: 'OpenAI', title: 'OpenAI: Conservative', connection: { strategy: 'conservative' } }],
    request_timings: [timing('0.000', 429), timing('1.000', 200)],
  };
  await mkdir(join(profile.dataFolder, 'debug'), { recursive: true });
  await writeFile(join(profile.dataFolder, 'debug', `job_${jobId}_20260501_100000.json`), JSON.stringify(session));
}

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
  test(`axe finds nothing serious in the ${theme} theme`, async ({ studio: { app, page, profile } }) => {
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    await expectNothingSerious(page, 'first run');
    const { jobId } = await call(page, 'jobs.create', smallFilm('A film to look at'));
    await page.keyboard.press('Control+j');
    await expect(renderStatus(page)).toBeVisible();
    await expectNothingSerious(page, 'drawer');
    await waitForEnd(page, jobId, 200_000);
    await page.keyboard.press('Control+j');
    await openBatch(app, page, profile);
    await writeSession(profile, jobId);
    for (const name of pages) {
      await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
      await page.waitForTimeout(300);
      await expectNothingSerious(page, name);
      if (name === 'Batch') await lookIntoBatch(app, page);
      if (name === 'Diagnostics') await lookIntoDebug(app, page);
    }
    await page.getByRole('navigation').getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('main').getByRole('button', { name: 'Play' }).first().click();
    await page.waitForTimeout(500);
    await expectNothingSerious(page, 'job');
  });
}
