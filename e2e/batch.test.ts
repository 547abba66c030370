import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { seenDesktop, watchDesktop } from './desktop.ts';
import { expect, expectNoFfmpeg, test, type Profile } from './launch.ts';
import { renderStatus } from './render-status.ts';
import { call } from './studio-calls.ts';
import { answerOpenDialog, answerSaveDialog } from './system-dialogs.ts';

test.setTimeout(300_000);

/** A table of texts with a few words each, that soon are films. */
async function writeTexts(profile: Profile, names: string[], themes: Record<string, string>): Promise<string> {
  const folder = join(profile.root, 'tables');
  await mkdir(folder, { recursive: true });
  for (const name of names) await writeFile(join(folder, `${name}.md`), `# ${name}\n\nThis is ${name}.\n`);
  const path = join(folder, 'autumn-tips.csv');
  await writeFile(
    path,
    `text,theme,music\n${names.map((name) => `${name}.md,${themes[name] ?? ''},none`).join('\n')}\n`,
  );
  return path;
}

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

test('a table is dropped, judged, made over a kill -9, and what failed is made alone once it is mended', async ({
  launch,
  profile,
}) => {
  const first = await launch();
  const path = await writeTexts(profile, ['Tides', 'Fog', 'Rain', 'Snow'], { Fog: 'pink' });
  await call(first.page, 'settings.set', { path: 'rendering.quality', value: 'fast' });
  await goToBatch(first.page);
  await expect(mainOf(first.page).getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await drop(first.page, path);
  await expectVerdicts(first.page);
  await reorderByKeys(first.page);
  expect(await call(first.page, 'jobs.list')).toEqual([]);

  await mainOf(first.page).getByRole('button', { name: 'Create 3 videos' }).click();
  await expect(mainOf(first.page).getByText('1 running')).toBeVisible();
  await rowsOf(first.page).nth(0).getByRole('button', { name: 'Tides', exact: true }).click();
  await expect(renderStatus(first.page)).toBeVisible();
  await expect(mainOf(first.page).getByText('1 succeeded')).toBeVisible({ timeout: 120_000 });
  await expect(mainOf(first.page).getByText('1 running')).toBeVisible();
  const child = first.app.process();
  const hasEnded = once(child, 'exit');
  child.kill('SIGKILL');
  await hasEnded;
  await expectNoFfmpeg(profile);

  const { app, page } = await launch();
  await watchDesktop(app);
  await goToBatch(page);
  await mainOf(page).getByRole('button', { name: 'one at a time, change how many' }).click();
  await page.getByRole('menuitemradio', { name: 'two at a time' }).click();
  await expect(mainOf(page).getByText('two at a time')).toBeVisible();
  await expect(mainOf(page).getByText('2 running')).toBeVisible();
  await expect(mainOf(page).getByText('3 succeeded')).toBeVisible({ timeout: 120_000 });
  await expect.poll(async () => (await seenDesktop(app)).notifications).toHaveLength(1);
  const { bars, notifications } = await seenDesktop(app);
  expect(notifications).toEqual(['autumn-tips.csv: 3 of 4 videos are ready. 1 failed.']);
  expect(bars.some((bar) => bar > 0 && bar <= 1)).toBe(true);
  await expect.poll(async () => (await seenDesktop(app)).bars.at(-1)).toBe(-1);

  await writeTexts(profile, ['Tides', 'Fog', 'Rain', 'Snow'], {});
  await mainOf(page).getByRole('button', { name: 'Retry failed (1)' }).click();
  await expect(mainOf(page).getByText('4 succeeded')).toBeVisible({ timeout: 120_000 });
  await expect(mainOf(page).getByRole('button', { name: /Retry failed/ })).toHaveCount(0);
  await expect.poll(async () => (await seenDesktop(app)).notifications.at(-1)).toContain('4 of 4 videos are ready.');
  expect(await call(page, 'jobs.list')).toHaveLength(4);
  const films = join(profile.videosFolder, 'Autumn tips');
  expect((await readdir(films)).filter((name) => name.endsWith('.mp4')).toSorted()).toEqual([
    'Fog.mp4',
    'Rain.mp4',
    'Snow.mp4',
    'Tides.mp4',
  ]);

  await answerSaveDialog(app, join(profile.root, 'report.csv'));
  await mainOf(page).getByRole('button', { name: 'Save report' }).click();
  await page.getByRole('menuitem', { name: 'Table (.csv)' }).click();
  await expect(mainOf(page).getByText(/Saved as/)).toBeVisible();
  expect(await readFile(join(profile.root, 'report.csv'), 'utf8')).toContain('2,Fog,Succeeded');
});

const mainOf = (page: Page) => page.getByRole('main');
const rowsOf = (page: Page) => mainOf(page).getByRole('list', { name: 'Batch' }).getByRole('listitem');

/** Before anything runs each row says whether a film can be made of it, the bad one where and why. */
async function expectVerdicts(page: Page): Promise<void> {
  const rows = rowsOf(page);
  await expect(mainOf(page).getByRole('heading', { name: 'autumn-tips.csv' })).toBeVisible();
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toHaveAttribute('aria-setsize', '4');
  await expect(rows.nth(1)).toContainText('Cannot be made');
  await expect(rows.nth(1)).toContainText('theme');
  await rows.nth(1).getByRole('button', { name: 'Why Fog cannot be made' }).click();
  await expect(page.getByText('Row 2, line 3: “theme” must be')).toBeVisible();
  await page.getByRole('button', { name: 'Read more' }).click();
  await expect(page.getByRole('complementary', { name: 'Help' })).toBeVisible();
  await page.keyboard.press('Escape');
  await mainOf(page).getByRole('button', { name: 'Look again' }).click();
  await expect(mainOf(page).getByText('1 cannot')).toBeVisible();
}

async function reorderByKeys(page: Page): Promise<void> {
  const snow = rowsOf(page).getByRole('button', { name: 'Snow', exact: true });
  await snow.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rowsOf(page).nth(2)).toContainText('Snow');
  await expect(snow).toBeFocused();
}

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
