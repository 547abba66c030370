import type { z } from 'zod';
import { isLonger, limitsOf } from './provider-limits.ts';
import {
  imageNames,
  llmNames,
  providerKinds,
  providerNames,
  sectionOfKind,
  ttsNames,
  type ProviderKind,
  type ProviderName,
  type ProviderSettings,
  type Retry,
} from './provider-settings.ts';

interface RuledSettings {
  providers: ProviderSettings;
  resilience: { retry: Retry };
  timeouts: { request: number; operation: number; job: number };
}

interface Problem {
  path: (string | number)[];
  /** Ends the sentence that begins with the setting's path. */
  message: string;
}

const namesOfKind: Record<ProviderKind, readonly ProviderName[]> = { LLM: llmNames, TTS: ttsNames, Images: imageNames };

/** What no single setting can know: a request ends before its operation, that before its job; no list names one twice. */
export function refuseContradictions(settings: RuledSettings, context: z.RefinementCtx): void {
  for (const problem of [...timeoutProblems(settings), ...retryProblems(settings), ...chainProblems(settings)]) {
    context.addIssue({ code: 'custom', ...problem });
  }
}

function timeoutProblems({ timeouts, providers }: RuledSettings): Problem[] {
  const general = [
    longer(['timeouts', 'request'], timeouts.request, 'timeouts.operation', timeouts.operation),
    longer(['timeouts', 'operation'], timeouts.operation, 'timeouts.job', timeouts.job),
  ];
  const own = providerNames.flatMap((name) => {
    const provider = providers[name];
    const path = ['providers', name];
    return [
      longer([...path, 'operationTimeout'], provider.operationTimeout, 'timeouts.job', timeouts.job),
      ...providerKinds
        .filter((kind) => namesOfKind[kind].includes(name))
        .map((kind) => {
          const { operationMs } = limitsOf(provider, kind, timeouts);
          const enclosing = `providers.${name}.operationTimeout`;
          return longer([...path, 'requestTimeout'], provider.requestTimeout, enclosing, operationMs);
        }),
    ];
  });
  return [...general, ...own].flatMap((problem) => problem ?? []);
}

function longer(path: string[], limitMs: number | undefined, enclosing: string, enclosingMs: number) {
  if (limitMs === undefined || !isLonger(limitMs, enclosingMs)) return undefined;
  return { path, message: `(${ms(limitMs)}) is longer than “${enclosing}” (${ms(enclosingMs)})` };
}

function retryProblems({ providers, resilience }: RuledSettings): Problem[] {
  const { retry } = resilience;
  const own = providerNames.flatMap((name) => {
    const given = providers[name].retry;
    if (given.initialDelay === undefined && given.maxDelay === undefined) return [];
    return delayProblem(['providers', name, 'retry'], { ...retry, ...given });
  });
  return [...delayProblem(['resilience', 'retry'], retry), ...own];
}

function delayProblem(
  path: string[],
  { initialDelay, maxDelay }: { initialDelay?: number | undefined; maxDelay?: number | undefined },
): Problem[] {
  if (initialDelay === undefined || maxDelay === undefined || initialDelay <= maxDelay) return [];
  const message = `(${ms(initialDelay)}) is longer than “${[...path, 'maxDelay'].join('.')}” (${ms(maxDelay)})`;
  return [{ path: [...path, 'initialDelay'], message }];
}

function chainProblems({ providers }: RuledSettings): Problem[] {
  return providerKinds.flatMap((kind) => {
    const section = sectionOfKind[kind];
    const { fallback, providers: listed = [] } = providers[section];
    return [
      ...saidTwice(['providers', section, 'fallback'], fallback),
      ...saidTwice(
        ['providers', section, 'providers'],
        listed.map(({ name }) => name),
      ),
    ];
  });
}

const saidTwice = (path: string[], names: readonly string[]): Problem[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ path: [...path, index], message: `names ${name} a second time` }] : [],
  );

const ms = (value: number): string => `${value.toLocaleString('en')} ms`;
