import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test, type Profile } from './launch.ts';
import { renderStatus } from './render-status.ts';
import { call } from './studio-calls.ts';
import { answerOpenDialog, answerSaveDialog } from './system-dialogs.ts';

test.setTimeout(300_000);

async function writeTable(profile: Profile, rows: string[]): Promise<string> {
  const folder = join(profile.root, 'tables');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'autumn-tips.csv');
  await writeFile(path, `topic,durationSeconds,music,output\n${rows.join('\n')}\n`);
  return path;
}

/** Drops a file as a user's hand does: the page gets a trusted event with a real file. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
}

const goToBatch = (page: Page) =>
  page.getByRole('navigation').getByRole('button', { name: 'Batch', exact: true }).click();

test('a table is dropped, judged, made, and what failed is made alone once it is mended', async ({ studio }) => {
  const { app, page, profile } = studio;
  const path = await writeTable(profile, ['Tides,10,none,', 'Fog,9000,none,', 'Rain,10,none,rain']);
  await call(page, 'settings.set', { path: 'rendering.quality', value: 'fast' });
  await goToBatch(page);
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await drop(page, path);

  await expect(main.getByRole('heading', { name: 'autumn-tips.csv' })).toBeVisible();
  const rows = main.getByRole('list', { name: 'Batch' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('Cannot be made');
  await expect(rows.nth(1)).toContainText('durationSeconds');
  await expect(rows.nth(0)).toHaveAttribute('aria-setsize', '3');
  expect(await call(page, 'jobs.list')).toEqual([]);

  await main.getByRole('button', { name: 'Create 2 videos' }).click();
  await expect(main.getByText('1 running')).toBeVisible();
  await rows.nth(0).getByRole('button', { name: 'Tides', exact: true }).click();
  await expect(renderStatus(page)).toBeVisible();
  const retry = main.getByRole('button', { name: 'Retry failed (1)' });
  await expect(main.getByText('2 succeeded')).toBeVisible({ timeout: 120_000 });

  await writeTable(profile, ['Tides,10,none,', 'Fog,10,none,', 'Rain,10,none,rain']);
  await retry.click();
  await expect(main.getByText('3 succeeded')).toBeVisible({ timeout: 120_000 });
  await expect(retry).toHaveCount(0);
  expect(await call(page, 'jobs.list')).toHaveLength(3);
  const films = join(profile.videosFolder, 'Autumn tips');
  expect((await readdir(films)).filter((name) => name.endsWith('.mp4')).toSorted()).toEqual([
    'Fog.mp4',
    'Tides.mp4',
    'rain.mp4',
  ]);

  await answerSaveDialog(app, join(profile.root, 'report.csv'));
  await main.getByRole('button', { name: 'Save report' }).click();
  await page.getByRole('menuitem', { name: 'Table (.csv)' }).click();
  await expect(main.getByText(/Saved as/)).toBeVisible();
  expect(await readFile(join(profile.root, 'report.csv'), 'utf8')).toContain('2,Fog,Succeeded');
});

test('a thousand rows are smooth to walk through, and the page cannot name a path of its own', async ({ studio }) => {
  const { app, page, profile } = studio;
  const path = await writeTable(
    profile,
    Array.from({ length: 1000 }, (_, index) => `Film number ${index + 1},10,none,`),
  );
  await answerOpenDialog(app, path);
  await goToBatch(page);
  await page.getByRole('main').getByRole('button', { name: 'Choose a file' }).click();
  const list = page.getByRole('list', { name: 'Batch' });
  await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '1000');
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await list.getByRole('button', { name: 'Film number 1', exact: true }).focus();
  for (let presses = 0; presses < 30; presses++) await page.keyboard.press('PageDown');
  await expect(list.getByRole('button', { name: 'Film number 301', exact: true })).toBeFocused();

  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['topic\nStolen\n'], 'stolen.csv'));
    document.querySelector('main')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
  });
  await expect(call(page, 'batches.openDropped', undefined)).rejects.toThrow('InvalidInput:drop');
});
