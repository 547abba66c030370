import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { BatchUpdate } from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { someFilm, until } from '../jobs/test-desk.test-support.ts';
import { batchesFor, quick, table, topicOf } from './batches.test-support.ts';

test('looking at a file makes no job, no folder and no film', async () => {
  const { batches, store, dataFolder } = await batchesFor(quick);
  const { batch, rows } = await batches.open(await table('topic,output', 'Tides,', 'Mist,a/b'));
  expect(batch).toMatchObject({
    name: 'autumn-tips.csv',
    status: 'Draft',
    outputFolder: join(dataFolder, 'videos', 'Autumn tips'),
    counts: { total: 2, queued: 1, failed: 1 },
  });
  expect(rows[1]).toMatchObject({ row: 2, status: 'Failed', error: { code: 'InvalidInput:output' } });
  expect(store.list()).toEqual([]);
  expect(await readdir(dataFolder)).not.toContain('videos');
  expect(await readdir(dataFolder)).not.toContain('jobs');
});

test('every row that can be made is made, so many at once as wished, and the bad ones stop none', async () => {
  let atOnce = 0;
  let most = 0;
  let bothAreThere = (): void => undefined;
  const both = new Promise<void>((resolve) => (bothAreThere = resolve));
  const { batches, store } = await batchesFor(async (context) => {
    most = Math.max(most, ++atOnce);
    if (atOnce === 2) bothAreThere();
    await both;
    atOnce -= 1;
    if (topicOf(context) === 'Fog') throw new StudioError('InvalidInput:narration');
    if (topicOf(context) === 'Rain') throw new Error('a crash of the step');
    return someFilm(context);
  });
  const topics = ['Tides', 'Fog', 'Mist', 'Rain', 'Hail', 'Snow', 'Dew'];
  const draft = await batches.open(await table('topic,seed', ...topics.map((topic) => `${topic},`), 'Bad,−1'), {
    concurrency: 2,
  });
  await batches.start(draft.batch.batchId);
  const { batch, rows } = await batches.whenAtRest(draft.batch.batchId);
  expect(batch).toMatchObject({ status: 'Ended', percent: 100, counts: { total: 8, succeeded: 5, failed: 3 } });
  expect(most).toBe(2);
  expect(rows.filter(({ status }) => status === 'Failed').map(({ row, error }) => [row, error?.code])).toEqual([
    [2, 'InvalidInput:narration'],
    [4, 'UnknownError'],
    [8, 'InvalidInput:seed'],
  ]);
  expect(store.list()).toHaveLength(7);
  expect(store.list().every((job) => job.batchId === batch.batchId)).toBe(true);
  expect(basename(store.request(rows[0]?.jobId ?? '').outputPath ?? '')).toBe('Tides.mp4');
});

test('only what failed is retried, mended rows as their file has them now', async () => {
  const made: string[] = [];
  let isDown = true;
  const { batches } = await batchesFor(async (context) => {
    made.push(topicOf(context));
    if (topicOf(context) === 'Mist' && isDown) throw new StudioError('ProviderUnavailable:OpenAI');
    return someFilm(context);
  });
  const path = await table('topic,durationSeconds', 'Tides,20', 'Mist,20', 'Fog,9000', 'Rain,20');
  const { batch } = await batches.open(path);
  await batches.start(batch.batchId);
  await batches.whenAtRest(batch.batchId);
  expect(made).toEqual(['Tides', 'Mist', 'Rain']);

  isDown = false;
  made.length = 0;
  await writeFile(path, 'topic,durationSeconds\nTides,20\nMist,20\nFog,30\nRain,25\n');
  await batches.retryFailed(batch.batchId);
  const { rows, batch: ended } = await batches.whenAtRest(batch.batchId);
  expect(made.toSorted()).toEqual(['Fog', 'Mist']);
  expect(ended.counts).toMatchObject({ total: 4, succeeded: 4, failed: 0 });
  expect(rows.every(({ output }) => output !== undefined)).toBe(true);
  await expect(batches.retryFailed(batch.batchId)).rejects.toMatchObject({ code: 'Conflict:rows' });
});

test('a retry that is cut off leaves the batch as it was, and the next one makes what the file says now', async () => {
  const made: string[] = [];
  const { batches, database } = await batchesFor(async (context) => {
    made.push(topicOf(context));
    if (topicOf(context) === 'Fog') throw new StudioError('ProviderUnavailable:OpenAI');
    return someFilm(context);
  });
  const path = await table('topic', 'Tides', 'Fog');
  const { batchId } = (await batches.open(path)).batch;
  await batches.start(batchId);
  const before = await batches.whenAtRest(batchId);
  made.length = 0;

  await writeFile(path, 'topic\nTides\nMist\n');
  // The last thing that a retry writes: what stands before it must not stay alone.
  database
    .prepare("CREATE TRIGGER cut BEFORE UPDATE OF status ON batches BEGIN SELECT RAISE(ABORT, 'cut off'); END")
    .run();
  await expect(batches.retryFailed(batchId)).rejects.toThrow(/cut off/);
  database.prepare('DROP TRIGGER cut').run();
  expect(batches.get(batchId)).toEqual(before);

  await batches.retryFailed(batchId);
  expect((await batches.whenAtRest(batchId)).batch.counts).toMatchObject({ succeeded: 2, failed: 0 });
  expect(made).toEqual(['Mist']);
});

