import { z } from 'zod';
import { frameRates, Quality } from './brief.ts';
import { EncoderWish, VideoCodec } from './encoders.ts';
import { ProviderSettings } from './provider-settings.ts';
import {
  BudgetSettings,
  FeatureSettings,
  HealthSettings,
  MonitoringSettings,
  QualitySettings,
  ResilienceSettings,
  TestingSettings,
  TimeoutSettings,
} from './resilience-settings.ts';
import { refuseContradictions } from './settings-rules.ts';

/** settings.json. A new setting costs a line here and a control on its screen. */
export const Settings = z
  .strictObject({
    appearance: z.strictObject({ theme: z.enum(['system', 'light', 'dark']).default('system') }).prefault({}),
    jobs: z
      .strictObject({
        /** Jobs that run at once. */
        concurrency: z.number().int().min(1).max(8).default(1),
      })
      .prefault({}),
    rendering: z
      .strictObject({
        quality: Quality.default('balanced'),
        codec: VideoCodec.default('h264'),
        /** What encodes; one that turns out not to work gives way to software within the job. */
        encoder: EncoderWish.default('auto'),
        frameRate: z.union(frameRates.map((rate) => z.literal(rate))).default(30),
        /** Absolute path; empty means the user's Videos folder. */
        outputFolder: z.string().max(4096).default(''),
        /** Absolute path of an FFmpeg to use before all others; empty means look for one. */
        ffmpegPath: z.string().max(4096).default(''),
        burnInCaptions: z.boolean().default(true),
        /** Milliseconds that the step `mux` may take; 0 is no limit. */
        jobTimeout: z.number().int().min(0).max(86_400_000).default(7_200_000),
        checkpoints: z
          .strictObject({
            enabled: z.boolean().default(true),
            /** Milliseconds between two checkpoints at most. */
            interval: z.number().int().min(1000).max(600_000).default(60_000),
            resumeFromCheckpoint: z.boolean().default(true),
          })
          .prefault({}),
      })
      .prefault({}),
    privacy: z
      .strictObject({
        /** Nothing opens a socket; what needs the network says so. */
        offline: z.boolean().default(false),
        /** The user's consent to keep keys in a file that only they may read, where there is no keyring. */
        storeKeysUnencrypted: z.boolean().default(false),
      })
      .prefault({}),
    providers: ProviderSettings,
    resilience: ResilienceSettings,
    timeouts: TimeoutSettings,
    quality: QualitySettings,
    features: FeatureSettings,
    healthChecks: HealthSettings,
    monitoring: MonitoringSettings,
    budget: BudgetSettings,
    testing: TestingSettings,
  })
  .superRefine(refuseContradictions);
export type Settings = z.infer<typeof Settings>;
