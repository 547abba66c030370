import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { deskFor, makePart, someFilm, tides, until, untilStopped, type Pipeline } from './test-desk.test-support.ts';

describe('after a stop of the studio', () => {
  let runs: string[] = [];
  let isSlow = true;
  const threeSteps: Pipeline = async (context) => {
    await makePart(context, 'script', {}, () => runs.push('script'));
    await makePart(context, 'narration', { voice: 'slt' }, () => runs.push('narration'));
    if (isSlow) await context.stage('broll', z.never(), {}, () => untilStopped(context.signal));
    await makePart(context, 'broll', {}, () => runs.push('broll'));
    return someFilm(context);
  };

  test('an unfinished job is Interrupted, goes on by itself and repeats no step', async () => {
    runs = [];
    isSlow = true;
    const { desk, dataFolder, close } = await deskFor(threeSteps);
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[3]?.status === 'Running', 'pictures are made');
    const { percent } = desk.get(jobId);
    const startMs = performance.now();
    await close();
    expect(performance.now() - startMs).toBeLessThan(2000);
    isSlow = false;
    const later = await deskFor(threeSteps, { dataFolder });
    const ended = await later.desk.whenEnded(jobId);
    expect(ended.status).toBe('Succeeded');
    expect(runs).toEqual(['script', 'narration', 'broll']);
    expect(percent).toBeGreaterThan(0);
  });

  test('it waits for the user where the settings say so', async () => {
    isSlow = true;
    const { desk, dataFolder, close } = await deskFor(threeSteps);
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[3]?.status === 'Running', 'pictures are made');
    await close();
    isSlow = false;
    const later = await deskFor(threeSteps, { dataFolder, autoResume: false });
    expect(later.desk.get(jobId)).toMatchObject({ status: 'Interrupted', canResume: true });
    await later.desk.resume(jobId);
    expect((await later.desk.whenEnded(jobId)).status).toBe('Succeeded');
  });

  test('it may also begin anew: as a new job, and the old one is let go', async () => {
    isSlow = true;
    const { desk, dataFolder, close } = await deskFor(threeSteps);
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[3]?.status === 'Running', 'pictures are made');
    await close();
    isSlow = false;
    const later = await deskFor(threeSteps, { dataFolder, autoResume: false });
    const again = await later.desk.retry(jobId);
    expect(later.desk.get(jobId)).toMatchObject({ status: 'Canceled', retriedBy: again.jobId });
    expect(await later.desk.whenEnded(again.jobId)).toMatchObject({ status: 'Succeeded', retryOf: jobId });
  });

  test('a job whose process died before its turn came can be run by hand', async () => {
    const first = await deskFor(threeSteps, { concurrency: 0 });
    const { jobId } = await first.desk.create(tides);
    await first.close();
    isSlow = false;
    const later = await deskFor(threeSteps, { dataFolder: first.dataFolder, runs: 'own' });
    expect(later.desk.get(jobId).status).toBe('Queued');
    await later.desk.resume(jobId);
    expect((await later.desk.whenEnded(jobId)).status).toBe('Succeeded');
  });

  test('a part that was lost meanwhile is made again', async () => {
    runs = [];
    isSlow = true;
    const { desk, dataFolder, close } = await deskFor(threeSteps);
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[3]?.status === 'Running', 'pictures are made');
    await close();
    await rm(join(dataFolder, 'jobs', jobId, 'narration'), { recursive: true });
    isSlow = false;
    const later = await deskFor(threeSteps, { dataFolder });
    await later.desk.whenEnded(jobId);
    expect(runs).toEqual(['script', 'narration', 'narration', 'broll']);
  });
});

describe('retrying', () => {
  const failOnce = () => {
    const runs: string[] = [];
    const pipeline: Pipeline = async (context) => {
      await makePart(context, 'script', {}, () => runs.push('script'));
      await makePart(context, 'narration', {}, () => runs.push('narration'));
      await makePart(context, 'broll', {}, () => {
        runs.push('broll');
        if (runs.length === 3) throw new Error('no pictures');
      });
      return someFilm(context);
    };
    return { runs, pipeline };
  };

  test('a step makes a new job that keeps the other parts as they are', async () => {
    const { runs, pipeline } = failOnce();
    const { desk, dataFolder } = await deskFor(pipeline);
    const failed = await desk.whenEnded((await desk.create(tides)).jobId);
    expect(failed.steps.map(({ status }) => status)).toEqual([
      'Skipped',
      'Succeeded',
      'Succeeded',
      'Failed',
      'Skipped',
      'Skipped',
    ]);
    const before = await stat(join(dataFolder, 'jobs', failed.jobId, 'narration', 'narration.txt'));

    const retry = await desk.retry(failed.jobId, 'broll');
    const ended = await desk.whenEnded(retry.jobId);
    expect(ended).toMatchObject({ status: 'Succeeded', retryOf: failed.jobId });
    expect(ended.steps.slice(1, 4).map(({ status }) => status)).toEqual(['Skipped', 'Skipped', 'Succeeded']);
    expect(runs).toEqual(['script', 'narration', 'broll', 'broll']);
    const after = await stat(join(dataFolder, 'jobs', ended.jobId, 'narration', 'narration.txt'));
    expect(Math.round(after.mtimeMs)).toBe(Math.round(before.mtimeMs));
    expect(desk.get(failed.jobId)).toEqual({ ...failed, retriedBy: ended.jobId });
  });

  test('a job makes it all again', async () => {
    const { runs, pipeline } = failOnce();
    const { desk } = await deskFor(pipeline);
    const failed = await desk.whenEnded((await desk.create(tides)).jobId);
    await desk.whenEnded((await desk.retry(failed.jobId)).jobId);
    expect(runs).toEqual(['script', 'narration', 'broll', 'script', 'narration', 'broll']);
  });

  test('a job that has not ended is a conflict', async () => {
    const { desk } = await deskFor(({ signal }) => untilStopped(signal));
    const { jobId } = await desk.create(tides);
    await expect(desk.retry(jobId)).rejects.toMatchObject({ code: 'Conflict:Running' });
  });
});

test('a job that takes the studio down twice in the same step waits for the user and says why', async () => {
  let isSlow = true;
  const pipeline: Pipeline = (context) =>
    isSlow
      ? context.stage('mux', z.never(), {}, () => untilStopped(context.signal))
      : Promise.resolve(someFilm(context));
  const first = await deskFor(pipeline);
  const { jobId } = await first.desk.create(tides);
  const isAtWork = () => first.desk.get(jobId).steps.at(-1)?.status === 'Running';
  await until(isAtWork, 'it runs');
  // What is left when a process dies: its rows, and a lock that nobody holds.
  first.lock.release();
  const second = await deskFor(pipeline, { dataFolder: first.dataFolder });
  await until(() => second.queue.runningCount() === 1 && isAtWork(), 'it goes on by itself after the first crash');
  second.lock.release();
  const third = await deskFor(pipeline, { dataFolder: first.dataFolder });
  const job = third.desk.get(jobId);
  expect(job).toMatchObject({ status: 'Interrupted', canResume: true });
  expect(job.warnings[0]).toMatch(/stopped twice/);
  isSlow = false;
  await third.desk.resume(jobId);
  expect(await third.desk.whenEnded(jobId)).toMatchObject({ status: 'Succeeded', errors: [] });
});
