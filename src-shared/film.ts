import { z } from 'zod';

const Text = z.string().max(4000);
const Item = z.object({ text: Text, detail: Text.optional() });

/** Where the picture's subject is, as parts of width and height from the top left. */
export const FocusPoint = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type FocusPoint = z.infer<typeof FocusPoint>;

/** What a scene shows. All but `picture` and `clip` are cards that the studio draws. */
export const Visual = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), kicker: Text.optional(), title: Text, subtitle: Text.optional() }),
  z.object({ kind: z.literal('bullets'), kicker: Text.optional(), title: Text, items: z.array(Item).min(1).max(6) }),
  z.object({ kind: z.literal('quote'), quote: Text, attribution: Text.optional() }),
  z.object({
    kind: z.literal('number'),
    kicker: Text.optional(),
    value: Text,
    caption: Text,
    note: Text.optional(),
    /** Fills the bar under the number, 0 to 1; without it there is no bar. */
    fraction: z.number().min(0).max(1).optional(),
  }),
  z.object({
    kind: z.literal('chart'),
    kicker: Text.optional(),
    title: Text,
    bars: z
      .array(z.object({ label: Text, value: z.number().min(0), display: Text.optional() }))
      .min(2)
      .max(8),
    /** Index of the bar worth seeing. */
    highlight: z.number().int().min(0).optional(),
  }),
  z.object({
    kind: z.literal('steps'),
    kicker: Text.optional(),
    title: Text,
    subtitle: Text.optional(),
    steps: z.array(Text).min(2).max(6),
    /** Index of the step under way; those before it are done. */
    current: z.number().int().min(0),
  }),
  z.object({
    kind: z.literal('picture'),
    /** Absolute path of a file in the job's workspace or beside the user's text, or `asset:` and a name in assets/. */
    source: z.string().max(4096),
    label: Text.optional(),
    title: Text.optional(),
    caption: Text.optional(),
    focus: FocusPoint.optional(),
  }),
  z.object({
    kind: z.literal('clip'),
    /** Absolute path of a video beside the user's text. */
    source: z.string().max(4096),
    /** Where in the clip the scene begins. */
    startSeconds: z.number().min(0).optional(),
    /** The clip's own sound: under the voice, or not at all. */
    sound: z.enum(['duck', 'mute']).default('duck'),
    /** What is shown when the scene is longer than the clip: it again, or its last picture. */
    whenShort: z.enum(['loop', 'hold']).default('loop'),
  }),
]);
export type Visual = z.infer<typeof Visual>;

export const Scene = z.object({
  sceneId: z.string().regex(/^s\d{1,4}$/),
  /** Short, for chapters and the strip of scenes. */
  heading: Text,
  /** Spoken as it stands; empty for a silent scene. */
  narration: z.string().max(20_000),
  visual: Visual,
  /** The scene lasts at least so long, whatever its narration. */
  minimumSeconds: z.number().positive().max(600).optional(),
  /** A picture that could stand in for the card, in a few English words; absent where the card says more. */
  imageQuery: z.string().max(200).optional(),
});
export type Scene = z.infer<typeof Scene>;

export const Script = z.object({
  title: Text,
  language: z.string(),
  scenes: z.array(Scene).min(1).max(500),
});
export type Script = z.infer<typeof Script>;

export const Word = z.object({ text: z.string(), startSeconds: z.number(), endSeconds: z.number() });
export type Word = z.infer<typeof Word>;

export const SpokenScene = z.object({
  sceneId: z.string(),
  /** Mono 48 kHz 16-bit WAV in the job's workspace; absent for a silent scene. */
  audioPath: z.string().optional(),
  durationSeconds: z.number().min(0),
  /** Times count from the start of the WAV. */
  words: z.array(Word),
});
export type SpokenScene = z.infer<typeof SpokenScene>;

export const Narration = z.object({ voice: z.string(), provider: z.string(), scenes: z.array(SpokenScene) });
export type Narration = z.infer<typeof Narration>;

/** Where a picture comes from and who made it. */
export const PictureCredit = z.object({
  provider: z.string(),
  author: z.string().optional(),
  authorUrl: z.url().optional(),
  /** The picture's page; for one that was generated, the model. */
  source: z.string(),
  license: z.string(),
});
export type PictureCredit = z.infer<typeof PictureCredit>;

/** A clip that moves in the place of a picture. */
export const SceneClip = z.object({
  clipPath: z.string(),
  /** FFmpeg's name for its container. */
  format: z.enum(['mov', 'matroska']),
  durationSeconds: z.number().positive(),
  startSeconds: z.number().min(0),
  whenShort: z.enum(['loop', 'hold']),
  /** It has sound, and that is wanted. */
  hasSound: z.boolean(),
});
export type SceneClip = z.infer<typeof SceneClip>;

export const SceneVisual = z.object({
  sceneId: z.string(),
  /** A PNG or JPEG in the job's workspace, at least as large as the film's frame. */
  imagePath: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Cards hold text near their edges, so they move less than pictures. */
  kind: z.enum(['card', 'picture']),
  focus: FocusPoint.optional(),
  /** Then `imagePath` is its first picture, in its own shape. */
  clip: SceneClip.optional(),
  provider: z.string(),
  credit: PictureCredit.optional(),
});
export type SceneVisual = z.infer<typeof SceneVisual>;

export const Visuals = z.object({ scenes: z.array(SceneVisual) });
export type Visuals = z.infer<typeof Visuals>;

/** One caption on screen. Times count from the start of the film. */
export const Cue = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  /** One or two lines of at most 42 characters. */
  lines: z.array(z.string()).min(1).max(2),
  words: z.array(Word),
});
export type Cue = z.infer<typeof Cue>;

export const Subtitles = z.object({
  srtPath: z.string(),
  vttPath: z.string(),
  assPath: z.string(),
  /** False when FFmpeg lacks libass: captions then stand beside the film only. */
  burnIn: z.boolean(),
  cues: z.array(Cue),
});
export type Subtitles = z.infer<typeof Subtitles>;

export const Chapter = z.object({ title: z.string(), startSeconds: z.number(), endSeconds: z.number() });
export type Chapter = z.infer<typeof Chapter>;

export const QualityLevel = z.enum(['High', 'Medium', 'Low']);
export type QualityLevel = z.infer<typeof QualityLevel>;

/** A finished film; the figures are read from the file. */
export const VideoFile = z.object({
  videoPath: z.string(),
  subtitlePath: z.string().optional(),
  /** Who made its pictures; there only where somebody did. */
  creditsPath: z.string().optional(),
  sizeBytes: z.number().int().positive(),
  durationSeconds: z.number().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  frameRate: z.number().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  chapters: z.array(Chapter),
  /** The level of the quality ladder, when the film had to be made smaller than was wished. */
  level: QualityLevel.optional(),
  /** FFmpeg’s name for what encoded the picture, when it is not the usual one. */
  encoder: z.string().optional(),
});
export type VideoFile = z.infer<typeof VideoFile>;
