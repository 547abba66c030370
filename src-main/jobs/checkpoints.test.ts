import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { runPipeline } from '../pipeline/run-pipeline.ts';
import { createProviderHttp } from '../providers/http/provider-http.ts';
import { createProviders } from '../providers/provider-list.ts';
import { environmentKeys } from '../storage/keys.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { boundCheckpoints } from './bound-checkpoints.ts';
import { ffmpegThat, renderingDesk, tinyFilm } from './rendering-desk.test-support.ts';
import { deskFor, newFolder, until } from './test-desk.test-support.ts';

const segmentsOf = (dataFolder: string, jobId: string): string => jobWorkspace(dataFolder, jobId).segments;

/** Names and times of the segments that the journal has. */
async function doneSegments(folder: string): Promise<Map<string, number>> {
  const lines = (await readFile(join(folder, 'journal.jsonl'), 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const names = lines.map((line) => `${(JSON.parse(line) as { key: string }).key}.mp4`);
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs] as const)),
  );
}

/** Stopped as soon as some of it is rendered: the last scene holds until it is let go. */
async function stoppedInMidFilm(checkpoints: { enabled?: boolean; resumeFromCheckpoint?: boolean }) {
  const settings = { rendering: { checkpoints } };
  const seconds = [1.1, 1.1, 1.1, 1.1];
  const waits =
    '*rawvideo*pipe:0*) [ -e "$0.go" ] || { [ $(ls -d "$0".begun.* 2>/dev/null | wc -l) -ge 2 ] && sleep 600; : > "$0.begun.$$"; };;';
  const { desk, dataFolder, close } = await renderingDesk({ settings, seconds, ffmpegCases: waits });
  const { jobId } = await desk.create(tinyFilm);
  const folder = segmentsOf(dataFolder, jobId);
  let done = new Map<string, number>();
  for (; done.size < 2; await new Promise((resolve) => setTimeout(resolve, 20))) done = await doneSegments(folder);
  await close();
  await writeFile(join(dataFolder, 'fake-ffmpeg.go'), '');
  /** Goes on, and holds before the film is joined, so that what it is joined from can be looked at. */
  const goOn = async () => {
    const holds = '*ffconcat*) while [ ! -e "$0.join" ]; do sleep 0.05; done;;';
    const later = await renderingDesk({ settings, seconds, dataFolder, ffmpegCases: holds });
    await until(() => later.desk.get(jobId).isFinalizing, 'all is rendered', 60_000);
    const used = await doneSegments(folder);
    await writeFile(join(dataFolder, 'fake-ffmpeg.join'), '');
    return { used, job: await later.desk.whenEnded(jobId) };
  };
  return { folder, done, goOn };
}

test('what is rendered is used after a stop, and gone once the film is there', async () => {
  const { folder, done, goOn } = await stoppedInMidFilm({});
  const { used, job } = await goOn();
  expect(job).toMatchObject({ status: 'Succeeded', warnings: [] });
  for (const [name, time] of done) expect(used.get(name)).toBe(time);
  await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('with resumeFromCheckpoint switched off all of it is rendered again, and the job says so', async () => {
  const { done, goOn } = await stoppedInMidFilm({ resumeFromCheckpoint: false });
  const { used, job } = await goOn();
  expect(job.status).toBe('Succeeded');
  expect(job.warnings).toEqual([expect.stringContaining('resuming is switched off')]);
  for (const [name, time] of done) expect(used.get(name)).not.toBe(time);
});

test('with checkpoints switched off a stopped job keeps nothing that it rendered', async () => {
  const { folder, goOn } = await stoppedInMidFilm({ enabled: false });
  await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await goOn()).job.status).toBe('Succeeded');
});

test('the interval between two checkpoints says how much of the film a segment holds', async () => {
  const dataFolder = await newFolder();
  const ffmpegPath = await ffmpegThat('*rawvideo*pipe:0*) echo 1 >> "$0.segments";;', dataFolder);
  const settings = Settings.parse({ rendering: { ffmpegPath, checkpoints: { interval: 240_000 } } });
  const ffmpeg = createFfmpeg({ recordFolder: join(dataFolder, 'children'), explicitPath: () => ffmpegPath });
  const network = { keys: environmentKeys({}), settings: () => settings };
  const providers = createProviders({ ffmpeg, http: createProviderHttp(network), ...network });
  onTestFinished(() => providers.close());
  const { desk } = await deskFor(runPipeline, { dataFolder, settings, providers });
  const { jobId } = await desk.create({
    ownText: {
      markdown: '---\nmusic: none\n---\n\n# One\n\nThis scene is spoken for a little more than four seconds.\n',
    },
    render: { resolution: { width: 320, height: 320 }, frameRate: 24, quality: 'fast' },
  });
  const job = await desk.whenEnded(jobId);
  expect(job).toMatchObject({ status: 'Succeeded', errors: [] });
  expect(job.output?.durationSeconds).toBeGreaterThan(2.5);
  // Eight seconds at most in each; as set by default it would be two.
  expect(await readFile(`${ffmpegPath}.segments`, 'utf8')).toBe('1\n');
});

test('jobs without a film keep so much together: the segments of the oldest go first', async () => {
  const dataFolder = await newFolder();
  const jobIds = ['J-000000000003', 'J-000000000002', 'J-000000000001'];
  for (const jobId of jobIds) {
    await mkdir(segmentsOf(dataFolder, jobId), { recursive: true });
    await writeFile(join(segmentsOf(dataFolder, jobId), 'a.mp4'), Buffer.alloc(1000));
    await writeFile(join(jobWorkspace(dataFolder, jobId).root, 'kept.txt'), '');
  }
  await boundCheckpoints(dataFolder, ['J-000000000009', ...jobIds], 2500);
  const left = await Promise.all(jobIds.map((jobId) => readdir(jobWorkspace(dataFolder, jobId).root)));
  expect(left).toEqual([['kept.txt', 'segments'], ['kept.txt', 'segments'], ['kept.txt']]);
});
