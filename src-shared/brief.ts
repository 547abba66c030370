import { z } from 'zod';

export const aspects = ['16:9', '9:16', '1:1'] as const;
export const Aspect = z.enum(aspects);
export type Aspect = z.infer<typeof Aspect>;

/** Looks of the cards: palette and type. */
export const themes = ['midnight', 'daylight', 'ember'] as const;
export const Theme = z.enum(themes);
export type Theme = z.infer<typeof Theme>;

/** Beds of music that the studio composes itself. */
const musics = ['warm', 'pensive', 'none'] as const;
export const Music = z.enum(musics);
export type Music = z.infer<typeof Music>;

export const tones = ['warm', 'plain', 'playful', 'formal'] as const;
export const Tone = z.enum(tones);
export type Tone = z.infer<typeof Tone>;

const Line = z.string().trim().min(1).max(300);

/** What a film should say. Unknown keys are refused by name. */
export const Brief = z.strictObject({
  topic: z.string().trim().min(1).max(2000),
  audience: z.string().trim().max(200).optional(),
  goal: z.string().trim().max(500).optional(),
  tone: Tone.default('warm'),
  /** BCP 47. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
  keyPoints: z.array(Line).max(20).default([]),
  durationSeconds: z.number().int().min(10).max(1800).default(45),
  aspect: Aspect.default('16:9'),
  theme: Theme.default('midnight'),
  voice: z.string().min(1).max(100).default('slt'),
  /** Speech rate, 1 is the voice's own. */
  rate: z.number().min(0.5).max(2).default(1),
  music: Music.default('warm'),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
});
export type Brief = z.infer<typeof Brief>;
export type BriefInput = z.input<typeof Brief>;

/** The brief's keys without its defaults: what is absent says nothing. Unknown keys are refused by name. */
export const BriefWishes = z.strictObject(
  Object.fromEntries(
    Object.entries(Brief.shape).map(([key, schema]) => [
      key,
      (schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema).optional(),
    ]),
  ) as { [Key in keyof typeof Brief.shape]: z.ZodOptional<WithoutDefault<(typeof Brief.shape)[Key]>> },
);
type WithoutDefault<Schema extends z.ZodType> =
  Schema extends z.ZodDefault<infer Inner extends z.ZodType> ? Inner : Schema;
export type BriefWishes = z.infer<typeof BriefWishes>;

/** The user's own Markdown, spoken as written. `folder` is where its pictures are looked for. */
export const OwnText = z.strictObject({
  markdown: z.string().min(1).max(200_000),
  folder: z.string().max(4096).optional(),
});
export type OwnText = z.infer<typeof OwnText>;

export const frameRates = [24, 25, 30, 50, 60] as const;
export const qualities = ['fast', 'balanced', 'high'] as const;
export const Quality = z.enum(qualities);
export type Quality = z.infer<typeof Quality>;

/** How the film is to be encoded. What is absent comes from the settings. */
export const RenderWishes = z.strictObject({
  frameRate: z.union(frameRates.map((rate) => z.literal(rate))).optional(),
  resolution: z
    .strictObject({ width: z.number().int().min(320).max(3840), height: z.number().int().min(320).max(3840) })
    .optional(),
  quality: Quality.optional(),
});
export type RenderWishes = z.infer<typeof RenderWishes>;

/** Pixels of the finished film for an aspect, unless a resolution is wished for. */
export const defaultResolution: Record<Aspect, { width: number; height: number }> = {
  '16:9': { width: 1920, height: 1080 },
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
};
