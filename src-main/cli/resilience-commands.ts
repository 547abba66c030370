import type { Command } from 'commander';
import type { BreakerState, ProviderMetrics, ResilienceMetrics } from '../../src-shared/resilience.ts';
import type { AddCommands } from './command-frame.ts';
import { printable } from './terminal.ts';

export const addResilienceCommands: AddCommands = (program, frame) => {
  const breakers = program
    .command('breakers')
    .description('which providers are left alone for a while, and until when');

  breakers
    .command('list')
    .description('every breaker with its state')
    .action(async (_options, command: Command) => {
      const list = (await frame.studio(command)).resilience.breakers();
      frame.answer(command, list, () => list.circuitBreakers.map(oneLine).join('\n') || 'No provider was called yet.');
    });

  const change = (name: 'reset' | 'isolate', description: string): void => {
    breakers
      .command(name)
      .description(description)
      .argument('<name>', 'as in OpenAI-LLM')
      .action(async (breaker: string, _options: unknown, command: Command) => {
        const state = (await frame.studio(command)).resilience[name](breaker);
        frame.answer(command, state, () => oneLine(state));
      });
  };
  change('reset', 'close one: the next call goes through');
  change('isolate', 'hold one open until it is reset');

  program
    .command('metrics')
    .description('how often providers failed, and how that was mended')
    .action(async (_options, command: Command) => {
      const metrics = (await frame.studio(command)).resilience.metrics();
      frame.answer(command, metrics, () => inWords(metrics));
    });
};

function oneLine({ name, state, failureCount, nextAttempt }: BreakerState): string {
  const until = state === 'Closed' ? '' : nextAttempt === null ? ', until it is reset' : `, until ${nextAttempt}`;
  return `${printable(name).padEnd(22)} ${state.padEnd(9)} ${failureCount} failures in a row${until}`;
}

function inWords({ circuitBreakers, retries, fallbacks, recoveryRate, providers }: ResilienceMetrics): string {
  return [
    `Breakers   ${circuitBreakers.total}: ${circuitBreakers.closed} closed, ${circuitBreakers.open} open, ${circuitBreakers.halfOpen} half open`,
    `Retries    ${retries.total}: ${retries.successful} successful, ${retries.failed} failed, ${retries.averageAttempts} attempts on average`,
    `Fallbacks  ${fallbacks.total}: ${fallbacks.successful} successful, ${fallbacks.failed} failed`,
    `Recovered  ${percent(recoveryRate)}`,
    ...providers.map(providerLine),
  ].join('\n');
}

const providerLine = ({ name, calls, successRate, p50Ms, p95Ms, costUsd }: ProviderMetrics): string =>
  `${printable(name).padEnd(22)} ${calls} calls, ${percent(successRate)} successful, p50 ${inMs(p50Ms)}, p95 ${inMs(p95Ms)}, $${costUsd.toFixed(4)}`;

const percent = (part: number | null): string => (part === null ? '–' : `${Number((part * 100).toFixed(1))} %`);
const inMs = (duration: number | null): string => (duration === null ? '–' : `${duration} ms`);
