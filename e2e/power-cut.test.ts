import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isTerminal, type Job, type StepName } from '../src-shared/job.ts';
import { askAura, signal, startAura, type AuraRun } from './aura-process.ts';
import { filesBelow, randomFrom, roundsOf, shortText } from './campaign.ts';
import { expect, test, type Profile } from './launch.ts';
import { decodedFrames } from './media-facts.ts';

const run = promisify(execFile);

// AURA_POWER_CUTS=40 is the whole campaign; AURA_POWER_SEED repeats one.
const rounds = roundsOf('AURA_POWER_CUTS', 1);
const seed = Number(process.env['AURA_POWER_SEED'] ?? Date.now() % 1_000_000);
test.setTimeout(120_000 + rounds * 60_000);

test(`${rounds} power cuts leave what was acknowledged, and nothing half written`, async ({ profile }) => {
  test.skip(!(await canMountDisks(profile)), 'Only root on Linux may mount a disk.');
  const random = randomFrom(seed);
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const text = join(profile.root, 'kept.md');
  await writeFile(text, shortText);
  const render = (onDisk: Profile) =>
    startAura(onDisk, ['--json', 'render', text, '--quality', 'fast', '--aspect', '1:1', '--out', filmOf(onDisk)]);

  const startMs = performance.now();
  expect((await render(profile).ended).exitCode).toBe(0);
  const wholeMs = performance.now() - startMs;
  const undisturbed = await decodedFrames(filmOf(profile));

  for (let round = 0; round < rounds; round++) {
    await test.step(`round ${round + 1}`, async () => {
      const disk = await newDisk(join(profile.root, `round ${round}`));
      try {
        const before = onDisk(profile, disk.folder);
        const running = render(before);
        // A little past the end too: then the film itself was acknowledged.
        await Promise.race([sleep(wholeMs * (0.1 + random())), running.ended]);
        const acknowledged = await cutPower(disk, running);
        const after = onDisk(profile, disk.folder);
        await expectWhole(after, acknowledged);
        // What was begun can be brought to its end, and is the same film.
        const frames = round % 4 === 0 ? await finishedFrames(after) : undefined;
        expect([undisturbed, undefined]).toContain(frames);
      } finally {
        await disk.remove();
      }
    });
  }
});

interface Acknowledged {
  /** Steps that were said to have succeeded. */
  steps: StepName[];
  /** What the command answered, if it had. */
  film: { videoPath: string; sizeBytes: number } | undefined;
}

/** What the disk holds in this moment goes on; all that the system still had in its memory is lost. */
async function cutPower(disk: Disk, running: AuraRun): Promise<Acknowledged> {
  const { pid = 0, exitCode } = running.child;
  if (exitCode === null) signal(-pid, 'SIGSTOP');
  // What it says may still be on its way to us; it was said before the cut.
  await sleep(50);
  const steps = [...running.said().matchAll(/^(\w+): Succeeded/gm)].map((match) => match[1] as StepName);
  const film = exitCode === null ? undefined : filmIn((await running.ended).answer);
  await disk.copy();
  if (exitCode === null) signal(-pid, 'SIGKILL');
  await running.ended;
  await disk.replaceByCopy();
  return { steps, film };
}

const filmIn = (answer: string) => (JSON.parse(answer) as { output: { videoPath: string; sizeBytes: number } }).output;

async function expectWhole(profile: Profile, { steps, film }: Acknowledged): Promise<void> {
  const { jobs } = await askAura<{ jobs: Job[] }>(profile, ['jobs', 'list']);
  const names = await filesBelow(profile.dataFolder);
  expect(names.filter((name) => /corrupt|broken/.test(name))).toEqual([]);
  const succeeded = jobs[0]?.steps.filter(({ status }) => status === 'Succeeded').map(({ name }) => name) ?? [];
  expect(succeeded).toEqual(expect.arrayContaining(steps));
  if (film) {
    expect(jobs[0]).toMatchObject({ status: 'Succeeded', output: { sizeBytes: film.sizeBytes } });
    expect(await sha256(film.videoPath)).toBe(jobs[0]?.output?.sha256);
  }
  expect(await emptyFiles(profile)).toEqual([]);
}

/** Nothing when the power was cut before the job was there. */
async function finishedFrames(profile: Profile): Promise<string | undefined> {
  const { jobs } = await askAura<{ jobs: Job[] }>(profile, ['jobs', 'list']);
  const [job] = jobs;
  if (!job) return undefined;
  if (!isTerminal(job.status)) await askAura(profile, ['jobs', 'resume', job.jobId]);
  return decodedFrames(filmOf(profile));
}

/** Under their final names; SQLite’s own files are empty when there is nothing in them. */
async function emptyFiles(profile: Profile): Promise<string[]> {
  const files = [...(await filesBelow(profile.dataFolder)), ...(await filesBelow(profile.videosFolder))];
  const sizes = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })));
  return sizes
    .filter(({ file, size }) => size === 0 && !/-(wal|shm|journal)$|\.tmp$|[\\/](owners|tmp|logs)[\\/]/.test(file))
    .map(({ file }) => relative(profile.root, file));
}

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const filmOf = (profile: Profile): string => join(profile.videosFolder, 'film.mp4');

const onDisk = (profile: Profile, folder: string): Profile => ({
  ...profile,
  root: folder,
  dataFolder: join(folder, 'data'),
  videosFolder: join(folder, 'videos'),
});

interface Disk {
  folder: string;
  copy(): Promise<void>;
  /** Takes the disk away and puts the copy in its place, as a computer that starts again finds it. */
  replaceByCopy(): Promise<void>;
  remove(): Promise<void>;
}

const diskBytes = 160 * 1024 * 1024;

async function newDisk(place: string): Promise<Disk> {
  const [image, saved, folder] = [`${place}.ext4`, `${place} saved.ext4`, `${place} mounted`];
  await mkdir(folder);
  await writeFile(image, '');
  await run('truncate', ['-s', String(diskBytes), image]);
  await run('mkfs.ext4', ['-q', '-F', image]);
  await run('mount', ['-o', 'loop', image, folder]);
  await mkdir(join(folder, 'videos'));
  await mkdir(join(folder, 'data'));
  return {
    folder,
    async copy() {
      // Twice the same: nothing was written while it was copied.
      for (let former = ''; ;) {
        await copyFile(image, saved);
        const digest = await sha256(saved);
        if (digest === former) return;
        former = digest;
      }
    },
    async replaceByCopy() {
      await run('umount', ['-l', folder]);
      await run('mount', ['-o', 'loop', saved, folder]);
    },
    remove: async () => void (await run('umount', ['-l', folder])),
  };
}

async function canMountDisks(profile: Profile): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    await (await newDisk(join(profile.root, 'trial'))).remove();
    return true;
  } catch {
    return false;
  }
}
