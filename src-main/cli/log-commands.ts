import { join } from 'node:path';
import { Option, type Command } from 'commander';
import type { TraceLine } from '../../src-shared/diagnostics.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { logLevels, type LogLevel } from '../../src-shared/log.ts';
import { recordFilter } from '../logging/log-filter.ts';
import { readLog, type LogRecord } from '../logging/read-log.ts';
import type { AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addLogCommands: AddCommands = (program, frame) => {
  program
    .command('trace')
    .description('all that happened under one correlation ID, from the click to the file')
    .argument('<id>', 'the correlation ID of a job, a step or an error')
    .action(async (correlationId: string, _options: unknown, command: Command) => {
      const lines = await (await frame.studio(command)).diagnostics.trace(correlationId);
      frame.answer(command, { correlationId, lines }, () => lines.map(traceLine).join('\n'));
    });

  program
    .command('logs')
    .description('the studio’s log, oldest first')
    .addOption(new Option('--level <level>', 'of this weight and above').choices(logLevels))
    .option('--since <time>', 'from 30s, 15m, 2h or 7d ago, or from a moment such as 2026-05-01T10:00Z')
    .option('--job <id>', 'of one job')
    .option('--text <text>', 'with these words, in any case')
    .option('--slow <ms>', 'of what took at least so long')
    .action(async (_options: unknown, command: Command) => {
      const { dataFolder, isJson } = frame.options(command);
      const wishes = command.opts<Wishes>();
      const isWanted = filterOf(wishes);
      const from = wishes.since === undefined ? '' : momentOf(wishes.since);
      // Line by line, as they are read: a log is long. Without the studio, which may not be able to open.
      for await (const record of readLog(join(dataFolder, 'logs'), {
        from,
        onGap: (note) => frame.terminal.complain(printable(note)),
      })) {
        if (isWanted(record)) frame.terminal.answer(isJson ? JSON.stringify(record) : logLineInWords(record));
      }
    });
};

interface Wishes {
  level?: LogLevel;
  since?: string;
  job?: string;
  text?: string;
  slow?: string;
}

function filterOf({ level, job, text, slow }: Wishes): (record: LogRecord) => boolean {
  const slowMs = slow === undefined ? undefined : Number(slow);
  if (slowMs !== undefined && !(slowMs >= 0)) {
    throw new StudioError('InvalidInput:slow', { message: '--slow takes a number of milliseconds.' });
  }
  return recordFilter({
    ...(level !== undefined && { level }),
    ...(job !== undefined && { jobId: job }),
    ...(text !== undefined && { text }),
    ...(slowMs !== undefined && { slowMs }),
  });
}

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function momentOf(since: string): string {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(since) ?? [];
  const ms = unit === undefined ? Date.parse(since) : Date.now() - Number(count) * unitMs[unit as keyof typeof unitMs];
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw new StudioError('InvalidInput:since', {
    message: `“${since.slice(0, 100)}” is no time.`,
    remediation: 'Say 15m, 2h or 7d, or a moment such as 2026-05-01T10:00Z.',
  });
}

const logLineInWords = ({ timestamp, level, jobId, step, message, data }: LogRecord): string =>
  printable(
    [
      timestamp,
      level.toUpperCase().padEnd(5),
      ...(jobId === undefined ? [] : [jobId]),
      ...(step === undefined ? [] : [`${step}:`]),
      message,
      ...(data === undefined ? [] : [JSON.stringify(data)]),
    ].join(' '),
  );

const traceLine = ({ timestamp, source, step, text }: TraceLine): string =>
  printable(`${timestamp}  ${source.padEnd(8)}  ${(step ?? '').padEnd(9)}  ${text}`);
