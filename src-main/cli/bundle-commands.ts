import { resolve } from 'node:path';
import type { Command } from 'commander';
import { StudioError } from '../../src-shared/failure.ts';
import { verifyBundle } from '../diagnostics/bundle/verify-bundle.ts';
import { exitCodes, type AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addBundleCommands: AddCommands = (program, frame) => {
  const bundle = program
    .command('bundle')
    .description('save the diagnostics of a job as a ZIP that is safe to share')
    .argument('<job>', 'the ID of the job, as in “aura jobs list”')
    // Not a required option: commander would ask `bundle verify` for it too.
    .option('--out <file>', 'where to save the ZIP')
    .option('--leave-out <names...>', 'files that are not to be shared, such as logs-redacted.txt')
    .action(async (jobId: string, _options: unknown, command: Command) => {
      const { out, leaveOut } = command.opts<{ out?: string; leaveOut?: string[] }>();
      if (!out) {
        throw new StudioError('InvalidInput:out', { message: 'Say where to save it.', remediation: 'Add --out FILE.' });
      }
      const { diagnostics } = await frame.studio(command);
      const path = resolve(out);
      const record = await diagnostics.createBundle(jobId, { ...(leaveOut && { leaveOut }) });
      await diagnostics.saveBundle(record.bundleId, path);
      frame.answer(command, { ...record, path }, () => printable(path));
    });

  bundle
    .command('verify')
    .description('whether a ZIP is a bundle as it was made, whole and without secrets')
    .argument('<file>', 'the ZIP')
    .action(async (file: string, _options: unknown, command: Command) => {
      const verdict = await verifyBundle(resolve(file));
      const { isValid, problems, notes, fileCount } = verdict;
      frame.answer(command, verdict, () =>
        [isValid ? `Whole and clean: ${fileCount} files.` : 'Not as it should be:', ...problems, ...notes]
          .map(printable)
          .join('\n'),
      );
      frame.exitCode = isValid ? exitCodes.fine : exitCodes.failed;
    });
};
