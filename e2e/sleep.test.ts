import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Job } from '../src-shared/job.ts';
import { askAura, signal, startAura } from './aura-process.ts';
import { shortText } from './campaign.ts';
import { expect, ffmpegsOf, test } from './launch.ts';

const dayMs = 86_400_000;

/** Sets the clock on the wall back by two days in mid-work, then forward by four; the monotonic one goes on as ever. */
const jumpingClock = `
  const realNow = Date.now;
  const RealDate = Date;
  const startMs = realNow();
  const jumpMs = () => [0, ${-2 * dayMs}, ${2 * dayMs}][Math.min(2, Math.floor((realNow() - startMs) / 1500))];
  globalThis.Date = class extends RealDate {
    constructor(...values) {
      if (values.length === 0) super(realNow() + jumpMs());
      else super(...values);
    }
    static now() {
      return realNow() + jumpMs();
    }
  };`;

test('a computer that sleeps and a clock that jumps cost a video nothing but the time', async ({ profile }) => {
  test.skip(process.platform === 'win32', 'Nothing there stops a process and lets it go on.');
  await writeFile(
    join(profile.dataFolder, 'settings.json'),
    '{ "timeouts": { "stallWarning": 3000, "stall": 4000, "request": 4000, "operation": 5000, "job": 60000 } }',
  );
  const text = join(profile.root, 'kept.md');
  await writeFile(text, shortText);
  const clock = join(profile.root, 'clock.mjs');
  await writeFile(clock, jumpingClock);
  const args = ['--json', 'render', text, '--quality', 'fast', '--aspect', '1:1', '--out'];
  const render = startAura(profile, [...args, join(profile.videosFolder, 'film.mp4')], {
    NODE_OPTIONS: `--import=${pathToFileURL(clock).href}`,
  });
  while (!render.said().includes('subtitles: Succeeded')) await sleep(20);
  while ((await ffmpegsOf(profile, /^ffmpeg/)).length === 0) await sleep(20);

  const asleep = [-(render.child.pid ?? 0), ...(await ffmpegsOf(profile))];
  for (const pid of asleep) signal(pid, 'SIGSTOP');
  await sleep(6000);
  for (const pid of asleep) signal(pid, 'SIGCONT');

  const { exitCode, answer } = await render.ended;
  expect(exitCode, `${answer}${render.said()}`).toBe(0);
  const [job] = (await askAura<{ jobs: Job[] }>(profile, ['jobs', 'list'])).jobs;
  expect(job).toMatchObject({ status: 'Succeeded', warnings: [], degradations: [] });
  const times = [job?.createdUtc, job?.startedUtc, job?.endedUtc].map((time) => Date.parse(time ?? ''));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  // The clock did jump.
  expect(Math.abs((times[1] ?? 0) - Date.now()) + Math.abs((times[2] ?? 0) - Date.now())).toBeGreaterThan(dayMs);
});
