import type { texts } from '../texts.ts';

/** How a setting is edited; `ms` stands in the file in milliseconds and on screen in seconds. */
export type FieldKind = 'switch' | 'count' | 'ms' | 'factor' | 'part';

export interface SettingField {
  path: string;
  kind: FieldKind;
}

const field = (kind: FieldKind, ...paths: string[]): SettingField[] => paths.map((path) => ({ path, kind }));
const under = (section: string, fields: SettingField[]): SettingField[] =>
  fields.map(({ path, kind }) => ({ path: `${section}.${path}`, kind }));

/** Everything about failing and going on, in groups. A new setting costs a line here and its words. */
export const resilienceGroups: readonly { id: keyof typeof texts.resilienceSettings.groups; fields: SettingField[] }[] =
  [
    {
      id: 'breaker',
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
      id: 'retry',
      fields: under('resilience.retry', [
        ...field('count', 'maxRetryAttempts'),
        ...field('ms', 'initialDelay'),
        ...field('factor', 'backoffMultiplier'),
        ...field('ms', 'maxDelay'),
        ...field('part', 'jitter'),
      ]),
    },
    {
      id: 'timeouts',
      fields: field('ms', 'timeouts.request', 'timeouts.operation', 'timeouts.job', 'rendering.jobTimeout'),
    },
    {
      id: 'standIns',
      fields: [
        ...field('switch', 'providers.cacheFallback.useCacheOnError'),
        ...field('ms', 'providers.cacheFallback.cacheExpiration'),
        ...field('switch', 'features.gracefulDegradation.enabled', 'resilience.partialSuccess.enabled'),
      ],
    },
    {
      id: 'watching',
      fields: [
        ...field('switch', 'resilience.statePersistence.enabled', 'healthChecks.enabled'),
        ...field('ms', 'healthChecks.interval'),
        ...field(
          'switch',
          'healthChecks.providers.testConnection',
          'healthChecks.ffmpeg.testExecution',
          'healthChecks.automaticRecovery.switchProvider',
          'monitoring.resilience.alertOnCircuitOpen',
          'monitoring.resilience.alertOnRetriesExhausted',
        ),
      ],
    },
    {
      id: 'testing',
      fields: under('testing', [
        ...field('switch', 'simulateFailures'),
        ...field('part', 'failureRate'),
        ...field('count', 'seed'),
      ]),
    },
  ];

/** What one provider may have of its own, under `providers.<Name>`. */
export const ownFields: readonly SettingField[] = [
  ...field('ms', 'requestTimeout', 'operationTimeout'),
  ...field('count', 'retry.maxRetryAttempts'),
  ...field('ms', 'retry.initialDelay', 'retry.maxDelay', 'connection.requestInterval'),
  ...field('count', 'connection.concurrency'),
];

/** The value at a path; undefined where nothing is set. */
export function valueAt(settings: unknown, path: string): unknown {
  let value = settings;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

const scales: Record<FieldKind, number> = { switch: 1, count: 1, ms: 1000, factor: 1, part: 0.01 };

/** `30` for 30,000 ms, `20` for 0.2. */
export const shown = (value: unknown, kind: FieldKind): string =>
  typeof value === 'number' ? String(Number((value / scales[kind]).toFixed(6))) : '';

/** What was typed as the file has it; undefined for what is no number. */
export function typedValue(text: string, kind: FieldKind): number | undefined {
  const number = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number)) return undefined;
  const value = number * scales[kind];
  return kind === 'ms' ? Math.round(value) : Number(value.toFixed(6));
}
