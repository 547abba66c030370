import type { Batch, BatchCounts, BatchRowStatus } from '../../src-shared/batch.ts';
import type { BatchRecord, RowRecord } from './batch-records.ts';

/** A batch with all that can be counted of it. */
export function batchOf(record: BatchRecord, rows: readonly RowRecord[], workPerFilmSecond: number | undefined): Batch {
  const counts = countsOf(rows);
  const isAtWork = record.status === 'Running' || record.status === 'Draft';
  const eta = isAtWork ? secondsLeft(rows, record.concurrency, workPerFilmSecond) : undefined;
  return {
    batchId: record.batchId,
    name: record.name,
    status: record.status,
    outputFolder: record.outputFolder,
    concurrency: record.concurrency,
    wishes: record.wishes,
    counts,
    percent: percentOf(rows),
    ...(eta !== undefined && { etaSeconds: eta }),
    ...(record.pausedBecause && { pausedBecause: record.pausedBecause }),
    notes: record.notes,
    createdUtc: record.createdUtc,
    ...(record.startedUtc !== undefined && { startedUtc: record.startedUtc }),
    ...(record.endedUtc !== undefined && { endedUtc: record.endedUtc }),
  };
}

function countsOf(rows: readonly RowRecord[]): BatchCounts {
  const of = (wanted: BatchRowStatus): number => rows.filter(({ shown }) => shown.status === wanted).length;
  return {
    total: rows.length,
    queued: of('Queued'),
    running: of('Running'),
    succeeded: of('Succeeded'),
    failed: of('Failed'),
    canceled: of('Canceled'),
  };
}

function percentOf(rows: readonly RowRecord[]): number {
  const parts = rows.map(({ shown: { status, percent } }) => {
    if (status === 'Queued') return 0;
    return status === 'Running' ? (percent ?? 0) : 100;
  });
  return rows.length === 0 ? 0 : parts.reduce((sum, part) => sum + part, 0) / rows.length;
}

/** From what this batch's own films took, before its first one from earlier films; without either no figure. */
function secondsLeft(
  rows: readonly RowRecord[],
  concurrency: number,
  workPerFilmSecond: number | undefined,
): number | undefined {
  const left = rows.filter(({ shown }) => shown.status === 'Queued' || shown.status === 'Running');
  const pace = measuredPace(rows) ?? workPerFilmSecond;
  if (pace === undefined || left.length === 0) return undefined;
  const seconds = left.map(({ shown, filmSeconds, etaSeconds }) =>
    shown.status === 'Running' && etaSeconds !== undefined
      ? etaSeconds
      : filmSeconds * pace * (1 - (shown.percent ?? 0) / 100),
  );
  const all = seconds.reduce((sum, one) => sum + one, 0);
  return Math.max(all / Math.min(concurrency, left.length), ...seconds);
}

/** Seconds of work per second of film that was foreseen. */
function measuredPace(rows: readonly RowRecord[]): number | undefined {
  const done = rows.filter(({ shown, filmSeconds }) => shown.status === 'Succeeded' && filmSeconds > 0);
  const film = done.reduce((sum, { filmSeconds }) => sum + filmSeconds, 0);
  const work = done.reduce((sum, { shown }) => sum + (shown.tookSeconds ?? 0), 0);
  return film > 0 && work > 0 ? work / film : undefined;
}
