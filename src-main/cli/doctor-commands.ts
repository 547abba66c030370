import { writeHeapSnapshot } from 'node:v8';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { temporaryBeside } from '../storage/atomic-file.ts';
import { requireWritableFolder } from '../storage/output-folder.ts';
import { exitCodes, type AddCommands, type CommandFrame } from './command-frame.ts';
import { runDrill } from './drill/run-drill.ts';
import { exitCodeFor, oneLine } from './health-commands.ts';

export const addDoctorCommands: AddCommands = (program, frame) => {
  const doctor = program
    .command('doctor')
    .description('look at everything, and say what to do about what is not well')
    .option('--drill', 'play every fault in a folder of its own and see that the studio recovers')
    .action(async ({ drill }: { drill?: true }, command: Command) =>
      drill ? answerDrill(command, frame) : answerCheck(command, frame),
    );

  doctor
    .command('heap-snapshot')
    .description('write what this process has in memory, keys too, for a developer: never share it')
    .requiredOption('--out <file>', 'a .heapsnapshot file')
    .action(async ({ out }: { out: string }, command: Command) => {
      await frame.studio(command);
      const path = resolve(out);
      await writeSnapshot(path);
      frame.answer(command, { path }, () => path);
    });
};

async function answerCheck(command: Command, frame: CommandFrame): Promise<void> {
  const studio = await frame.studio(command);
  const { status, checks } = await studio.health.check();
  const troubled = checks.filter((check) => check.status !== 'Healthy');
  frame.answer(command, { status, checks, warnings: studio.warnings() }, () =>
    [
      ...checks.map(oneLine),
      '',
      troubled.length === 0 ? 'All is well.' : `${troubled.length} of ${checks.length} need a look.`,
    ].join('\n'),
  );
  frame.exitCode = exitCodeFor[status];
}

async function answerDrill(command: Command, frame: CommandFrame): Promise<void> {
  const results = await runDrill((result) => {
    const seconds = (result.durationMs / 1000).toFixed(1);
    frame.terminal.complain(`${result.isPassed ? 'pass' : 'FAIL'}  ${result.name} (${seconds} s)`);
  });
  const failed = results.filter(({ isPassed }) => !isPassed);
  frame.answer(command, { passed: results.length - failed.length, failed: failed.length, results }, () =>
    [
      ...failed.map(({ name, reason }) => `FAIL  ${name}: ${reason ?? ''}`),
      `${results.length - failed.length} passed, ${failed.length} failed`,
    ].join('\n'),
  );
  frame.exitCode = failed.length === 0 ? exitCodes.fine : exitCodes.failed;
}

/** Whole or not at all, and for its owner's eyes only. */
async function writeSnapshot(path: string): Promise<void> {
  await requireWritableFolder(dirname(path));
  const temporary = temporaryBeside(path);
  const umask = process.umask(0o077);
  try {
    writeHeapSnapshot(temporary);
    await rename(temporary, path);
  } finally {
    process.umask(umask);
    await rm(temporary, { force: true });
  }
}
