import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderingDesk, tinyFilm } from './rendering-desk.test-support.ts';

/** What a program may leave behind that says all went well. */
const lies: [string, string][] = [
  ['no file', 'true'],
  ['an empty file', ': > "$last"'],
  ['noise', 'head -c 3000 /dev/urandom > "$last"'],
  ['a cut file', '$real "$@" && truncate -s 3000 "$last"'],
  ['another film', '$real -v error -y -f lavfi -i testsrc2=s=320x180:r=30:d=1 -pix_fmt yuv420p -f mp4 "$last"'],
];

describe.each([
  ['the joining of the film', '*ffconcat*', lies],
  ['a segment', '*rawvideo*pipe:0*', lies.filter(([left]) => left === 'no file' || left === 'another film')],
] as const)('an FFmpeg that ends %s with exit code 0', (_what, call, told) => {
  test.each(told)('and leaves %s fails the job by name, and nothing under the film’s name', async (_left, instead) => {
    const { desk, dataFolder } = await renderingDesk({ ffmpegCases: `${call}) ${instead}; exit 0;;` });
    const { jobId } = await desk.create(tinyFilm);
    const job = await desk.whenEnded(jobId);
    expect(job).toMatchObject({ status: 'Failed', errors: [{ code: 'OutputInvalid' }] });
    expect(job.output).toBeUndefined();
    expect(job.errors[0]?.message).toMatch(/not what was planned/);
    expect(await readdir(join(dataFolder, 'videos'))).toEqual([]);
  });

  test('and lies only once costs nothing but time', async () => {
    const once = `${call}) if mkdir "$0.lied" 2>/dev/null; then : > "$last"; exit 0; fi;;`;
    const { desk } = await renderingDesk({ ffmpegCases: once });
    const { jobId } = await desk.create(tinyFilm);
    expect(await desk.whenEnded(jobId)).toMatchObject({ status: 'Succeeded', errors: [], degradations: [] });
  });
});
