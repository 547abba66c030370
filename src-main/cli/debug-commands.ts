import type { Command } from 'commander';
import { debugMinutes, usualCleanupDays, type DebugStatus, type DebugSummary } from '../../src-shared/batch-debug.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addDebugCommands: AddCommands = (program, frame) => {
  const debug = program.command('debug').description('record every request that jobs send to providers');
  const ofJob = (name: string, description: string) =>
    debug.command(name).description(description).argument('<job>', 'the ID of the job, as in “aura jobs list”');

  debug
    .command('on')
    .description('record for a while; once more extends it')
    .option('--minutes <n>', `${debugMinutes.least} to ${debugMinutes.most}`, String(debugMinutes.usual))
    .action(async (options: { minutes: string }, command: Command) => {
      const status = await (await frame.studio(command)).debug.enable(figure(options.minutes, 'minutes'));
      frame.answer(command, status, () => statusInWords(status));
    });
  debug
    .command('off')
    .description('stop recording; what was recorded stays')
    .action(async (_options: unknown, command: Command) => {
      const status = await (await frame.studio(command)).debug.disable();
      frame.answer(command, status, () => statusInWords(status));
    });
  debug
    .command('status')
    .description('whether requests are recorded, until when, and what there is')
    .action(async (_options: unknown, command: Command) => {
      const status = await (await frame.studio(command)).debug.status();
      frame.answer(command, status, () => statusInWords(status));
    });
  ofJob('summary', 'what a job’s requests came to, and what to change').action(
    async (jobId: string, _options: unknown, command: Command) => {
      const summary = await (await frame.studio(command)).debug.summary(jobId);
      frame.answer(command, summary, () => summaryInWords(summary));
    },
  );
  ofJob('log', 'every request of a job').action(async (jobId: string, _options: unknown, command: Command) => {
    const log = await (await frame.studio(command)).debug.log(jobId);
    frame.answer(command, log, () => JSON.stringify(log, undefined, 2));
  });
  debug
    .command('cleanup')
    .description('delete old session files; those of jobs at work stay')
    .option('--days <n>', 'older than so many days', String(usualCleanupDays))
    .action(async (options: { days: string }, command: Command) => {
      const freed = await (await frame.studio(command)).debug.cleanup(figure(options.days, 'days'));
      frame.answer(command, freed, () => `${freed.deleted} files, ${freed.bytesFreed} bytes`);
    });
};

function figure(value: string, field: string): number {
  const number = Number(value);
  if (value.trim() !== '' && !Number.isNaN(number)) return number;
  throw new StudioError(`InvalidInput:${field}`, { message: `“${field}” must be a number.` });
}

const statusInWords = ({ enabled, expiresAt, files }: DebugStatus): string =>
  [
    enabled ? `Requests are recorded${untilWords(expiresAt)}.` : 'Nothing is recorded.',
    ...files.map(({ fileName, sizeBytes }) => printable(`${fileName}  ${sizeBytes} bytes`)),
  ].join('\n');

const untilWords = (expiresAt: string | undefined): string => {
  if (expiresAt === undefined) return ' as long as AURA_BATCH_DEBUG is set';
  const minutes = Math.ceil((Date.parse(expiresAt) - Date.now()) / 60_000);
  return ` for ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}`;
};

function summaryInWords(summary: DebugSummary): string {
  const { total_requests, successful_requests, success_rate_percent, status_code_breakdown, recommendations } = summary;
  return [
    `${successful_requests} of ${total_requests} requests succeeded (${success_rate_percent} %)`,
    ...Object.entries(status_code_breakdown).map(([status, count]) => `  ${status}: ${count}`),
    ...recommendations,
  ]
    .map(printable)
    .join('\n');
}
