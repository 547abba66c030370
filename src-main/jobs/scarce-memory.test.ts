import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renderingDesk, tinyFilm } from './rendering-desk.test-support.ts';

const memoryGroups = '/sys/fs/cgroup/memory';
const canLimit = process.platform === 'linux' && process.getuid?.() === 0 && existsSync(memoryGroups);

/** Processes that may use so much together; the kernel kills who wants more. */
async function memoryGroup(mebibytes: number): Promise<string> {
  const group = `${memoryGroups}/aura-test-${process.pid}-${mebibytes}`;
  await mkdir(group);
  onTestFinished(() => rmdir(group));
  await writeFile(`${group}/memory.limit_in_bytes`, String(mebibytes * 1024 * 1024));
  return group;
}

const quality = {
  levels: { High: { resolution: '320x180' }, Medium: { resolution: '214x120' }, Low: { resolution: '142x80' } },
};

describe.runIf(canLimit)('an encoder that the kernel kills for want of memory', () => {
  test('is named so, and the film is made one level smaller, once, with a receipt', async () => {
    const group = await memoryGroup(10);
    const ffmpegCases = `*rawvideo*320x180*pipe:0*) echo $$ > ${group}/cgroup.procs;;`;
    const { desk } = await renderingDesk({ ffmpegCases, settings: { quality } });
    const job = await desk.whenEnded((await desk.create(tinyFilm)).jobId);
    expect(job).toMatchObject({ status: 'Succeeded', output: { width: 214, height: 120, level: 'Medium' } });
    expect(job.degradations).toMatchObject([
      { replaced: 'A film of 320 × 180', replacement: '214 × 120, level Medium', redoStep: 'mux' },
    ]);
    expect(job.degradations[0]?.reason).toContain('signal 9');
  });

  test('at every level fails the job by name, after each level once', async () => {
    const group = await memoryGroup(8);
    const ffmpegCases = `*rawvideo*pipe:0*) echo $$ > ${group}/cgroup.procs;;`;
    const { desk } = await renderingDesk({ ffmpegCases, settings: { quality } });
    const job = await desk.whenEnded((await desk.create(tinyFilm)).jobId);
    expect(job.errors).toMatchObject([{ code: 'OutOfMemory', message: expect.stringContaining('signal 9') as string }]);
    expect(job.degradations.map(({ replacement }) => replacement)).toEqual([
      '214 × 120, level Medium',
      '142 × 80, level Low',
    ]);
  });
});

test.runIf(process.platform === 'linux')('an encoder that is refused memory steps down too', async () => {
  // Of address space: not enough for its own libraries.
  const ffmpegCases = '*rawvideo*320x180*pipe:0*) ulimit -v 160000;;';
  const { desk } = await renderingDesk({ ffmpegCases, settings: { quality } });
  const job = await desk.whenEnded((await desk.create(tinyFilm)).jobId);
  expect(job).toMatchObject({ status: 'Succeeded', output: { level: 'Medium' } });
});
