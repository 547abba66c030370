import { logLevels, type LogFilter } from '../../src-shared/log.ts';
import type { LogRecord } from './read-log.ts';

/** Whether a record is wanted; `from` and `bundleOf` say what is read in the first place and are no matter here. */
export function recordFilter({ level, jobId, text, slowMs }: LogFilter): (record: LogRecord) => boolean {
  const least = level === undefined ? 0 : logLevels.indexOf(level);
  const words = text?.trim().toLowerCase();
  return (record) =>
    logLevels.indexOf(record.level) >= least &&
    (jobId === undefined || record.jobId === jobId) &&
    (!words || searchedText(record).includes(words)) &&
    (slowMs === undefined || (durationOf(record) ?? Number.NEGATIVE_INFINITY) >= slowMs);
}

const searchedText = ({ message, correlationId = '', jobCorrelationId = '', data }: LogRecord): string =>
  `${message} ${correlationId} ${jobCorrelationId} ${data === undefined ? '' : JSON.stringify(data)}`.toLowerCase();

/** Milliseconds. Steps and calls say `durationMs`, programs `seconds`. */
export function durationOf({ data }: LogRecord): number | undefined {
  const { durationMs, seconds } = data ?? {};
  if (typeof durationMs === 'number') return durationMs;
  return typeof seconds === 'number' ? seconds * 1000 : undefined;
}
