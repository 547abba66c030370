import { expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import type { Batch } from '../../src-shared/batch.ts';
import { batchesFor, quick, table, topicOf } from '../batch/batches.test-support.ts';
import { until, untilStopped, type Pipeline } from '../jobs/test-desk.test-support.ts';
import { followBatches } from './follow-batches.ts';

async function followed(pipeline: Pipeline, ...topics: string[]) {
  const { batches } = await batchesFor(pipeline);
  const percents: (number | undefined)[] = [];
  const atRest: Batch[] = [];
  void followBatches(batches, {
    onRunning: (percent) => percents.push(percent),
    onAtRest: (batch) => atRest.push(batch),
  });
  const { batch } = await batches.open(await table('topic', ...topics));
  await batches.start(batch.batchId);
  return { batches, batchId: batch.batchId, percents, atRest };
}

test('the taskbar follows a batch from its start to its end, which is told once', async () => {
  let letGo = (): void => undefined;
  const isSeen = new Promise<void>((resolve) => (letGo = resolve));
  const { batches, batchId, percents, atRest } = await followed(
    async (context) => {
      // The last film waits until the bar has moved.
      if (topicOf(context) === 'C') await isSeen;
      return quick(context);
    },
    ...['A', 'B', 'C'],
  );
  await until(() => percents.some((percent) => percent !== undefined && percent > 60), 'two of three are seen');
  letGo();
  await batches.whenAtRest(batchId);
  await until(() => atRest.length > 0, 'its end is told');
  await until(() => percents.at(-1) === undefined, 'the bar is gone');
  expect(atRest).toMatchObject([{ batchId, status: 'Ended', counts: { succeeded: 3 } }]);
  const shown = percents.filter((percent) => percent !== undefined);
  expect(shown.toSorted((one, other) => one - other)).toEqual(shown);
});

test('a batch that is over before anybody saw it run is told all the same', async () => {
  const { batches, batchId, atRest } = await followed(quick, 'A');
  await batches.whenAtRest(batchId);
  await until(() => atRest.length > 0, 'its end is told');
  expect(atRest).toMatchObject([{ batchId, status: 'Ended', counts: { succeeded: 1 } }]);
});

test('a batch that pauses by itself is told with its reason; one that somebody pauses is not', async () => {
  const down: Pipeline = () =>
    Promise.reject(new StudioError('ProviderUnavailable:OpenAI', { details: { provider: 'OpenAI' } }));
  const alone = await followed(down, 'A', 'B', 'C', 'D');
  await until(() => alone.atRest.length > 0, 'its pause is told');
  expect(alone.atRest).toMatchObject([{ status: 'Paused', pausedBecause: { code: 'ProviderUnavailable:OpenAI' } }]);

  const byHand = await followed(
    (context) => (topicOf(context) === 'A' ? untilStopped(context.signal) : quick(context)),
    'A',
    'B',
  );
  await until(() => byHand.percents.some((percent) => percent !== undefined), 'it is seen running');
  await byHand.batches.pause(byHand.batchId);
  await until(() => byHand.percents.at(-1) === undefined, 'the bar is gone');
  expect(byHand.atRest).toEqual([]);
});
