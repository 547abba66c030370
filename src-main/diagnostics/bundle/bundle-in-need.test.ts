import { randomUUID } from 'node:crypto';
import { appendFile, chmod, mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quick } from '../../jobs/test-desk.test-support.ts';
import { logLine } from '../../logging/log.ts';
import { canMount, mountDisk } from '../../storage/mount.test-support.ts';
import { bundlesOf, failing, filesIn, manifestOf } from './bundles.test-support.ts';
import { verifyBundle } from './verify-bundle.ts';

/** A job that failed, and a log of its day to be filled. */
async function withLog(extra: Parameters<typeof bundlesOf>[1] = {}) {
  const opened = await bundlesOf(failing, extra);
  const job = await opened.desk.whenEnded(opened.jobId);
  const logFolder = join(opened.dataFolder, 'logs');
  await mkdir(logFolder, { recursive: true });
  const day = (job.endedUtc ?? '').slice(0, 10);
  const lineOf = (message: string): string =>
    logLine({ timestamp: job.endedUtc, level: 'info', message, jobId: job.jobId });
  return { ...opened, logFolder, path: join(logFolder, `aura-${day}.log`), lineOf, day };
}

describe.runIf(canMount)('a disk that is really small', () => {
  test('is refused with its own figures before anything is written', async () => {
    const { desk, bundles, jobId, folder } = await bundlesOf(quick);
    await desk.whenEnded(jobId);
    mountDisk(folder, 'size=3m');
    await expect(bundles.create(jobId)).rejects.toMatchObject({
      code: 'OutOfDiskSpace',
      message: expect.stringMatching(/100 MB are needed, 3 MB are free/) as string,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('that fills while the ZIP is written leaves no half of it', async () => {
    // Whoever was asked saw room, and another program took it.
    const { bundles, jobId, folder, path, lineOf } = await withLog({ freeBytes: async () => 1e9 });
    await writeFile(path, Array.from({ length: 2_000 }, () => lineOf(`checked ${randomUUID()}`)).join(''));
    mountDisk(folder, 'size=16k');
    await expect(bundles.create(jobId)).rejects.toMatchObject({
      code: 'OutOfDiskSpace',
      details: { path: expect.stringMatching(/\.zip$/) as string },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('that fills while a copy is saved leaves the bundle, and no half of the copy', async () => {
    const { desk, bundles, jobId, folder, dataFolder } = await bundlesOf(failing);
    await desk.whenEnded(jobId);
    const { bundleId, fileName } = await bundles.create(jobId);
    const stick = join(dataFolder, 'stick');
    mountDisk(stick, 'size=4k');
    await expect(bundles.save(bundleId, join(stick, 'mine.zip'))).rejects.toMatchObject({ code: 'OutOfDiskSpace' });
    expect(await readdir(stick)).toEqual([]);
    expect(await verifyBundle(join(folder, fileName))).toMatchObject({ isValid: true });
  });
});

describe('a log', () => {
  test('of 2 GB costs neither memory nor the bundle, and what was not read is told', async () => {
    const { bundles, jobId, path, lineOf } = await withLog();
    const lines = Array.from({ length: 25_000 }, (_, number) => lineOf(`line ${number} ${'x'.repeat(200)}`)).join('');
    await writeFile(path, '');
    // A hole: on the disk it takes no room.
    await truncate(path, 2_000_000_000);
    await appendFile(path, `\n${lines}`);
    const before = process.memoryUsage().rss;
    const { files } = await bundles.preview(jobId);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    const logs = files.find(({ fileName }) => fileName === 'logs-redacted.txt');
    expect(logs?.sizeBytes).toBeLessThan(4_500_000);
    expect(logs?.text).toContain('Older lines were left out');
    expect(logs?.text).toContain('only its last 64 of 20');
  });

  test('of which a part cannot be opened comes along without it, with a note in the ZIP and in its manifest', async () => {
    const { bundles, jobId, folder, logFolder, path, lineOf, day } = await withLog();
    await writeFile(path, lineOf('what can be read'));
    // As a file that another program holds locked: it is listed, and every reading of it fails.
    await mkdir(join(logFolder, `aura-${day}.1.log`));
    await chmod(join(logFolder, `aura-${day}.1.log`), 0);
    const zip = join(folder, (await bundles.create(jobId)).fileName);
    const files = await filesIn(zip);
    expect(files['logs-redacted.txt']).toContain('what can be read');
    expect(files['logs-redacted.txt']).toMatch(/# aura-.*\.1\.log: it could not be read to its end/);
    expect(JSON.stringify(manifestOf(files)['logWindow'])).toContain('could not be read to its end');
    expect(await verifyBundle(zip)).toMatchObject({ isValid: true, problems: [] });
  });
});
