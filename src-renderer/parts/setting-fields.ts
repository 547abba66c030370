import { frameRates, qualities } from '../../src-shared/brief.ts';
import { encoderWishes, videoCodecs } from '../../src-shared/encoders.ts';
import {
  breakerNames,
  connectionStrategies,
  failureCauses,
  retryableCauses,
} from '../../src-shared/provider-settings.ts';
import { simulatedKinds } from '../../src-shared/resilience-settings.ts';
import { texts } from '../texts.ts';

/** How a setting is edited; `ms` stands in the file in milliseconds and on screen in seconds. */
export type FieldKind = 'switch' | 'count' | 'ms' | 'factor' | 'part' | 'text' | 'choice' | 'set';

type FieldOption = readonly [value: string | number, words: string];

export interface SettingField {
  path: string;
  kind: FieldKind;
  /** Of a choice, one of which holds; of a set, any of which do. */
  options?: readonly FieldOption[];
}

export interface FieldGroup {
  title: string;
  fields: readonly SettingField[];
}

const field = (kind: FieldKind, ...paths: string[]): SettingField[] => paths.map((path) => ({ path, kind }));
const of = (kind: 'choice' | 'set', path: string, options: readonly FieldOption[]): SettingField => ({
  path,
  kind,
  options,
});
const under = (section: string, fields: SettingField[]): SettingField[] =>
  fields.map((one) => ({ ...one, path: `${section}.${one.path}` }));
const worded = <Value extends string | number>(
  values: readonly Value[],
  words: Record<Value, string>,
): readonly FieldOption[] => values.map((value) => [value, words[value]] as const);

const { codecs, encoders, frames, picture, qualities: qualityWords, queue } = texts.settings;
const words = texts.settingFields;
const causes = worded(failureCauses, words.causes);
const retryable = worded(retryableCauses, words.causes);

/** How films are made; folder and program have fields of their own. A new setting costs a line here and its words. */
export const renderingGroups: readonly FieldGroup[] = [
  {
    title: picture,
    fields: under('rendering', [
      of('choice', 'quality', worded(qualities, qualityWords)),
      of(
        'choice',
        'frameRate',
        frameRates.map((rate) => [rate, frames(rate)] as const),
      ),
      of('choice', 'codec', worded(videoCodecs, codecs)),
      of('choice', 'encoder', worded(encoderWishes, encoders)),
      ...field('switch', 'burnInCaptions'),
    ]),
  },
  {
    title: queue,
    fields: [
      of(
        'choice',
        'jobs.concurrency',
        [1, 2, 3, 4, 5, 6, 7, 8].map((count) => [count, String(count)] as const),
      ),
      ...field('switch', 'resilience.statePersistence.autoResume', 'rendering.checkpoints.enabled'),
      ...field('ms', 'rendering.checkpoints.interval'),
      ...field('switch', 'rendering.checkpoints.resumeFromCheckpoint', 'quality.fallbackEnabled'),
      ...['High', 'Medium', 'Low'].flatMap((level) =>
        under(`quality.levels.${level}`, field('text', 'resolution', 'bitrate')),
      ),
    ],
  },
];

const { groups } = texts.resilienceSettings;

