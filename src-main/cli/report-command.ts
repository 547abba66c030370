import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addReportCommand: AddCommands = (program, frame) => {
  program
    .command('report')
    .description('system, providers, recent errors, how long work takes and resources, without secrets')
    .option('--out <file>', 'where to save it: Markdown when it ends in .md, JSON otherwise')
    .action(async (_options: unknown, command: Command) => {
      const { out } = command.opts<{ out?: string }>();
      const { diagnostics } = await frame.studio(command);
      if (out === undefined) {
        const report = await diagnostics.report();
        frame.answer(command, report, () =>
          diagnostics.reportText(report, 'markdown').split('\n').map(printable).join('\n'),
        );
        return;
      }
      const path = resolve(out);
      const report = await diagnostics.saveReport(path, path.toLowerCase().endsWith('.md') ? 'markdown' : 'json');
      frame.answer(command, { ...report, path }, () => printable(path));
    });
};
