import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canMount, mountDisk, remountDisk, unmountDisk } from '../storage/mount.test-support.ts';
import { renderingDesk, tinyFilm } from './rendering-desk.test-support.ts';
import { newFolder, until } from './test-desk.test-support.ts';

/** A desk whose film goes to a disk of its own; something happens to that, once, just before the film is joined. */
async function deskWith(fault: (places: { disk: string; films: string; data: string }) => string) {
  const data = await newFolder();
  const disk = join(data, 'stick');
  const films = join(disk, 'films');
  mountDisk(disk);
  await mkdir(films);
  const happens = `*ffconcat*) if mkdir "$0.done" 2>/dev/null; then ${fault({ disk, films, data })}; fi;;`;
  const counts = '*rawvideo*pipe:0*) echo 1 >> "$0.rendered";;';
  const opened = await renderingDesk({ dataFolder: data, ffmpegCases: `${happens}\n${counts}` });
  const rendered = async () => (await readFile(join(data, 'fake-ffmpeg.rendered'), 'utf8')).length;
  return { ...opened, disk, films, rendered, request: { ...tinyFilm, outputPath: join(films, 'tides.mp4') } };
}
type Places = Awaited<ReturnType<typeof deskWith>>;

describe.runIf(canMount)('the folder for the film', () => {
  test('that is on a read-only disk, or is none, is refused before there is a job', async () => {
    const { desk, dataFolder, disk, request } = await deskWith(() => 'true');
    remountDisk(disk, 'ro');
    await expect(desk.create(request)).rejects.toMatchObject({ code: 'OutputDirectoryNotWritable' });
    const nowhere = { ...request, outputPath: join(disk, 'gone', 'tides.mp4') };
    await expect(desk.create(nowhere)).rejects.toMatchObject({ code: 'OutputDirectoryNotWritable' });
    expect(desk.list()).toEqual([]);
    expect(await readdir(dataFolder)).not.toContain('jobs');
  });

  test.each<[string, Parameters<typeof deskWith>[0], (places: Places) => Promise<unknown>]>([
    ['becomes read-only', ({ disk }) => `mount -o remount,ro ${disk}`, async ({ disk }) => remountDisk(disk, 'rw')],
    [
      'is unmounted',
      ({ disk }) => `umount -l ${disk}; rmdir ${disk}`,
      async ({ disk, films }) => {
        mountDisk(disk);
        await mkdir(films);
      },
    ],
    ['is deleted', ({ films }) => `rm -rf ${films}`, ({ films }) => mkdir(films)],
    [
      'is taken by a file',
      ({ films }) => `rm -rf ${films}; echo mine > ${films}`,
      async ({ films }) => {
        expect(await readFile(films, 'utf8')).toBe('mine\n');
        await rm(films);
        await mkdir(films);
      },
    ],
  ])('that %s while the film is made is named, and what is done is kept', async (_what, fault, mend) => {
    const places = await deskWith(fault);
    const { desk, films, rendered, request } = places;
    const { jobId } = await desk.create(request);
    const failed = await desk.whenEnded(jobId);
    expect(failed).toMatchObject({ status: 'Failed', errors: [{ code: 'OutputDirectoryNotWritable' }] });
    const before = await rendered();

    await mend(places);
    const again = await desk.retry(jobId, 'mux');
    expect(await desk.whenEnded(again.jobId)).toMatchObject({ status: 'Succeeded', errors: [] });
    expect((await readdir(films)).toSorted()).toEqual(['tides.mp4', 'tides.srt', 'tides.vtt']);
    expect(await rendered()).toBe(before);
  });

  test('may have the name taken meanwhile, by a file or a folder: the film gets a number', async () => {
    const taken = ({ films }: { films: string }) => `mkdir ${films}/tides.mp4; echo mine > '${films}/tides (2).mp4'`;
    const { desk, films, request } = await deskWith(taken);
    const job = await desk.whenEnded((await desk.create(request)).jobId);
    expect(job.output?.videoPath).toBe(join(films, 'tides (3).mp4'));
    expect(await readFile(join(films, 'tides (2).mp4'), 'utf8')).toBe('mine\n');
  });
});

describe.runIf(canMount)('the folder of the job’s own parts', () => {
  test.each<[string, Parameters<typeof deskWith>[0], (places: Places) => Promise<unknown>]>([
    ['is deleted', ({ data }) => `rm -rf ${data}/jobs`, async () => undefined],
    [
      'is covered by an empty read-only disk',
      ({ data }) => `mount -t tmpfs -o ro tmpfs ${data}/jobs`,
      async ({ dataFolder }) => unmountDisk(join(dataFolder, 'jobs')),
    ],
  ])('that %s fails the job by name, and the next one is made', async (_what, fault, mend) => {
    const places = await deskWith(fault);
    const { desk, queue, request } = places;
    const { jobId } = await desk.create(request);
    const failed = await desk.whenEnded(jobId);
    expect(failed.status).toBe('Failed');
    expect(failed.errors[0]?.code).toMatch(/^(OutputDirectoryNotWritable|InputFileMissing|OutputInvalid)/);
    await until(() => queue.runningCount() === 0, 'nothing is at work');

    await mend(places);
    const again = await desk.retry(jobId);
    expect(await desk.whenEnded(again.jobId)).toMatchObject({ status: 'Succeeded', errors: [] });
  });
});
