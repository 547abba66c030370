import { mkdir, readdir, writeFile } from 'node:fs/promises';
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
