import type { Command } from 'commander';
import type { CheckResult, HealthStatus } from '../../src-shared/health.ts';
import { exitCodes, type AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

const exitCodeFor: Record<HealthStatus, number> = {
  Healthy: exitCodes.fine,
  Degraded: exitCodes.degraded,
  Unhealthy: exitCodes.failed,
};

export const addHealthCommands: AddCommands = (program, frame) => {
  const look = async (command: Command) => (await frame.studio(command)).systemCheck();
  const health = program
    .command('health')
    .description('whether everything that a film needs is there')
    .action(async (_options, command: Command) => {
      const { status, checks } = await look(command);
      const byName = Object.fromEntries(checks.map(({ name, ...check }) => [keyOf(name), check]));
      frame.answer(command, { status, checks: byName }, () => [status, ...checks.map(oneLine)].join('\n'));
      frame.exitCode = exitCodeFor[status];
    });

  health
    .command('live')
    .description('whether the studio opens at all')
    .action(async (_options, command: Command) => {
      await frame.studio(command);
      frame.answer(command, { status: 'Healthy' }, () => 'Healthy');
    });

  health
    .command('ready')
    .description('whether a film could be made now; fails with what stands in the way')
    .action(async (_options, command: Command) => {
      const { checks } = await look(command);
      const blocking = checks.filter(({ status }) => status === 'Unhealthy');
      const isReady = blocking.length === 0;
      frame.answer(command, { isReady, blocking }, () => (isReady ? 'Ready' : blocking.map(oneLine).join('\n')));
      frame.exitCode = isReady ? exitCodes.fine : exitCodes.failed;
    });

  health
    .command('system')
    .description('every check with its finding and remedy')
    .action(async (_options, command: Command) => {
      const result = await look(command);
      frame.answer(command, result, () => [result.status, ...result.checks.map(oneLine)].join('\n'));
      frame.exitCode = exitCodeFor[result.status];
    });
};

/** "Output folder" is `outputFolder`. */
const keyOf = (name: string): string =>
  name.toLowerCase().replace(/ ([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const oneLine = ({ name, status, finding, remedy }: CheckResult): string =>
  `${name.padEnd(14)} ${status.padEnd(10)} ${printable(finding)}${remedy === undefined ? '' : ` ${printable(remedy)}`}`;
