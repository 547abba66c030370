import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { deskFor, quick, tides, until } from '../jobs/test-desk.test-support.ts';
import { createDiagnostics } from './create-diagnostics.ts';

afterEach(() => void vi.useRealTimers());

test('expired bundles are deleted at start and every hour, what is not ours stays', async () => {
  const opened = await deskFor(quick);
  const { desk, dataFolder } = opened;
  const { jobId } = await desk.create(tides);
  await desk.whenEnded(jobId);
  let now = Date.now();
  const parts = {
    ...opened,
    settings: () => Settings.parse({}),
    flushLog: async () => undefined,
    now: () => new Date(now),
  };
  const folder = join(dataFolder, 'bundles');
  await mkdir(folder);
  await writeFile(join(folder, 'notes.txt'), 'mine');

  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const first = createDiagnostics(parts);
  const { fileName } = await first.createBundle(jobId);
  now += 86_400_001;
  expect(await readdir(folder)).toContain(fileName);
  vi.advanceTimersByTime(3_600_000);
  await untilGone(folder, fileName);

  const later = await first.createBundle(jobId);
  first.close();
  now += 86_400_001;
  vi.advanceTimersByTime(7_200_000);
  expect(await readdir(folder)).toContain(later.fileName);
  createDiagnostics(parts).close();
  await untilGone(folder, later.fileName);
  expect(await readdir(folder)).toEqual(['notes.txt']);
});

async function untilGone(folder: string, fileName: string): Promise<void> {
  let names = await readdir(folder);
  const look = async () => (names = await readdir(folder));
  await until(() => (void look(), !names.includes(fileName)), `${fileName} is deleted`);
}
