import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { _electron, expect, test } from 'playwright/test';
import { expectNoFfmpeg, ffmpegsOf } from './launch.ts';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;

/** Where electron-builder lays an unpacked app, its program and its resources. */
const layout = {
  linux: { app: 'linux-unpacked', program: 'aura-video-studio', resources: 'resources', ending: '' },
  win32: { app: 'win-unpacked', program: 'Aura Video Studio.exe', resources: 'resources', ending: '.exe' },
  darwin: {
    app: `mac${process.arch === 'arm64' ? '-arm64' : ''}/Aura Video Studio.app`,
    program: 'Contents/MacOS/Aura Video Studio',
    resources: 'Contents/Resources',
    ending: '',
  },
}[process.platform as 'linux' | 'win32' | 'darwin'];

let work: string;
let app: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await run(process.execPath, [join(project, 'scripts', 'dist.mjs'), '--dir'], { cwd: project });
  work = await mkdtemp(join(tmpdir(), 'aura-packaged-'));
  app = join(work, 'Студия 映像 & “quotes”');
  await cp(join(project, 'release', layout.app), app, { recursive: true, verbatimSymlinks: true });
  await setWritable(app, false);
});

test.afterAll(async () => {
  await setWritable(app, true);
  await rm(work, { recursive: true, force: true });
});

test('FFmpeg lies outside of the archive and can be run', async () => {
  const ffmpeg = join(app, layout.resources, 'ffmpeg', `ffmpeg${layout.ending}`);
  const { stdout } = await run(ffmpeg, ['-hide_banner', '-filters']);
  for (const filter of ['ass', 'zoompan', 'ebur128', 'sidechaincompress']) expect(stdout).toContain(` ${filter} `);
  expect(process.platform === 'win32' || ((await stat(ffmpeg)).mode & 0o111) === 0o111).toBe(true);
});

test('the packaged app makes the sample from a read-only folder with a foreign name, and plays it', async () => {
  test.setTimeout(300_000);
  const before = await snapshot(app);
  const { AURA_FFMPEG_PATH: _, ...env } = process.env;
  const studio = await _electron.launch({
    executablePath: join(app, layout.program),
    args: isRoot ? ['--no-sandbox'] : [],
    env: { ...(env as Record<string, string>), AURA_DATA_DIR: join(work, 'data'), HOME: work, USERPROFILE: work },
  });
  try {
    const page = await studio.firstWindow();
    await page.getByRole('button', { name: 'Create sample video' }).click();
    const status = page.getByRole('complementary', { name: 'Render status' });
    await expect(status).toBeVisible();
    await status.getByRole('button', { name: 'Play' }).click({ timeout: 240_000 });
    const position = () => page.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime);
    await expect.poll(position).toBeGreaterThan(1);
  } finally {
    await studio.close();
  }
  // Root may write everywhere, so that the folder stayed as it was has to be seen.
  expect(await snapshot(app)).toEqual(before);
});

test('killed in mid-film, the packaged app leaves no FFmpeg behind, also where the kernel does not see to it', async () => {
  test.skip(process.platform !== 'linux' || !isRoot, 'Only root on Linux may hide setpriv.');
  test.setTimeout(120_000);
  const profile = {
    root: work,
    dataFolder: join(work, 'killed'),
    videosFolder: work,
    temporaryFolder: join(work, 'tmp'),
  };
  await mkdir(profile.temporaryFolder);
  // As on a Mac, where nothing ends a child with its parent: the app starts itself once more, to see to it.
  const starter = join(work, 'start-without-setpriv');
  const hidden = 'mount --bind /dev/null "$(readlink -f /usr/bin/setpriv)"';
  await writeFile(
    starter,
    `#!/bin/sh\nexec unshare --mount sh -c '${hidden} && exec "$@"' sh '${join(app, layout.program)}' "$@"\n`,
    { mode: 0o755 },
  );
  const studio = await _electron.launch({
    executablePath: starter,
    args: ['--no-sandbox'],
    env: {
      ...(process.env as Record<string, string>),
      ...{ AURA_DATA_DIR: profile.dataFolder, HOME: work, TMPDIR: profile.temporaryFolder },
    },
  });
  const ended = new Promise((done) => studio.process().once('exit', done));
  const supervisors = async () => (await commandLines()).filter((line) => line.includes('--end-orphans='));
  try {
    const page = await studio.firstWindow();
    await page.getByRole('button', { name: 'Create sample video' }).click();
    await expect.poll(() => ffmpegsOf(profile, /^ffmpeg/), { timeout: 60_000, intervals: [20] }).not.toEqual([]);
    await expect.poll(supervisors).toHaveLength(1);
  } finally {
    studio.process().kill('SIGKILL');
    await ended;
  }
  await expectNoFfmpeg(profile);
  await expect.poll(supervisors, { timeout: 10_000 }).toEqual([]);
});

/** Of all that runs here. */
async function commandLines(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(work));
}

async function snapshot(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = files.map(async (file) => {
    const { size, mtimeMs } = await stat(file);
    return `${relative(folder, file)} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).sort();
}

async function setWritable(folder: string, isWritable: boolean): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of [folder, ...folders]) await chmod(path, isWritable ? 0o755 : 0o555);
}
