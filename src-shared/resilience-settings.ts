import { z } from 'zod';
import { LimitMs, Retry } from './provider-settings.ts';

const Milliseconds = z.number().int().min(0).max(86_400_000);

/** Durations are milliseconds. */
export const ResilienceSettings = z
  .strictObject({
    circuitBreaker: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** So many failures in a row open it. */
        failureThreshold: z.number().int().min(1).max(100).default(5),
        /** So does this part of the calls within `samplingDuration`, from `minimumThroughput` calls on. */
        failureRate: z.number().min(0.01).max(1).default(0.5),
        minimumThroughput: z.number().int().min(1).max(1000).default(3),
        samplingDuration: Milliseconds.min(1000).default(60_000),
        /** How long it stays open before a probe. */
        breakDuration: Milliseconds.min(1).default(30_000),
        /** Successful probes that close it. */
        successThreshold: z.number().int().min(1).max(100).default(2),
        /** A probe that takes longer counts as failed. */
        halfOpenTestPeriod: Milliseconds.min(1).default(10_000),
      })
      .prefault({}),
    retry: Retry,
    partialSuccess: z
      .strictObject({
        enabled: z.boolean().default(true),
        returnPartialResults: z.boolean().default(true),
        retryFailedOnly: z.boolean().default(true),
      })
      .prefault({}),
    statePersistence: z
      .strictObject({
        enabled: z.boolean().default(true),
        saveInterval: Milliseconds.min(100).default(30_000),
        /** Interrupted jobs go on by themselves at the next start. */
        autoResume: z.boolean().default(true),
      })
      .prefault({}),
  })
  .prefault({});

/** Milliseconds; 0 is no limit. A request may not take longer than its operation, nor that than its job. */
export const TimeoutSettings = z
  .strictObject({
    request: LimitMs.default(30_000),
    operation: LimitMs.default(300_000),
    job: LimitMs.default(3_600_000),
    /** Without a sign of life for so long the user is asked. */
    stallWarning: LimitMs.default(30_000),
    /** And for so long the step is stopped. */
    stall: LimitMs.default(120_000),
  })
  .prefault({});

const level = (resolution: string, bitrate: string) =>
  z
    .strictObject({
      resolution: z
        .string()
        .regex(/^[1-9]\d{1,3}x[1-9]\d{1,3}$/, 'must be written like 1280x720')
        .default(resolution),
      bitrate: z
        .string()
        .regex(/^\d{1,3}(\.\d)?M$/, 'must be written like 3M')
        .default(bitrate),
    })
    .prefault({});

export const QualitySettings = z
  .strictObject({
    /** Step down when the disk, the memory or an encoder's device runs out. */
    fallbackEnabled: z.boolean().default(true),
    levels: z
      .strictObject({
        High: level('1920x1080', '5M'),
        Medium: level('1280x720', '3M'),
        Low: level('854x480', '1M'),
      })
      .prefault({}),
  })
  .prefault({});

export const FeatureSettings = z
  .strictObject({
    gracefulDegradation: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** A card for a picture, the local voice, then text on a card; the template for the script. */
        fallbackToBasic: z.boolean().default(true),
      })
      .prefault({}),
  })
  .prefault({});

export const HealthSettings = z
  .strictObject({
    enabled: z.boolean().default(true),
    interval: Milliseconds.min(1000).default(60_000),
    providers: z.strictObject({ testConnection: z.boolean().default(true) }).prefault({}),
    ffmpeg: z.strictObject({ testExecution: z.boolean().default(true) }).prefault({}),
    automaticRecovery: z
      .strictObject({
        restartOnUnhealthy: z.boolean().default(false),
        switchProvider: z.boolean().default(true),
        notifyUser: z.boolean().default(true),
        logErrors: z.boolean().default(true),
      })
      .prefault({}),
  })
  .prefault({});

export const MonitoringSettings = z
  .strictObject({
    resilience: z
      .strictObject({
        enabled: z.boolean().default(true),
        alertOnCircuitOpen: z.boolean().default(true),
        alertOnRetriesExhausted: z.boolean().default(true),
      })
      .prefault({}),
  })
  .prefault({});

export const simulatedKinds = ['timeout', '429', '503', 'auth', 'ENOSPC', 'crash', 'hang'] as const;
export type SimulatedKind = (typeof simulatedKinds)[number];

export const TestingSettings = z
  .strictObject({
    simulateFailures: z.boolean().default(false),
    failureRate: z.number().min(0).max(1).default(0.1),
    /** Empty means all of them. */
    kinds: z.array(z.enum(simulatedKinds)).default([]),
    /** Breaker names such as `OpenAI-LLM`, or `ffmpeg`; empty means everything. */
    targets: z.array(z.string().min(1).max(60)).default([]),
    /** The same seed fails the same calls. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(0),
  })
  .prefault({});

export const BudgetSettings = z
  .strictObject({
    /** US dollars that one job may spend at providers; 0 is no limit. */
    perJob: z.number().min(0).max(10_000).default(0),
    /** The same for a calendar month. */
    perMonth: z.number().min(0).max(100_000).default(0),
  })
  .prefault({});
