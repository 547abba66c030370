import { z } from 'zod';
import { frameRates, Quality } from './brief.ts';

/** settings.json. A new setting costs a line here and a control on its screen. */
export const Settings = z.strictObject({
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
      frameRate: z.union(frameRates.map((rate) => z.literal(rate))).default(30),
      /** Absolute path; empty means the user's Videos folder. */
      outputFolder: z.string().max(4096).default(''),
      /** Absolute path of an FFmpeg to use before all others; empty means look for one. */
      ffmpegPath: z.string().max(4096).default(''),
      burnInCaptions: z.boolean().default(true),
    })
    .prefault({}),
  resilience: z
    .strictObject({
      statePersistence: z
        .strictObject({
          /** Interrupted jobs go on by themselves at the next start. */
          autoResume: z.boolean().default(true),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
