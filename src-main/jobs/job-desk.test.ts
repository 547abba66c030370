import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { runWithCorrelation } from '../logging/correlation.ts';
import {
  deskFor,
  makePart,
  quick,
  someFilm,
  tides,
  until,
  untilStopped,
  type Pipeline,
} from './test-desk.test-support.ts';

test('a job runs to its end, and its parts are put away', async () => {
  const { desk, dataFolder } = await deskFor(quick);
  const job = await desk.create(tides);
  expect(job.jobId).toMatch(/^J-[0-9A-HJKMNP-TV-Z]{12}$/);
  const ended = await desk.whenEnded(job.jobId);
  expect(ended).toMatchObject({ status: 'Succeeded', percent: 100, output: { durationSeconds: 10 } });
  const left = await readdir(join(dataFolder, 'jobs', job.jobId));
  expect(left).not.toContain('tmp');
  expect(left).not.toContain('segments');
});

test('twenty jobs run two at a time, and a failed one does not stop the rest', async () => {
  let atWork = 0;
  let mostAtWork = 0;
  const { desk } = await deskFor(
    async (context) => {
      mostAtWork = Math.max(mostAtWork, ++atWork);
      await makePart(context, 'script', {}).finally(() => atWork--);
      if (context.job.brief.topic === 'Bad 7') throw new Error('bad');
      return someFilm(context);
    },
    { concurrency: 2 },
  );
  const jobs = [];
  for (let number = 0; number < 20; number++) {
    jobs.push(await desk.create({ brief: { topic: `${number === 7 ? 'Bad' : 'Good'} ${number}` } }));
  }
  const ended = await Promise.all(jobs.map(({ jobId }) => desk.whenEnded(jobId)));
  expect(ended.map(({ status }) => status).join(' ')).toBe(
    ended.map((_, index) => (index === 7 ? 'Failed' : 'Succeeded')).join(' '),
  );
  expect(mostAtWork).toBe(2);
  expect(ended[7]?.errors).toMatchObject([{ code: 'UnknownError', correlationId: expect.any(String) as string }]);
});

describe('canceling', () => {
  const slow: Pipeline = async (context) => {
    await makePart(context, 'script', {});
    return context.stage('narration', z.never(), {}, () => untilStopped(context.signal));
  };

  test('ends a running job within 2 s, with its later steps and without temporary files', async () => {
    const { desk, dataFolder } = await deskFor(slow);
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[2]?.status === 'Running', 'narration runs');
    await writeFile(join(dataFolder, 'jobs', jobId, 'tmp', 'half.wav'), 'x');
    const startMs = performance.now();
    const job = await desk.cancel(jobId);
    expect(performance.now() - startMs).toBeLessThan(2000);
    expect(job.status).toBe('Canceled');
    expect(job.steps.map(({ status }) => status)).toEqual([
      'Canceled',
      'Succeeded',
      'Canceled',
      'Canceled',
      'Canceled',
      'Canceled',
    ]);
    expect(existsSync(join(dataFolder, 'jobs', jobId, 'tmp'))).toBe(false);
    await expect(desk.cancel(jobId)).rejects.toMatchObject({ code: 'Conflict:Canceled' });
  });

  test('ends a job whose step does not listen, too', async () => {
    const { desk } = await deskFor((context) =>
      context.stage('script', z.never(), {}, () => new Promise<never>(() => undefined)),
    );
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).steps[1]?.status === 'Running', 'the script runs');
    expect((await desk.cancel(jobId)).status).toBe('Canceled');
  });

  test('ends a queued job that has not begun', async () => {
    const { desk } = await deskFor(slow);
    const first = await desk.create(tides);
    const second = await desk.create(tides);
    expect((await desk.cancel(second.jobId)).status).toBe('Canceled');
    expect((await desk.cancel(first.jobId)).status).toBe('Canceled');
  });

  test('from another process ends the job where it runs', async () => {
    const { desk, dataFolder } = await deskFor(slow);
    const there = await deskFor(slow, { dataFolder, runs: 'own' });
    const { jobId } = await desk.create(tides);
    await until(() => desk.get(jobId).status === 'Running', 'it runs');
    const startMs = performance.now();
    expect((await there.desk.cancel(jobId)).status).toBe('Canceled');
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});

test('an unknown job is NotFound whatever is asked of it', async () => {
  const { desk } = await deskFor(quick);
  const unknown = 'J-000000000000';
  const signal = new AbortController().signal;
  const asked = [
    async () => desk.get(unknown),
    () => desk.film(unknown),
    () => desk.cancel(unknown),
    () => desk.retry(unknown),
    () => desk.resume(unknown),
    () => desk.rename(unknown, 'x'),
    () => desk.remove(unknown),
    () => desk.whenEnded(unknown),
    async () => desk.watch(unknown, undefined, signal),
  ];
  for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'NotFound:job' });
});

test('the list tells of jobs that come, change and go', async () => {
  const { desk } = await deskFor(quick);
  const stop = new AbortController();
  const kinds: string[] = [];
  const watched = (async () => {
    for await (const update of desk.watchAll(stop.signal)) kinds.push(update.kind);
  })().catch(() => undefined);
  const { jobId } = await desk.create(tides);
  await desk.whenEnded(jobId);
  await desk.rename(jobId, 'High water');
  expect(desk.get(jobId).title).toBe('High water');
  await desk.remove(jobId);
  await until(() => kinds.includes('removed'), 'the removal is told');
  stop.abort();
  await watched;
  expect(kinds[0]).toBe('all');
  expect(desk.list()).toEqual([]);
});

test('what a step saves names its files by the workspace, so that it holds elsewhere', async () => {
  const { desk, dataFolder } = await deskFor(quick);
  const { jobId } = await desk.create(tides);
  await desk.whenEnded(jobId);
  const text = await readFile(join(dataFolder, 'jobs', jobId, 'results', 'script.json'), 'utf8');
  expect(text).not.toContain(dataFolder);
});

test('a job carries the correlation ID of the click that asked for it, and each of its steps one of its own', async () => {
  const { desk } = await deskFor(quick);
  const job = await runWithCorrelation('click-1', () => desk.create(tides));
  expect(job.correlationId).toBe('click-1');
  const ofSteps = job.steps.map(({ correlationId }) => correlationId);
  expect(new Set([...ofSteps, 'click-1']).size).toBe(job.steps.length + 1);
});
