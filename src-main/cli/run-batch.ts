import type { Command } from 'commander';
import type { Batch, BatchDetail, BatchRow } from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Studio } from '../studio.ts';
import { exitCodes, type CommandFrame } from './command-frame.ts';
import { obeySignals } from './obey-signals.ts';
import { countsLine, rowLine, showBatch } from './show-batch.ts';
import { printable } from './terminal.ts';

/** Begins or goes on with a batch, shows it until it is at rest, and answers what came of it. Ctrl+C cancels it. */
export async function runBatch(
  frame: CommandFrame,
  command: Command,
  studio: Studio,
  detail: BatchDetail,
  begin: (batch: Batch) => Promise<BatchDetail>,
): Promise<void> {
  const { batchId, notes, outputFolder } = detail.batch;
  for (const note of notes) frame.terminal.complain(printable(note));
  complainOfFailed(frame, detail.rows);
  // With nothing that can be made the verdicts are the answer.
  if (detail.batch.status === 'Draft' && detail.batch.counts.queued === 0) return answer(frame, command, detail);
  const signals = obeySignals(frame, studio, () => studio.batches.cancel(batchId));
  try {
    await begin(detail.batch);
    frame.terminal.complain(`${batchId} into ${printable(outputFolder)}`);
    await showBatch(studio.batches.watch(batchId, new AbortController().signal), frame.terminal);
    const ended = await studio.batches.whenAtRest(batchId);
    // The live table is gone, and with it why films have failed.
    if (frame.terminal.isLive) complainOfFailed(frame, ended.rows);
    answer(frame, command, ended);
  } catch (error) {
    throw signals.isStopping() ? stopped(batchId) : error;
  } finally {
    signals.release();
  }
}

function complainOfFailed(frame: CommandFrame, rows: readonly BatchRow[]): void {
  for (const row of rows.filter(({ status }) => status === 'Failed')) frame.terminal.complain(rowLine(row));
}

function answer(frame: CommandFrame, command: Command, { batch, rows }: BatchDetail): void {
  const { batchId, counts, outputFolder, pausedBecause } = batch;
  const items = rows.map(({ row, status, jobId, output, error }) => ({
    row,
    status,
    ...(jobId !== undefined && { jobId }),
    ...(output && { output }),
    ...(error && { error }),
  }));
  const { total, succeeded, failed } = counts;
  if (pausedBecause) {
    frame.terminal.complain(printable(pausedBecause.message));
    frame.terminal.complain(printable(pausedBecause.remediation));
  }
  frame.exitCode = exitCodeOf(batch);
  frame.answer(command, { batchId, total, succeeded, failed, items }, () =>
    [
      countsLine(batch),
      succeeded > 0 && printable(outputFolder),
      failed > 0 && `Mend them and run: aura batch retry ${batchId}`,
      batch.status === 'Paused' && `Go on with: aura batch resume ${batchId}`,
    ]
      .filter((line) => line !== false)
      .join('\n'),
  );
}

function exitCodeOf({ counts }: Batch): number {
  if (counts.succeeded === counts.total) return exitCodes.fine;
  return counts.succeeded > 0 ? exitCodes.degraded : exitCodes.failed;
}

const stopped = (batchId: string): StudioError =>
  new StudioError('Conflict:Interrupted', {
    message: 'The batch was stopped.',
    remediation: `Go on with “aura batch resume ${batchId}”.`,
  });
