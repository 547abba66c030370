import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright/test';
import { isTerminal, type Job } from '../src-shared/job.ts';
import {
  callInWindow,
  killApp,
  killEncoder,
  killThread,
  killWindow,
  untilWindowIsBack,
  waitForEndInWindow,
  watchThreads,
} from './app-kills.ts';
import { askAura, killAura, startAura } from './aura-process.ts';
import { filesBelow, randomFrom, roundsOf, shortText } from './campaign.ts';
import { expect, expectNoFfmpeg, test, type Profile } from './launch.ts';
import { decodedFrames } from './media-facts.ts';

// AURA_KILL_ROUNDS=60 is the whole campaign; AURA_KILL_SEED repeats one.
const rounds = roundsOf('AURA_KILL_ROUNDS', 2);
const seed = Number(process.env['AURA_KILL_SEED'] ?? Date.now() % 1_000_000);
test.setTimeout(120_000 + rounds * 90_000);

/** Every third round of a long campaign is fought under Electron, where the job goes on by itself. */
const electronRounds = Math.floor(rounds / 3);

test(`${rounds - electronRounds} kills of the command line at random moments lose nothing`, async ({ profile }) => {
  const random = randomFrom(seed);
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const text = join(profile.root, 'kept.md');
  await writeFile(text, shortText);
  const render = (name: string) =>
    startAura(profile, ['--json', 'render', text, '--quality', 'fast', '--aspect', '1:1', '--out', filmPath(name)]);
  const filmPath = (name: string) => join(profile.videosFolder, `${name}.mp4`);

  const startMs = performance.now();
  expect((await render('undisturbed').ended).exitCode).toBe(0);
  const wholeMs = performance.now() - startMs;
  const undisturbed = await decodedFrames(filmPath('undisturbed'));
  const known = new Set((await jobsOf(profile)).map(({ jobId }) => jobId));

  for (let round = 0; round < rounds - electronRounds; round++) {
    const what = round % 2 === 0 ? 'main' : 'group';
    await test.step(`round ${round + 1}: ${what}`, async () => {
      const run = render(`film ${round}`);
      await sleep(wholeMs * (0.1 + 0.9 * random()));
      await killAura(run, what, profile);
      await expectNoFfmpeg(profile);
      const job = (await jobsOf(profile)).find(({ jobId }) => !known.has(jobId));
      // Killed before the job was there: nothing was promised yet, so it is simply asked for anew.
      if (!job) expect((await render(`film ${round}`).ended).exitCode).toBe(0);
      else if (!isTerminal(job.status))
        await resume(profile, job.jobId, random() < 0.3 ? wholeMs * random() : undefined);
      for (const { jobId } of await jobsOf(profile)) known.add(jobId);
      expect(await decodedFrames(filmPath(`film ${round}`))).toBe(undisturbed);
    });
  }

  const jobs = await jobsOf(profile);
  expect(jobs.filter(({ status }) => status !== 'Succeeded')).toEqual([]);
  expect(jobs).toHaveLength(rounds - electronRounds + 1);
  await expectNothingLeft(profile);
});

/** All that can die. After the first two the app is started again; the others it gets over by itself. */
const victims = ['group', 'thread', 'main', 'encoder', 'window'] as const;

test.describe(() => {
  test.skip(electronRounds === 0, 'A long campaign only: killed.test.ts has one round of each.');
  test(`${electronRounds} kills of the app and its parts at random moments lose nothing`, async ({
    launch,
    profile,
  }) => {
    const random = randomFrom(seed + 1);
    test.info().annotations.push({ type: 'seed', description: String(seed) });
    const request = {
      ownText: { markdown: shortText },
      render: { resolution: { width: 640, height: 360 }, quality: 'fast' as const },
    };
    let { app } = await launch();
    await watchThreads(app);
    const startMs = performance.now();
    const first = await callInWindow(app, 'jobs.create', request);
    const undisturbedJob = await waitForEndInWindow(app, first.jobId);
    const wholeMs = performance.now() - startMs;
    const undisturbed = await decodedFrames(undisturbedJob.output?.videoPath ?? '');

    for (let round = 0; round < electronRounds; round++) {
      const victim = victims[(seed + round) % victims.length] ?? 'main';
      await test.step(`round ${round + 1}: ${victim}`, async () => {
        const { jobId } = await callInWindow(app, 'jobs.create', request);
        await sleep(wholeMs * random());
        if (victim === 'main' || victim === 'group') {
          await killApp(app, victim, profile);
          ({ app } = await launch());
          await watchThreads(app);
        } else {
          await killPart(victim, app, profile, jobId);
        }
        const job = await waitForEndInWindow(app, jobId);
        expect(job.errors).toEqual([]);
        expect(job.degradations).toEqual([]);
        expect(job.status).toBe('Succeeded');
        expect(await decodedFrames(job.output?.videoPath ?? '')).toBe(undisturbed);
      });
    }
    const jobs = await callInWindow(app, 'jobs.list');
    expect(jobs.map(({ status }) => status)).toEqual(Array.from({ length: electronRounds + 1 }, () => 'Succeeded'));
    await expectNothingLeft(profile);
  });
});

/** As soon as there is one to kill; a job that has ended meanwhile needs none. */
async function killPart(
  victim: 'thread' | 'encoder' | 'window',
  app: ElectronApplication,
  profile: Profile,
  jobId: string,
): Promise<void> {
  if (victim === 'window') {
    await killWindow(app);
    await untilWindowIsBack(app, 10_000);
    return;
  }
  const kill = () => (victim === 'thread' ? killThread(app) : killEncoder(profile));
  const hasEnded = async () => isTerminal((await callInWindow(app, 'jobs.get', { jobId })).status);
  while (!(await kill()) && !(await hasEnded())) await sleep(20);
}

const jobsOf = async (profile: Profile): Promise<Job[]> =>
  (await askAura<{ jobs: Job[] }>(profile, ['jobs', 'list'])).jobs;

/** Goes on with it; first with one more kill, where a moment for that is given. */
async function resume(profile: Profile, jobId: string, killAfterMs: number | undefined): Promise<void> {
  if (killAfterMs !== undefined) {
    const run = startAura(profile, ['jobs', 'resume', jobId]);
    await Promise.race([sleep(killAfterMs), run.ended]);
    await killAura(run, 'main', profile);
    await expectNoFfmpeg(profile);
    const { status } = await askAura<Job>(profile, ['jobs', 'show', jobId]);
    if (isTerminal(status)) return;
  }
  await askAura(profile, ['jobs', 'resume', jobId]);
}

async function expectNothingLeft(profile: Profile): Promise<void> {
  const files = [...(await filesBelow(profile.videosFolder)), ...(await filesBelow(profile.dataFolder))];
  expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  // A numbered copy would be a film that was published twice.
  expect(files.map((file) => basename(file)).filter((name) => /^film \d+ \(\d+\)/.test(name))).toEqual([]);
  expect(await filesBelow(profile.temporaryFolder)).toEqual([]);
}
