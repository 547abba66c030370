import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, expect, test as base, type ElectronApplication, type Page } from 'playwright/test';

const project = resolve(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;

/** A user of the studio: folders that belong to one test alone. */
export interface Profile {
  root: string;
  dataFolder: string;
  videosFolder: string;
  /** Where the app and its children put what is temporary. */
  temporaryFolder: string;
}

export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  profile: Profile;
}

interface LaunchOptions {
  env?: Record<string, string>;
  /** Instead of Electron itself: a program that becomes it. */
  executablePath?: string;
}

interface Fixtures {
  profile: Profile;
  /** Starts the app on the test's profile; a second time after the first has ended. */
  launch: (args?: string[], options?: LaunchOptions) => Promise<RunningApp>;
  studio: RunningApp;
}

/** Every test starts from a fresh profile, and fails when its app leaves an FFmpeg behind or an error uncaught. */
export const test = base.extend<Fixtures>({
  profile: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), 'aura-e2e-'));
    const profile = {
      root,
      dataFolder: join(root, 'data'),
      videosFolder: join(root, 'Videos'),
      temporaryFolder: join(root, 'tmp'),
    };
    for (const folder of Object.values(profile)) await mkdir(folder, { recursive: true });
    await use(profile);
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  },

  launch: async ({ profile }, use, testInfo) => {
    const processes: ChildProcess[] = [];
    const said: string[] = [];
    await use(async (args = [], options = {}) => {
      const running = await launchApp(profile, said, args, options);
      processes.push(running.app.process());
      return running;
    });
    for (const started of processes) await end(started);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('main process', { body: said.join(''), contentType: 'text/plain' });
      await testInfo.attach('log', { body: await readLogs(profile), contentType: 'text/plain' });
    }
    expect(said.join('')).not.toMatch(/Uncaught exception|Unhandled rejection/);
    await expectNoFfmpeg(profile);
  },

  studio: async ({ launch }, use) => use(await launch()),
});

async function launchApp(
  profile: Profile,
  said: string[],
  args: string[],
  { env, executablePath }: LaunchOptions,
): Promise<RunningApp> {
  const app = await _electron.launch({
    ...(executablePath !== undefined && { executablePath }),
    cwd: project,
    args: [...(isRoot ? ['--no-sandbox'] : []), '.', `--user-data-dir=${join(profile.root, 'window')}`, ...args],
    env: {
      ...(process.env as Record<string, string>),
      AURA_DATA_DIR: profile.dataFolder,
      XDG_VIDEOS_DIR: profile.videosFolder,
      TMPDIR: profile.temporaryFolder,
      ...env,
    },
    // Playwright would have every page in light colours.
    colorScheme: null,
  });
  app.process().stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const page = await app.firstWindow();
  await expect(page.getByRole('navigation')).toBeVisible();
  return { app, page, profile };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const hasEnded = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const inTime = await Promise.race([hasEnded.then(() => true), sleep(10_000, false)]);
  if (!inTime) child.kill('SIGKILL');
  await hasEnded;
  expect(inTime, 'the app ends within 10 s of being asked to').toBe(true);
}

/** Ends with an error when an FFmpeg of this profile is alive after 5 s. */
export async function expectNoFfmpeg(profile: Profile): Promise<void> {
  await expect.poll(() => ffmpegsOf(profile), { timeout: 5000, message: 'FFmpegs that are still alive' }).toEqual([]);
}

/** Process numbers of this profile's FFmpegs: they are known by the folder for temporary files that they were given. */
export async function ffmpegsOf(profile: Profile, programs = /^(ffmpeg|ffprobe)/): Promise<number[]> {
  // Other systems have no such list; there the promise is left to the unit tests.
  const names = process.platform === 'linux' ? await readdir('/proc') : [];
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => ((await isFfmpegOf(pid, profile, programs)) ? [Number(pid)] : [])),
  );
  return found.flat();
}

/**
 * How many FFmpegs of this profile live at one moment. While one looks, one may end and another begin: where there seem
 * to be more than `most`, only those count that are there at a second look.
 */
export async function ffmpegsAtOnce(profile: Profile, most: number): Promise<number> {
  const found = await ffmpegsOf(profile, /^ffmpeg/);
  if (found.length <= most) return found.length;
  const still = new Set(await ffmpegsOf(profile, /^ffmpeg/));
  return found.filter((pid) => still.has(pid)).length;
}

async function isFfmpegOf(pid: string, profile: Profile, programs: RegExp): Promise<boolean> {
  try {
    if (!programs.test(await readFile(`/proc/${pid}/comm`, 'utf8'))) return false;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    const state = /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return environment.includes(`TMPDIR=${profile.temporaryFolder}`) && state !== 'Z';
  } catch {
    return false; // it ended while we looked
  }
}

export async function readLogs(profile: Profile): Promise<string> {
  const folder = join(profile.dataFolder, 'logs');
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

export { expect };