test('a row that is still bad fails again with its reason, and a file with other rows is refused', async () => {
  const { batches } = await batchesFor(quick);
  const path = await table('topic,seed', 'Tides,', 'Fog,x');
  const { batch } = await batches.open(path);
  await batches.start(batch.batchId);
  await batches.whenAtRest(batch.batchId);
  await batches.retryFailed(batch.batchId);
  const { rows } = await batches.whenAtRest(batch.batchId);
  expect(rows.map(({ status }) => status)).toEqual(['Succeeded', 'Failed']);
  await writeFile(path, 'topic,seed\nNew,\nTides,\nFog,1\n');
  await expect(batches.retryFailed(batch.batchId)).rejects.toMatchObject({ code: 'Conflict:changed' });
  await rm(path);
  expect((await batches.retryFailed(batch.batchId)).rows[1]?.error?.code).toBe('InvalidInput:seed');
});

test('three films in a row that fail by the same provider pause the batch, which says so and goes on when told', async () => {
  let isDown = true;
  const codes = ['RateLimited:OpenAI', 'CIRCUIT_OPEN', 'RETRY_EXHAUSTED'] as const;
  let failures = 0;
  const { batches } = await batchesFor(async (context) => {
    if (topicOf(context).startsWith('Down') && isDown) {
      throw new StudioError(codes[failures++ % 3] ?? 'CIRCUIT_OPEN', { details: { provider: 'OpenAI' } });
    }
    return someFilm(context);
  });
  const { batch } = await batches.open(await table('topic', 'Tides', 'Down 1', 'Down 2', 'Down 3', 'Rain', 'Hail'));
  await batches.start(batch.batchId);
  const paused = await batches.whenAtRest(batch.batchId);
  expect(paused.batch).toMatchObject({
    status: 'Paused',
    counts: { succeeded: 1, failed: 3, queued: 2 },
    pausedBecause: { code: 'RETRY_EXHAUSTED', details: { cause: 'OpenAI' } },
  });
  expect(paused.batch.pausedBecause?.message).toContain('Three films in a row');
  isDown = false;
  await batches.resume(batch.batchId);
  expect((await batches.whenAtRest(batch.batchId)).batch).toMatchObject({
    status: 'Ended',
    counts: { succeeded: 3, failed: 3 },
  });
});

test('failures of different providers, or of the films’ own, pause nothing', async () => {
  const codes = [
    'RateLimited:A',
    'RateLimited:B',
    'RateLimited:A',
    'InvalidInput:text',
    'InvalidInput:text',
    'InvalidInput:text',
  ];
  let index = 0;
  const { batches } = await batchesFor(() => Promise.reject(new StudioError(codes[index++] as 'RateLimited')));
  const { batch } = await batches.open(await table('topic', ...codes));
  await batches.start(batch.batchId);
  expect((await batches.whenAtRest(batch.batchId)).batch).toMatchObject({ status: 'Ended', counts: { failed: 6 } });
});

test('who watches is told all rows first, then those that change, and the end', async () => {
  const { batches } = await batchesFor(quick);
  const { batch } = await batches.open(await table('topic', 'A', 'B'));
  const updates: BatchUpdate[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    for await (const update of batches.watch(batch.batchId, stop.signal)) {
      updates.push(update);
      if (update.batch.status === 'Ended') stop.abort();
    }
  })();
  await batches.start(batch.batchId);
  await reading;
  expect(updates[0]).toMatchObject({ isWhole: true, rows: [{ row: 1 }, { row: 2 }] });
  expect(updates.at(-1)).toMatchObject({ isWhole: false, batch: { counts: { succeeded: 2 }, percent: 100 } });
  expect(() => batches.watch('B-000000000000', stop.signal)).toThrow('no such batch');
});

test('a thousand rows are counted, and the time left comes from the films that were made', async () => {
  const { batches } = await batchesFor(quick);
  const { batch } = await batches.open(
    await table('topic,durationSeconds', ...Array.from({ length: 1000 }, (_, index) => `Film ${index},30`)),
  );
  expect(batch).toMatchObject({ counts: { total: 1000, queued: 1000 } });
  expect(batch.etaSeconds).toBeUndefined();
  await batches.start(batch.batchId);
  await until(() => batches.get(batch.batchId).batch.counts.succeeded >= 3, 'some are made', 30_000);
  await batches.pause(batch.batchId);
  const { batch: resting } = await batches.whenAtRest(batch.batchId);
  expect(resting.counts.succeeded).toBeLessThan(1000);
  await batches.cancel(batch.batchId);
});

test('the report holds each row in every form, and no cell of it is a formula', async () => {
  const { batches } = await batchesFor(quick);
  const { batch } = await batches.open(await table('topic,seed', '"=HYPERLINK(""x"")",', 'Fog | <b>,x'));
  await batches.start(batch.batchId);
  await batches.whenAtRest(batch.batchId);
  expect(JSON.parse(batches.report(batch.batchId, 'json'))).toMatchObject({
    total: 2,
    succeeded: 1,
    failed: 1,
    rows: [
      { row: 1, status: 'Succeeded' },
      { row: 2, code: 'InvalidInput:seed', field: 'seed', reason: expect.stringMatching(/^Row 2, line 3/) as string },
    ],
  });
  expect(batches.report(batch.batchId, 'csv')).toContain('"\'=HYPERLINK(""x"")"');
  expect(batches.report(batch.batchId, 'csv')).toContain('InvalidInput:seed,seed,"Row 2, line 3:');
  expect(batches.report(batch.batchId, 'md')).toContain('Fog \\| \\<b\\>');
  expect(batches.report(batch.batchId, 'md')).toContain('Row 2, line 3:');
});
