import type { JobEvent, JobUpdate } from '../../src-shared/job-events.ts';
import { printable, type Terminal } from './terminal.ts';

const plainLineEveryMs = 10_000;

/** A live line on a terminal; elsewhere a line a step and one now and then, as a log wants it. */
export async function showProgress(updates: AsyncIterable<JobUpdate>, terminal: Terminal): Promise<void> {
  let lastLineMs = performance.now();
  try {
    for await (const update of updates) {
      if (update.kind !== 'event') continue;
      const { event } = update;
      if (event.kind === 'step-progress') {
        terminal.liveLine(progressLine(event));
        if (terminal.isLive || performance.now() - lastLineMs < plainLineEveryMs) continue;
        terminal.complain(progressLine(event));
        lastLineMs = performance.now();
      } else {
        const line = eventLine(event);
        if (line !== undefined) terminal.complain(line);
      }
    }
  } catch (error) {
    // The studio was closed while it looked on.
    if (error instanceof Error && error.name === 'AbortError') return;
    throw error;
  } finally {
    terminal.liveLine('');
  }
}

/** What is worth a line of its own. */
export function eventLine(event: JobEvent): string | undefined {
  switch (event.kind) {
    case 'step-status':
      return event.status === 'Pending' ? undefined : stepLine(event);
    case 'step-error':
      return `${event.step}: ${printable(event.error.message)}`;
    case 'job-warning':
      return `Note: ${printable(event.message)}`;
    case 'job-status':
    case 'step-progress':
    case 'job-log':
    case 'job-completed':
    case 'job-failed':
    case 'job-canceled':
      return undefined;
  }
}

function stepLine(event: Extract<JobEvent, { kind: 'step-status' }>): string {
  const seconds = event.durationMs === undefined ? '' : ` in ${(event.durationMs / 1000).toFixed(1)} s`;
  const reason = event.skippedReason === undefined ? '' : ` (${printable(event.skippedReason)})`;
  return `${event.step}: ${event.status}${seconds}${reason}`;
}

export function progressLine(event: Extract<JobEvent, { kind: 'step-progress' }>): string {
  const left = event.etaSeconds === undefined ? '' : ` · ${clock(event.etaSeconds)} left`;
  const end = event.isFinalizing ? ' · finalizing' : left;
  const detail = event.detail === undefined ? '' : ` · ${printable(event.detail)}`;
  return `${Math.floor(event.percent)} % · ${event.step}${detail}${end}`;
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
