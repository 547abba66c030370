import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './launch.ts';

test('a damaged database and wrong settings are kept aside, told once, and the studio works on', async ({
  launch,
  profile,
}) => {
  await mkdir(profile.dataFolder, { recursive: true });
  await writeFile(join(profile.dataFolder, 'studio.db'), 'this was a database once, '.repeat(500));
  await writeFile(join(profile.dataFolder, 'settings.json'), '{ "rendering": { "frameRate": "fast" } }');

  const { page } = await launch();
  const bar = page.getByRole('status').filter({ hasText: 'settings.json' });
  await expect(bar).toContainText('rendering.frameRate');
  await expect(bar).toContainText('The list of jobs was damaged.');
  await expect(page.getByRole('button', { name: 'Create sample video' })).toBeEnabled();
  expect((await readdir(profile.dataFolder)).some((name) => name.startsWith('studio.db.corrupt-'))).toBe(true);

  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await expect(bar).toBeHidden();
});

test('a data folder that cannot be written is named in the window', async ({ launch, profile }) => {
  await rmdir(profile.dataFolder);
  await writeFile(profile.dataFolder, 'mine');
  const { page } = await launch();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The studio cannot keep its data in');
  await expect(alert).toContainText('choose another data folder');
  await alert.getByRole('button', { name: 'Technical details' }).click();
  await expect(alert.getByRole('button', { name: 'Copy' })).toBeVisible();
  await page.screenshot({ path: join(test.info().outputDir, '..', 'pages', 'no-data-folder.png') });
  expect(await readFile(profile.dataFolder, 'utf8')).toBe('mine');
});
