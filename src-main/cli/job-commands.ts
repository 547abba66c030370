import { Option, type Command } from 'commander';
import { isTerminal, type Job, type StepName } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';
import type { JobUpdate } from '../../src-shared/job-events.ts';
import { exitCodes, type AddCommands, type CommandFrame } from './command-frame.ts';
import { runToEnd } from './run-to-end.ts';
import { eventLine, progressLine } from './show-progress.ts';
import { printable } from './terminal.ts';

export const addJobCommands: AddCommands = (program, frame) => {
  const jobs = program.command('jobs').description('what was made, is made and waits');

  jobs
    .command('list')
    .description('all jobs, newest first')
    .action(async (_options, command: Command) => {
      const all = (await frame.studio(command)).jobs.list();
      frame.answer(command, { jobs: all }, () => all.map(oneLine).join('\n') || 'There are no jobs yet.');
    });

  ofJob(jobs, frame, 'show', 'everything about one job', async ({ studio, jobId, command }) => {
    const job = studio.jobs.get(jobId);
    frame.answer(command, job, () => inDetail(job));
  });

  ofJob(jobs, frame, 'watch', 'what happens to a job until it ends', async ({ studio, jobId, command }) => {
    await watch(frame, command, studio.jobs.watch(jobId, undefined, new AbortController().signal));
    const { status } = studio.jobs.get(jobId);
    frame.exitCode = status === 'Succeeded' ? exitCodes.fine : exitCodes.failed;
  });

  ofJob(
    jobs,
    frame,
    'cancel',
    'end a job, whichever window or terminal runs it',
    async ({ studio, jobId, command }) => {
      const job = await studio.jobs.cancel(jobId);
      frame.answer(command, job, () => oneLine(job));
    },
  );

  ofJob(jobs, frame, 'resume', 'go on with an interrupted job', async ({ studio, jobId, command }) => {
    await runToEnd(frame, command, studio, await studio.jobs.resume(jobId));
  });

  ofJob(jobs, frame, 'retry', 'make it again as a new job', async ({ studio, jobId, command }) => {
    const { step, standIns: withStandIns } = command.opts<{ step?: StepName; standIns?: true }>();
    await runToEnd(frame, command, studio, await studio.jobs.retry(jobId, step, { withStandIns }), 0);
  })
    .addOption(
      new Option('--step <name>', 'keep what the job has made, but for this step and what depends on it').choices(
        stepNames,
      ),
    )
    .option('--stand-ins', 'finish without the providers that fail: a card, the local voice, the template stand in');
};

interface JobCommand {
  studio: Awaited<ReturnType<CommandFrame['studio']>>;
  jobId: string;
  command: Command;
}

function ofJob(
  jobs: Command,
  frame: CommandFrame,
  name: string,
  description: string,
  run: (given: JobCommand) => Promise<void>,
): Command {
  return jobs
    .command(name)
    .description(description)
    .argument('<id>', 'the ID of the job, as in “aura jobs list”')
    .action(async (jobId: string, _options: unknown, command: Command) => {
      const studio = await frame.studio(command);
      await run({ studio, jobId, command });
    });
}

async function watch(frame: CommandFrame, command: Command, updates: AsyncIterable<JobUpdate>): Promise<void> {
  const { isJson } = frame.options(command);
  for await (const update of updates) {
    if (isJson) frame.terminal.answer(JSON.stringify(update));
    else for (const line of linesOf(update)) frame.terminal.answer(line);
    if (isOver(update)) return;
  }
}

/** An interrupted job goes on only when somebody resumes it, so there is nothing to wait for. */
function isOver(update: JobUpdate): boolean {
  const status =
    update.kind === 'snapshot'
      ? update.job.status
      : update.kind === 'event' && update.event.kind === 'job-status'
        ? update.event.status
        : undefined;
  return status !== undefined && (isTerminal(status) || status === 'Interrupted');
}

function linesOf(update: JobUpdate): string[] {
  if (update.kind === 'snapshot') return [oneLine(update.job)];
  if (update.kind === 'seq-gone') return [];
  const { event } = update;
  const line = event.kind === 'step-progress' ? progressLine(event) : eventLine(event);
  if (line !== undefined) return [line];
  const ends = { 'job-completed': 'Succeeded', 'job-failed': 'Failed', 'job-canceled': 'Canceled' } as const;
  return event.kind in ends ? [ends[event.kind as keyof typeof ends]] : [];
}

const oneLine = ({ jobId, status, percent, title, createdUtc }: Job): string =>
  `${jobId}  ${status.padEnd(11)} ${String(Math.floor(percent)).padStart(3)} %  ${createdUtc.slice(0, 16).replace('T', ' ')}  ${printable(title)}`;

const inDetail = (job: Job): string =>
  [
    oneLine(job),
    ...job.steps.map(
      ({ name, status, detail }) =>
        `  ${name.padEnd(10)} ${status}${detail === undefined ? '' : ` · ${printable(detail)}`}`,
    ),
    ...(job.output ? [`  ${printable(job.output.videoPath)}`] : []),
    ...job.warnings.map((warning) => `  Note: ${printable(warning)}`),
    ...job.errors.flatMap(({ code, message, remediation, correlationId }) => [
      `  ${printable(message)} ${printable(remediation)}`,
      `  (${printable(code)}, correlation ID ${correlationId})`,
    ]),
  ].join('\n');
