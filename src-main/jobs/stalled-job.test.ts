import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { isProcessAlive } from '../storage/process-alive.ts';
import { deskFor, someFilm, tides, until, type Pipeline } from './test-desk.test-support.ts';

const seconds = (count: number): string[] => [
  ...['-re', '-f', 'lavfi', '-i', `testsrc2=s=64x64:r=30:d=${count}`],
  ...['-f', 'null', '-'],
];

/** One FFmpeg that takes so many seconds, as the step mux. */
const encoding =
  (count: number): Pipeline =>
  async (context) => {
    await context.stage('mux', z.object({}), {}, async () => {
      await context.ffmpeg.run({ purpose: 'segment 1', args: seconds(count), signal: context.signal });
      return {};
    });
    return someFilm(context);
  };

const settings = (changed: z.input<typeof Settings>) => Settings.parse(changed);
const impatient = settings({ timeouts: { stallWarning: 2000, stall: 4000 } });

async function runningChild(dataFolder: string): Promise<number> {
  const folder = join(dataFolder, 'children');
  await mkdir(folder, { recursive: true });
  for (;;) {
    const [record] = await readdir(folder);
    if (record) return Number.parseInt(record, 10);
    await sleep(10);
  }
}

test('a stopped FFmpeg is asked about; begun anew on wish; and without an answer the job fails for good', async () => {
  const { desk, dataFolder } = await deskFor(encoding(60), { settings: impatient });
  const { jobId } = await desk.create(tides);
  const first = await runningChild(dataFolder);
  await sleep(2500);
  expect(desk.get(jobId).question).toBeUndefined();
  await expect(desk.answer(jobId, 'wait')).rejects.toMatchObject({ code: 'Conflict:Running' });

  process.kill(first, 'SIGSTOP');
  await until(() => desk.get(jobId).question !== undefined, 'the user is asked', 10_000);
  const { question, warnings } = desk.get(jobId);
  expect(question).toMatchObject({ step: 'mux', answers: ['wait', 'again', 'cancel'] });
  expect(question?.message).toContain('segment 1');
  expect(warnings).toEqual([]);
  expect((await desk.answer(jobId, 'again')).question).toBeUndefined();
  await until(() => !isProcessAlive(first), 'the stopped one is ended');
  const second = await runningChild(dataFolder);
  expect(second).not.toBe(first);
  await sleep(500);

  process.kill(second, 'SIGSTOP');
  const ended = await desk.whenEnded(jobId);
  expect(ended).toMatchObject({ status: 'Failed', errors: [{ code: 'Stalled:mux' }] });
  expect(ended.question).toBeUndefined();
  expect(isProcessAlive(second)).toBe(false);
});

test('a question is gone when it moves again', async () => {
  const { desk, dataFolder } = await deskFor(encoding(4), { settings: impatient });
  const { jobId } = await desk.create(tides);
  const pid = await runningChild(dataFolder);
  await sleep(300);
  process.kill(pid, 'SIGSTOP');
  await until(() => desk.get(jobId).question !== undefined, 'the user is asked', 10_000);
  process.kill(pid, 'SIGCONT');
  await until(() => desk.get(jobId).question === undefined, 'the question is taken back', 10_000);
  expect(await desk.whenEnded(jobId)).toMatchObject({ status: 'Succeeded', errors: [] });
});

test('an FFmpeg that is killed once costs nothing but time; killed twice it is named', async () => {
  const { desk, dataFolder } = await deskFor(encoding(1));
  const { jobId } = await desk.create(tides);
  process.kill(await runningChild(dataFolder), 'SIGKILL');
  expect(await desk.whenEnded(jobId)).toMatchObject({ status: 'Succeeded', errors: [] });

  const again = await desk.create(tides);
  const first = await runningChild(dataFolder);
  process.kill(first, 'SIGKILL');
  await until(() => !isProcessAlive(first), 'the first is gone');
  process.kill(await runningChild(dataFolder), 'SIGKILL');
  expect(await desk.whenEnded(again.jobId)).toMatchObject({ errors: [{ code: 'FFmpegKilled:SIGKILL' }] });
});

test.each([
  ['rendering.jobTimeout', { rendering: { jobTimeout: 1000 } }],
  ['timeouts.job', { timeouts: { job: 1000, operation: 1000, request: 1000 } }],
])('%s ends the step’s FFmpeg with it', async (_setting, changed) => {
  const { desk, dataFolder } = await deskFor(encoding(60), { settings: settings(changed) });
  const { jobId } = await desk.create(tides);
  const pid = await runningChild(dataFolder);
  expect(await desk.whenEnded(jobId)).toMatchObject({ status: 'Failed', errors: [{ code: 'StepTimeout:mux' }] });
  expect(isProcessAlive(pid)).toBe(false);
});
