import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { newFolder, someFilm, until, untilStopped, type Pipeline } from '../jobs/test-desk.test-support.ts';
import { batchesFor, quick, table, topicOf } from './batches.test-support.ts';

/** What a kill -9 leaves: films that were never ended, and a lock that the system took back. */
async function kill({ stop, lock }: Awaited<ReturnType<typeof batchesFor>>): Promise<void> {
  await stop();
  lock.release();
}

describe('a batch at work', () => {
  const slow: Pipeline = async (context) => {
    if (topicOf(context).startsWith('Quick')) return someFilm(context);
    return untilStopped(context.signal);
  };

  test('pauses after the film in work, changes its order, and goes on', async () => {
    const order: string[] = [];
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const { batches } = await batchesFor(async (context) => {
      order.push(topicOf(context));
      if (topicOf(context) === 'A') await gate;
      return someFilm(context);
    });
    const { batch } = await batches.open(await table('topic', 'A', 'B', 'C', 'D'));
    await batches.start(batch.batchId);
    expect((await batches.pause(batch.batchId)).batch.status).toBe('Paused');
    letGo();
    expect((await batches.whenAtRest(batch.batchId)).batch.counts).toMatchObject({ succeeded: 1, queued: 3 });
    await batches.move(batch.batchId, 4, 0);
    expect(batches.get(batch.batchId).rows.map(({ row }) => row)).toEqual([1, 4, 2, 3]);
    await expect(batches.move(batch.batchId, 1, 0)).rejects.toMatchObject({ code: 'Conflict:row' });
    await batches.resume(batch.batchId);
    await batches.whenAtRest(batch.batchId);
    expect(order).toEqual(['A', 'D', 'B', 'C']);
  });

  test('is canceled and keeps what is done', async () => {
    const { batches, store } = await batchesFor(slow);
    const { batch } = await batches.open(await table('topic', 'Quick one', 'Slow', 'Other'));
    await batches.start(batch.batchId);
    await until(() => batches.get(batch.batchId).rows[1]?.status === 'Running', 'the slow one runs');
    const canceled = await batches.cancel(batch.batchId);
    expect(canceled.batch).toMatchObject({ status: 'Ended', counts: { succeeded: 1, canceled: 2 } });
    expect(store.list().map(({ status }) => status)).toEqual(['Canceled', 'Succeeded']);
    await expect(batches.cancel(batch.batchId)).rejects.toMatchObject({ code: 'Conflict:Ended' });
  });

  test('goes on after the studio closed, with the film that was in work', async () => {
    const first = await batchesFor(slow);
    const { batch } = await first.batches.open(await table('topic', 'Quick one', 'Slow', 'Other'));
    await first.batches.start(batch.batchId);
    await until(() => first.batches.get(batch.batchId).rows[1]?.status === 'Running', 'the slow one runs');
    await first.stop();
    await first.close();
    const second = await batchesFor(quick, { dataFolder: first.dataFolder });
    expect((await second.batches.whenAtRest(batch.batchId)).batch).toMatchObject({
      status: 'Ended',
      counts: { succeeded: 3 },
    });
    expect(second.store.list()).toHaveLength(3);
  });

  test('goes on with a retry whose film was begun when the studio was killed, and makes no second one', async () => {
    let isDown = true;
    const failing: Pipeline = async (context) => {
      if (isDown && topicOf(context) === 'Fog') throw new StudioError('InvalidInput:text');
      return someFilm(context);
    };
    const first = await batchesFor(failing);
    const { batch } = await first.batches.open(await table('topic', 'Fog', 'Rain'));
    await first.batches.start(batch.batchId);
    const { rows } = await first.batches.whenAtRest(batch.batchId);
    await first.stop();
    // As far as it came: the retry stands in the database, its row does not know of it.
    await first.batches.retryFailed(batch.batchId);
    const begun = await first.desk.retry(rows[0]?.jobId ?? '', 'script');
    await kill(first);
    isDown = false;
    const second = await batchesFor(failing, { dataFolder: first.dataFolder });
    const ended = await second.batches.whenAtRest(batch.batchId);
    expect(ended.batch.counts).toMatchObject({ succeeded: 2, failed: 0 });
    expect(ended.rows[0]).toMatchObject({ jobId: begun.jobId });
    expect(second.store.list()).toHaveLength(3);
  });

  test('leaves out a film that took the studio down twice, and makes the others', async () => {
    const first = await batchesFor(slow);
    const { dataFolder } = first;
    const { batch } = await first.batches.open(await table('topic', 'Slow', 'Other'));
    await first.batches.start(batch.batchId);
    const isRunning = ({ store }: typeof first) => store.withStatus('Running').length === 1;
    await until(() => isRunning(first), 'it runs');
    await kill(first);
    const second = await batchesFor(slow, { dataFolder });
    await until(() => isRunning(second), 'it runs again');
    await kill(second);
    const third = await batchesFor(quick, { dataFolder });
    const { rows } = await third.batches.whenAtRest(batch.batchId);
    expect(rows.map(({ status, error }) => [status, error?.code])).toEqual([
      ['Failed', 'Conflict:Interrupted'],
      ['Succeeded', undefined],
    ]);
  });

  test('makes a film that waited for its turn in a process that was killed, also where only its own are run', async () => {
    const first = await batchesFor(slow, { concurrency: 2, jobsAtOnce: 1 });
    const { batch } = await first.batches.open(await table('topic', 'Slow', 'Other'));
    await first.batches.start(batch.batchId);
    await until(() => first.store.list().length === 2, 'both films are asked for');
    await kill(first);
    const second = await batchesFor(quick, { dataFolder: first.dataFolder, runs: 'own' });
    await second.batches.resume(batch.batchId);
    expect((await second.batches.whenAtRest(batch.batchId)).batch.counts).toMatchObject({ succeeded: 2 });
    expect(second.store.list()).toHaveLength(2);
  });

  test('waits after a restart where the settings say so, and for a command that only does its own', async () => {
    const first = await batchesFor(slow);
    const { batch } = await first.batches.open(await table('topic', 'Slow', 'Other'));
    await first.batches.start(batch.batchId);
    await first.stop();
    await first.close();
    const own = await batchesFor(quick, { dataFolder: first.dataFolder, runs: 'own' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(own.batches.get(batch.batchId).batch.counts.succeeded).toBe(0);
    await own.stop();
    await own.close();
    const wary = await batchesFor(quick, { dataFolder: first.dataFolder, autoResume: false });
    await until(() => wary.batches.get(batch.batchId).batch.status === 'Paused', 'it is paused');
    await wary.batches.resume(batch.batchId);
    expect((await wary.batches.whenAtRest(batch.batchId)).batch.counts.succeeded).toBe(2);
  });

  test('obeys another process that pauses or cancels it', async () => {
    const dataFolder = await newFolder();
    const worker = await batchesFor(slow, { dataFolder });
    const other = await batchesFor(quick, { dataFolder });
    const { batch } = await worker.batches.open(await table('topic', 'Quick one', 'Slow', 'Other'));
    await worker.batches.start(batch.batchId);
    await until(() => other.batches.get(batch.batchId).rows[1]?.status === 'Running', 'seen by the other');
    await other.batches.pause(batch.batchId);
    expect(worker.batches.get(batch.batchId).batch.status).toBe('Paused');
    expect((await other.batches.cancel(batch.batchId)).batch).toMatchObject({
      status: 'Ended',
      counts: { canceled: 2 },
    });
  });

  test('follows a film that is retried by hand', async () => {
    let isDown = true;
    const { batches, desk } = await batchesFor(async (context) => {
      if (isDown && topicOf(context) === 'Fog') throw new StudioError('InvalidInput:text');
      return someFilm(context);
    });
    const { batch } = await batches.open(await table('topic', 'Fog', 'Rain'));
    await batches.start(batch.batchId);
    const { rows } = await batches.whenAtRest(batch.batchId);
    isDown = false;
    const retried = await desk.retry(rows[0]?.jobId ?? '');
    await desk.whenEnded(retried.jobId);
    await until(() => batches.get(batch.batchId).rows[0]?.status === 'Succeeded', 'the row has the new film');
    expect(batches.get(batch.batchId).rows[0]).toMatchObject({ jobId: retried.jobId });
  });
});
