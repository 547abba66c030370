import { execFile } from 'node:child_process';
import { mkdir, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isTerminal, type Job } from '../src-shared/job.ts';
import { askAura, startAura, type AuraRun } from './aura-process.ts';
import { filesBelow, roundsOf, shortText } from './campaign.ts';
import { expect, expectNoFfmpeg, test, type Profile } from './launch.ts';

const run = promisify(execFile);
test.setTimeout(600_000);

// AURA_FULL_DISKS=12 tries all sizes and places.
const places = ['data', 'output', 'temporary'] as const;
const cases = [64, 32, 16, 8].flatMap((mebibytes) => places.map((place) => ({ mebibytes, place })));

for (const { mebibytes, place } of cases.slice(0, roundsOf('AURA_FULL_DISKS', 2))) {
  test(`a disk of ${mebibytes} MiB that fills up under the ${place} folder is named, and the video goes on after it`, async ({
    profile,
  }) => {
    test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'Only root on Linux may mount a disk.');
    const disk = join(profile.root, 'disk');
    await mkdir(disk);
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', disk]);
    try {
      const small = withDisk(profile, place, disk);
      await mkdir(small.videosFolder, { recursive: true });
      const text = join(profile.root, 'kept.md');
      await writeFile(text, shortText);
      const out = join(small.videosFolder, 'film.mp4');
      const render = startAura(small, ['--json', 'render', text, '--quality', 'fast', '--aspect', '1:1', '--out', out]);
      await Promise.race([untilSaid(render, 'script: Succeeded'), render.ended]);
      await fill(disk);
      const { exitCode, answer } = await render.ended;
      await expectNoFfmpeg(small);
      // Where nothing more had to be written there, it does not matter that there is no room.
      if (exitCode !== 0) expect(JSON.parse(answer)).toMatchObject({ error: { code: 'OutOfDiskSpace' } });
      test
        .info()
        .annotations.push({ type: 'ended', description: exitCode === 0 ? 'made all the same' : 'OutOfDiskSpace' });
      // Full as it is, the studio opens and answers.
      await askAura(small, ['jobs', 'list']);

      await run('mount', ['-o', `remount,size=${mebibytes + 500}m`, disk]);
      await rm(join(disk, 'filling'), { force: true });
      const { jobs } = await askAura<{ jobs: Job[] }>(small, ['jobs', 'list']);
      const [job] = jobs;
      if (exitCode !== 0 && job && !isTerminal(job.status)) await askAura(small, ['jobs', 'resume', job.jobId]);
      else if (exitCode !== 0 && job) await askAura(small, ['jobs', 'retry', job.jobId, '--step', stepOf(job)]);
      else if (exitCode !== 0) await render.ended;
      expect(await filesBelow(small.videosFolder)).toContainEqual(expect.stringMatching(/film\.mp4$/));
      const left = [...(await filesBelow(small.videosFolder)), ...(await filesBelow(small.dataFolder))];
      expect(left.filter((file) => file.endsWith('.tmp'))).toEqual([]);
    } finally {
      await run('umount', ['-l', disk]);
    }
  });
}

const withDisk = (profile: Profile, place: (typeof places)[number], disk: string): Profile => ({
  ...profile,
  ...(place === 'data' && { dataFolder: join(disk, 'data') }),
  ...(place === 'output' && { videosFolder: join(disk, 'videos') }),
  ...(place === 'temporary' && { temporaryFolder: disk }),
});

const stepOf = (job: Job): string => job.steps.find(({ status }) => status === 'Failed')?.name ?? 'preflight';

async function untilSaid(render: AuraRun, words: string): Promise<void> {
  while (!render.said().includes(words)) await sleep(20);
}

/** Writes until there is no more room. */
async function fill(folder: string): Promise<void> {
  const file = await open(join(folder, 'filling'), 'w');
  try {
    for (const size of [1_000_000, 4096]) while (await hasRoomFor(file, size)) continue;
  } finally {
    await file.close();
  }
}

const hasRoomFor = (file: FileHandle, size: number): Promise<boolean> =>
  file.write(Buffer.alloc(size, 1)).then(
    ({ bytesWritten }) => bytesWritten === size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOSPC') return false;
      throw error;
    },
  );