/** Everything about failing and going on. */
export const resilienceGroups: readonly FieldGroup[] = [
  {
    title: groups.breaker,
    fields: under('resilience.circuitBreaker', [
      ...field('switch', 'enabled'),
      ...field('count', 'failureThreshold'),
      ...field('part', 'failureRate'),
      ...field('count', 'minimumThroughput'),
      ...field('ms', 'samplingDuration', 'breakDuration'),
      ...field('count', 'successThreshold'),
      ...field('ms', 'halfOpenTestPeriod'),
    ]),
  },
  {
    title: groups.retry,
    fields: under('resilience.retry', [
      ...field('count', 'maxRetryAttempts'),
      ...field('ms', 'initialDelay'),
      ...field('factor', 'backoffMultiplier'),
      ...field('ms', 'maxDelay'),
      ...field('part', 'jitter'),
      of('set', 'retryableErrors', retryable),
    ]),
  },
  {
    title: groups.timeouts,
    fields: [
      ...field('ms', 'timeouts.request', 'timeouts.operation', 'timeouts.job', 'rendering.jobTimeout'),
      ...field('ms', 'timeouts.stallWarning', 'timeouts.stall'),
    ],
  },
  {
    title: groups.standIns,
    fields: [
      ...['llm', 'tts', 'images'].map((section) => of('set', `providers.${section}.fallbackTriggers`, causes)),
      ...under('providers.cacheFallback', [
        ...field('switch', 'enabled', 'useCacheOnError'),
        ...field('ms', 'cacheExpiration'),
      ]),
      ...under('features.gracefulDegradation', field('switch', 'enabled', 'fallbackToBasic')),
      ...under('resilience.partialSuccess', field('switch', 'enabled', 'returnPartialResults', 'retryFailedOnly')),
    ],
  },
  {
    title: groups.watching,
    fields: [
      ...under('resilience.statePersistence', [...field('switch', 'enabled'), ...field('ms', 'saveInterval')]),
      ...under('healthChecks', [
        ...field('switch', 'enabled'),
        ...field('ms', 'interval'),
        ...field('switch', 'providers.testConnection', 'ffmpeg.testExecution'),
        ...under(
          'automaticRecovery',
          field('switch', 'switchProvider', 'restartOnUnhealthy', 'notifyUser', 'logErrors'),
        ),
      ]),
      ...under('monitoring.resilience', field('switch', 'enabled', 'alertOnCircuitOpen', 'alertOnRetriesExhausted')),
    ],
  },
  {
    title: groups.testing,
    fields: under('testing', [
      ...field('switch', 'simulateFailures'),
      ...field('part', 'failureRate'),
      of('set', 'kinds', worded(simulatedKinds, words.simulated)),
      of(
        'set',
        'targets',
        ['ffmpeg', ...breakerNames].map((name) => [name, name] as const),
      ),
      ...field('count', 'seed'),
    ]),
  },
];

/** What one provider may have of its own, under `providers.<Name>`. */
export const ownFields: readonly SettingField[] = [
  ...field('ms', 'requestTimeout', 'operationTimeout'),
  ...under('retry', [
    ...field('count', 'maxRetryAttempts'),
    ...field('ms', 'initialDelay'),
    ...field('factor', 'backoffMultiplier'),
    ...field('ms', 'maxDelay'),
    ...field('part', 'jitter'),
    of('set', 'retryableErrors', retryable),
  ]),
  ...under('connection', [
    of('choice', 'strategy', worded(connectionStrategies, words.strategies)),
    ...field('ms', 'requestInterval'),
    ...field('count', 'concurrency', 'batchSize'),
  ]),
];

/** The value at a path; undefined where nothing is set. */
export function valueAt(settings: unknown, path: string): unknown {
  let value = settings;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

const scales: Partial<Record<FieldKind, number>> = { ms: 1000, part: 0.01 };

/** `30` for 30,000 ms, `20` for 0.2; the words of what was chosen. */
export function shown(value: unknown, { kind, path, options = [] }: SettingField): string {
  if (kind === 'switch') return words.onOff(value === true);
  if (Array.isArray(value)) {
    const chosen = options.flatMap(([one, said]) => (value.includes(one) ? [said] : []));
    return chosen.length === 0 ? (words.empty[path] ?? words.none) : words.list(chosen, options.length);
  }
  const option = options.find(([one]) => one === value);
  if (option) return option[1];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(Number((value / (scales[kind] ?? 1)).toFixed(6))) : '';
}

/** What was typed as the file has it; undefined for what is none. */
export function typedValue(text: string, kind: FieldKind): number | string | undefined {
  if (kind === 'text') return text.trim() || undefined;
  const number = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number)) return undefined;
  const value = number * (scales[kind] ?? 1);
  return kind === 'ms' ? Math.round(value) : Number(value.toFixed(6));
}
