import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { deskFor, quick, tides } from './test-desk.test-support.ts';

describe('a request that cannot be', () => {
  const tooLong = 'x'.repeat(1_000_000);
  test.for<[string, unknown, string]>([
    ['an unknown preset', { preset: 'nope' }, 'InvalidInput:preset'],
    ['no frames', { ...tides, render: { frameRate: 0 } }, 'InvalidInput:frameRate'],
    ['negative frames', { ...tides, render: { frameRate: -1 } }, 'InvalidInput:frameRate'],
    ['frames in words', { ...tides, render: { frameRate: 'abc' } }, 'InvalidInput:frameRate'],
    ['no pixels', { ...tides, render: { resolution: { width: 0, height: 0 } } }, 'InvalidInput:width'],
    ['odd pixels', { ...tides, render: { resolution: { width: 641, height: 480 } } }, 'InvalidInput:resolution'],
    ['nine hours', { brief: { topic: 'Tides', durationSeconds: 32_400 } }, 'InvalidInput:durationSeconds'],
    ['an empty brief', { brief: {} }, 'InvalidInput:topic'],
    ['nothing at all', {}, 'InvalidInput:brief'],
    ['a topic of 1 MB', { brief: { topic: tooLong } }, 'InvalidInput:topic'],
    ['a key that no brief has', { brief: { topic: 'Tides', colour: 'red' } }, 'InvalidInput:colour'],
    [
      'a picture that is not there',
      { ownText: { markdown: '# A\n\n![x](no.png)\n\nHi.', folder: '/tmp' } },
      'InputFileMissing',
    ],
    ['a place without a folder', { ...tides, outputPath: 'film.mp4' }, 'InvalidInput:outputPath'],
    ['a film that is a text', { ...tides, outputPath: '/tmp/film.txt' }, 'InvalidInput:outputPath'],
    ['a missing drive', { ...tides, outputPath: '/no/such/drive/film.mp4' }, 'OutputDirectoryNotWritable'],
  ])('%s is refused by name and leaves nothing', async ([, request, code]) => {
    const { desk, dataFolder } = await deskFor(quick);
    const refusal = desk.create(request as JobRequestInput);
    await expect(refusal).rejects.toMatchObject({ code: expect.stringMatching(new RegExp(`^${code}`)) as string });
    expect(desk.list()).toEqual([]);
    expect(existsSync(join(dataFolder, 'jobs'))).toBe(false);
  });

  test('says in words what would be right', async () => {
    const { desk } = await deskFor(quick);
    await expect(desk.create({ brief: { topic: 'Tides', durationSeconds: 32_400 } })).rejects.toMatchObject({
      message: '“durationSeconds” must be at most 1,800.',
    });
  });

  test('a file where the folder should be is refused before any step runs', async () => {
    const { desk, dataFolder } = await deskFor(quick);
    await writeFile(join(dataFolder, 'file'), '');
    const request = { ...tides, outputPath: join(dataFolder, 'file', 'film.mp4') };
    await expect(desk.create(request)).rejects.toMatchObject({ code: 'OutputDirectoryNotWritable' });
  });

  test.skipIf(process.getuid?.() === 0)('a read-only folder is refused before any step runs', async () => {
    const { desk, dataFolder } = await deskFor(quick);
    const folder = join(dataFolder, 'locked');
    await mkdir(folder);
    await chmod(folder, 0o555);
    const request = { ...tides, outputPath: join(folder, 'film.mp4') };
    await expect(desk.create(request)).rejects.toMatchObject({ code: 'OutputDirectoryNotWritable' });
  });
});

test('two fast clicks make one job, also after a restart', async () => {
  const { desk, dataFolder, close } = await deskFor(quick);
  const request = { ...tides, idempotencyKey: 'click-1' };
  const [one, other] = await Promise.all([desk.create(request), desk.create(request)]);
  expect(other.jobId).toBe(one.jobId);
  await close();
  const later = await deskFor(quick, { dataFolder });
  expect((await later.desk.create(request)).jobId).toBe(one.jobId);
  expect(later.desk.list()).toHaveLength(1);
});
