import { expect, test } from 'vitest';
import type { ModelDecision } from '../../src-shared/diagnostics.ts';
import type { FfmpegRecord } from '../ffmpeg/ffmpeg.ts';
import { runWithCorrelation } from '../logging/correlation.ts';
import { JobTelemetry } from './job-telemetry.ts';
import { openJournal } from './open-journal.test-support.ts';
import { deskFor, makePart, newFolder, someFilm, tides } from './test-desk.test-support.ts';

const decision: ModelDecision = {
  decisionPoint: 'script',
  provider: 'Template',
  selectedModel: 'Template',
  isLocal: true,
  reason: 'It is the first.',
  criteria: { language: 'en' },
};
const record = (purpose: string): FfmpegRecord => ({ purpose, command: 'ffmpeg -i x', exitCode: 0, seconds: 1.5 });

async function openTelemetry() {
  const { database, store, addJob } = openJournal(await newFolder());
  return { telemetry: new JobTelemetry(database), store, jobId: addJob().jobId };
}

test('what a step runs and decides is kept under its job and its own correlation ID', async () => {
  const { telemetry, jobId } = await openTelemetry();
  runWithCorrelation(
    'of-step',
    () => {
      telemetry.recordCommand({ ...record('segment 1'), exitCode: null, exitSignal: 'SIGKILL', errorOutput: 'gone' });
      telemetry.recordDecision(decision);
    },
    { jobId, step: 'script' },
  );
  expect(telemetry.commandsOf(jobId)).toMatchObject([
    {
      purpose: 'segment 1',
      step: 'script',
      correlationId: 'of-step',
      exitCode: null,
      exitSignal: 'SIGKILL',
      durationSeconds: 1.5,
      errorOutput: 'gone',
    },
  ]);
  expect(telemetry.decisionsOf(jobId)).toMatchObject([{ correlationId: 'of-step', decision }]);
});

test('what belongs to no job, or to one that is gone, is let go without an error', async () => {
  const { telemetry, jobId } = await openTelemetry();
  telemetry.recordCommand(record('probe'));
  runWithCorrelation('c', () => telemetry.recordCommand(record('probe')), { jobId: 'J-GONEGONEGONE' });
  expect(telemetry.commandsOf(jobId)).toEqual([]);
});

test('a job keeps its newest 2000 commands, and they go with it', async () => {
  const { telemetry, store, jobId } = await openTelemetry();
  runWithCorrelation(
    'c',
    () => {
      for (let number = 1; number <= 2010; number++) telemetry.recordCommand(record(`segment ${number}`));
    },
    { jobId },
  );
  const kept = telemetry.commandsOf(jobId);
  expect(kept).toHaveLength(2000);
  expect(kept[0]?.purpose).toBe('segment 11');
  store.remove(jobId);
  expect(telemetry.commandsOf(jobId)).toEqual([]);
});

test('a decision that a step tells of carries the correlation ID of that step', async () => {
  const { desk, telemetry } = await deskFor(async (context) => {
    await makePart(context, 'script', 'tides', undefined, (step) => step.decided(decision));
    return someFilm(context);
  });
  const { jobId } = await desk.create(tides);
  const job = await desk.whenEnded(jobId);
  const script = job.steps.find(({ name }) => name === 'script');
  expect(telemetry.decisionsOf(jobId)).toMatchObject([{ correlationId: script?.correlationId, step: 'script' }]);
});
