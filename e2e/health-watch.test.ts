import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseFfmpeg } from './failed-job-page.ts';
import { expect, test } from './launch.ts';
import { call } from './studio-calls.ts';

test('the watch sees an FFmpeg go within its interval, and a button mends it', async ({ studio }) => {
  const { page, profile } = studio;
  const own = join(profile.root, 'ffmpeg of my own');
  const { checks } = await call(page, 'system.check');
  const real = checks.find(({ name }) => name === 'FFmpeg')?.data?.['path'] as string;
  await symlink(real, own);
  await chooseFfmpeg(studio, own);
  await call(page, 'system.check');
  await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
  const row = page.getByRole('list', { name: 'System Check' }).getByRole('listitem', { name: 'FFmpeg' });
  await expect(row).toContainText('Healthy');
  await call(page, 'settings.set', { path: 'healthChecks.interval', value: 1000 });
  await rm(own);
  await expect(row).toContainText('Unhealthy', { timeout: 5000 });
  await row.getByRole('button', { name: 'Use the one that comes with the studio' }).click();
  await expect(row).toContainText('Healthy');
  await expect(row).not.toContainText('Unhealthy');
});
