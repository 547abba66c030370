import type { Command } from 'commander';
import type { CheckResult, HealthStatus, ProviderHealth, SystemHealth } from '../../src-shared/health.ts';
import { providerNames } from '../../src-shared/provider-settings.ts';
import { exitCodes, type AddCommands, type CommandFrame } from './command-frame.ts';
import { printable } from './terminal.ts';

export const exitCodeFor: Record<HealthStatus, number> = {
  Healthy: exitCodes.fine,
  Degraded: exitCodes.degraded,
  Unhealthy: exitCodes.failed,
};

export const addHealthCommands: AddCommands = (program, frame) => {
  const health = program
    .command('health')
    .description('whether everything that a film needs is there')
    .action(async (_options, command: Command) => {
      const { status, checks } = await (await frame.studio(command)).health.check();
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
    .action(async (_options, command: Command) => answerReady(command, frame));

  health
    .command('system')
    .description('every component, FFmpeg with what it can do, disk, memory and graphics')
    .action(async (_options, command: Command) => {
      const result = await (await frame.studio(command)).health.system();
      frame.answer(command, result, () => systemInWords(result));
      frame.exitCode = exitCodeFor[result.status];
    });

  health
    .command('providers')
    .description('the providers that the settings name or that have a key, each asked once')
    .action(async (_options, command: Command) => {
      const providers = await (await frame.studio(command)).health.providers();
      frame.answer(command, providers, () => providers.map(providerLine).join('\n'));
      frame.exitCode = providers.some(({ status }) => status !== 'Healthy') ? exitCodes.degraded : exitCodes.fine;
    });
};

async function answerReady(command: Command, frame: CommandFrame): Promise<void> {
  const { components } = await (await frame.studio(command)).health.system();
  const blocking = Object.entries(components)
    .map(([name, component]) => ({ name, ...component }))
    .filter(({ status }) => status === 'Unhealthy');
  const isReady = blocking.length === 0;
  frame.answer(command, { status: isReady ? 'Healthy' : 'Unhealthy', isReady, blocking }, () =>
    isReady ? 'Ready' : blocking.map(oneLine).join('\n'),
  );
  frame.exitCode = isReady ? exitCodes.fine : exitCodes.failed;
}

function systemInWords({ status, components, ffmpeg, disk, memory, gpu }: SystemHealth): string {
  const gigabytes = (bytes: number | null) => (bytes === null ? 'unknown' : `${(bytes / 1e9).toFixed(1)} GB`);
  return [
    status,
    ...Object.entries(components).map(([name, component]) => oneLine({ name, ...component })),
    ffmpeg === null
      ? 'No FFmpeg that runs.'
      : `FFmpeg ${printable(ffmpeg.version)} at ${printable(ffmpeg.path)}: ${ffmpeg.encoders.length} encoders, ${ffmpeg.filters.length} filters.`,
    `Disk: ${gigabytes(disk.dataFreeBytes)} free for the studio, ${gigabytes(disk.outputFreeBytes)} for videos.`,
    `Memory: ${gigabytes(memory.freeBytes)} of ${gigabytes(memory.totalBytes)} free, ${gigabytes(memory.processBytes)} in use here.`,
    gpu === null ? 'Graphics: not known.' : `Graphics: ${gpu.vendor} ${gpu.model ?? ''}`.trimEnd(),
  ].join('\n');
}

function providerLine({
  provider,
  kind,
  status,
  averageLatency,
  successRate,
  circuitState,
  lastError,
}: ProviderHealth) {
  const figures = [
    averageLatency !== null && `${Math.round(averageLatency)} ms`,
    successRate !== null && `${Math.round(successRate * 100)} % succeed`,
    circuitState !== 'Closed' && `breaker ${circuitState}`,
    lastError !== null && printable(lastError),
  ];
  return `${`${provider}-${kind}`.padEnd(22)} ${status.padEnd(10)} ${figures.filter(Boolean).join(', ')}`.trimEnd();
}

/** "Output folder" is `outputFolder`; a provider keeps its name. */
const keyOf = (name: string): string =>
  providerNames.some((provider) => provider === name)
    ? name
    : name.toLowerCase().replace(/ ([a-z])/g, (_match, letter: string) => letter.toUpperCase());

export const oneLine = ({ name, status, finding, remedy }: CheckResult): string =>
  `${name.padEnd(14)} ${status.padEnd(10)} ${printable(finding)}${remedy === undefined ? '' : ` ${printable(remedy)}`}`;
