import { isAtRest, type BatchDetail, type BatchRow, type BatchUpdate } from '../../src-shared/batch.ts';
import { printable, type Terminal } from './terminal.ts';

/** Until the batch is at rest: a live table on a terminal; elsewhere a line for each row that came to its end. */
export async function showBatch(updates: AsyncIterable<BatchUpdate>, terminal: Terminal): Promise<void> {
  const rows = new Map<number, BatchRow>();
  try {
    for await (const { batch, rows: changed, isWhole } of updates) {
      for (const row of changed) rows.set(row.row, row);
      if (terminal.isLive) terminal.liveLine(batchTable({ batch, rows: [...rows.values()] }));
      // What had ended before was told before.
      else if (!isWhole) for (const row of changed.filter(hasEnded)) terminal.complain(rowLine(row));
      if (isAtRest(batch)) return;
    }
  } catch (error) {
    // The studio was closed while it looked on.
    if (error instanceof Error && error.name === 'AbortError') return;
    throw error;
  } finally {
    terminal.liveLine('');
  }
}

const hasEnded = ({ status }: BatchRow): boolean => status !== 'Queued' && status !== 'Running';
const mostShown = 12;

/** The counts, what runs, what failed last and what comes next: as much as fits a small terminal. */
function batchTable({ batch, rows }: BatchDetail): string {
  const of = (status: BatchRow['status']): BatchRow[] => rows.filter((row) => row.status === status);
  const running = of('Running');
  const failed = of('Failed').slice(-4);
  const next = of('Queued').toSorted((a, b) => a.position - b.position);
  const room = Math.max(0, mostShown - running.length - failed.length);
  const shown = [...running, ...failed, ...next.slice(0, room)];
  return [countsLine(batch), ...shown.map(rowLine)].join('\n');
}

export function countsLine({ counts, percent, etaSeconds, status }: BatchDetail['batch']): string {
  const { total, succeeded, failed, running, queued, canceled } = counts;
  const parts = [
    `${Math.floor(percent)} %`,
    `${succeeded} of ${total} succeeded`,
    failed > 0 && `${failed} failed`,
    running > 0 && `${running} running`,
    queued > 0 && `${queued} queued`,
    canceled > 0 && `${canceled} canceled`,
    status === 'Paused' && 'paused',
    etaSeconds !== undefined && `about ${roughly(etaSeconds)} left`,
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

export function rowLine({ row, status, title, percent, step, detail, tookSeconds, error }: BatchRow): string {
  const doing = step === undefined ? '' : `${Math.floor(percent ?? 0)} % ${step}${detail ? ` · ${detail}` : ''}`;
  const took = status === 'Succeeded' && tookSeconds !== undefined ? `${tookSeconds.toFixed(0)} s` : '';
  const why = error ? `${error.message} (${error.code})` : '';
  return printable(
    `${String(row).padStart(4)}  ${status.padEnd(9)}  ${title.slice(0, 40)}  ${why || doing || took}`.trimEnd(),
  );
}

const roughly = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
