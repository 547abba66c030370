import { once } from 'node:events';
import { join } from 'node:path';
import { isTerminal } from '../../../src-shared/job.ts';
import type { LogEntry, LogFilter, LogUpdate } from '../../../src-shared/log.ts';
import { durationOf, recordFilter } from '../../logging/log-filter.ts';
import { readLog, type LogRecord } from '../../logging/read-log.ts';
import { tailLog, type LogPosition } from '../../logging/tail-log.ts';
import { subjectOf } from '../bundle/bundle-of-job.ts';
import type { DiagnosticsParts } from '../bundle/bundle-subject.ts';
import { lineNumberOf } from '../bundle/collectors/logs.ts';
import { readJobLog } from '../bundle/job-log.ts';

/** More than anybody reads, and little enough for a window to hold. */
const mostEntries = 20_000;
const entriesAtOnce = 500;

interface Backlog {
  entries: LogEntry[];
  filteredCount: number;
  olderCount: number;
  end: LogPosition | undefined;
  /** Whether more may be written that belongs here. */
  goesOn: boolean;
}

/** What the filter lets through of the log as it is, then of what is added, until the signal aborts. */
export async function* watchLog(
  filter: LogFilter,
  signal: AbortSignal,
  parts: DiagnosticsParts,
): AsyncGenerator<LogUpdate> {
  await parts.flushLog();
  const logFolder = join(parts.dataFolder, 'logs');
  const { entries, olderCount, end, goesOn, ...counted } = await backlogOf(filter, signal, parts);
  let { filteredCount } = counted;
  for (let start = 0; start < entries.length; start += entriesAtOnce) {
    yield { entries: entries.slice(start, start + entriesAtOnce), filteredCount, olderCount, isLive: false };
  }
  yield { entries: [], filteredCount, olderCount, isLive: true };
  if (!goesOn) return void (await once(signal, 'abort'));
  const isWanted = recordFilter(filter);
  for await (const records of tailLog(logFolder, end, signal)) {
    const ofJob = records.filter(({ jobId }) => filter.bundleOf === undefined || jobId === filter.bundleOf);
    const wanted = ofJob.filter(isWanted);
    filteredCount += ofJob.length - wanted.length;
    for (let start = 0; start === 0 || start < wanted.length; start += entriesAtOnce) {
      const added = wanted.slice(start, start + entriesAtOnce).map((record) => entryOf(record));
      yield { entries: added, filteredCount, olderCount, isLive: true };
    }
  }
}

const backlogOf = (filter: LogFilter, signal: AbortSignal, parts: DiagnosticsParts): Promise<Backlog> =>
  filter.bundleOf === undefined ? wholeLog(filter, signal, parts) : logOfBundle(filter, filter.bundleOf, parts);

async function wholeLog(filter: LogFilter, signal: AbortSignal, { dataFolder }: DiagnosticsParts): Promise<Backlog> {
  const isWanted = recordFilter(filter);
  let entries: LogEntry[] = [];
  let [filteredCount, olderCount] = [0, 0];
  let end: LogPosition | undefined;
  const onNewest = (name: string, bytes: number): void => void (end = { name, bytes });
  for await (const record of readLog(join(dataFolder, 'logs'), {
    onNewest,
    ...(filter.from && { from: filter.from }),
  })) {
    signal.throwIfAborted();
    if (!isWanted(record)) filteredCount++;
    else if (entries.push(entryOf(record)) > 2 * mostEntries) {
      olderCount += entries.length - mostEntries;
      entries = entries.slice(-mostEntries);
    }
  }
  olderCount += Math.max(0, entries.length - mostEntries);
  return { entries: entries.slice(-mostEntries), filteredCount, olderCount, end, goesOn: true };
}

async function logOfBundle(filter: LogFilter, jobId: string, parts: DiagnosticsParts): Promise<Backlog> {
  const { job, logFolder, logWindow } = await subjectOf(jobId, parts);
  const jobLog = await readJobLog(job, logFolder, logWindow);
  const hasEnded = isTerminal(job.status);
  const isWanted = recordFilter(filter);
  // While a job runs its window moves on, and with it the numbers.
  const entries = jobLog.records.flatMap((record, index) =>
    isWanted(record) ? entryOf(record, hasEnded ? lineNumberOf(index, jobLog) : undefined) : [],
  );
  const olderCount = Math.max(0, entries.length - mostEntries);
  return {
    entries: entries.slice(-mostEntries),
    filteredCount: jobLog.records.length - entries.length,
    olderCount,
    end: jobLog.end,
    goesOn: !hasEnded,
  };
}

function entryOf(record: LogRecord, line?: number): LogEntry {
  const { timestamp, level, message, jobId, step, correlationId, data } = record;
  const durationMs = durationOf(record);
  return {
    ...(line !== undefined && { line }),
    timestamp,
    level,
    message,
    ...(jobId !== undefined && { jobId }),
    ...(step !== undefined && { step }),
    ...(correlationId !== undefined && { correlationId }),
    ...(data !== undefined && { data: JSON.stringify(data) }),
    ...(durationMs !== undefined && { durationMs }),
  };
}
