import { createHash } from 'node:crypto';
import type { SceneClip, SceneVisual } from '../../src-shared/film.ts';
import type { CaptionState } from './caption-ass.ts';
import { motionOf, type Motion } from './motion.ts';
import type { Size } from './picture-kernel.ts';
import type { FilmPlan, SegmentPlan } from './plan-film.ts';
import { stillSize } from './working-image.ts';

/** A clip that a shot shows in the place of a still. */
export interface ClipShot extends Omit<SceneClip, 'clipPath' | 'hasSound'> {
  /** Too unlike the frame's shape to fill it. */
  isLetterboxed: boolean;
}

/** One scene's part in a segment. Frames count from the segment's first, so they may be negative. */
export interface Shot {
  /** Names the still by its content. */
  stillId: string;
  /** Of its working image. */
  stillSize: Size;
  motion: Motion;
  clip?: ClipShot;
  startFrame: number;
  frameCount: number;
}

export interface CaptionSpan {
  /** Names the bitmap by its content. */
  captionId: string;
  firstFrame: number;
  /** One past the last. */
  endFrame: number;
}

/** What a segment shows. Nothing in it tells where in the film it stands: a scene that only moved is not made again. */
export interface SegmentSpec {
  width: number;
  height: number;
  frameRate: number;
  frames: number;
  /** The scene; and the next one, if it fades in within this segment. */
  shots: Shot[];
  /** The second shot fades in over its first frames. */
  fadeFrames: number;
  captions: CaptionSpan[];
}

export interface FilmLook {
  plan: FilmPlan;
  visuals: ReadonlyMap<string, Pick<SceneVisual, 'kind' | 'focus' | 'clip' | 'width' | 'height'>>;
  /** By scene: the digest of its still's content. */
  stillIds: ReadonlyMap<string, string>;
  captions: readonly CaptionState[];
  seed: number;
}

export function specifySegment(look: FilmLook, segment: SegmentPlan): SegmentSpec {
  const { width, height, frameRate, fadeFrames } = look.plan;
  const second = look.plan.scenes[segment.sceneIndex + 1];
  const hasFade = second !== undefined && second.startFrame < segment.endFrame;
  const sceneIndexes = hasFade ? [segment.sceneIndex, segment.sceneIndex + 1] : [segment.sceneIndex];
  return {
    width,
    height,
    frameRate,
    frames: segment.endFrame - segment.firstFrame,
    shots: sceneIndexes.map((sceneIndex) => shotOf(look, sceneIndex, segment.firstFrame)),
    fadeFrames: hasFade ? fadeFrames : 0,
    captions: captionsIn(look, segment),
  };
}

function shotOf({ plan, visuals, stillIds, seed }: FilmLook, sceneIndex: number, firstFrame: number): Shot {
  const scene = plan.scenes[sceneIndex];
  const visual = scene && visuals.get(scene.sceneId);
  const stillId = scene && stillIds.get(scene.sceneId);
  if (!visual || stillId === undefined) throw new Error(`Scene ${sceneIndex + 1} has no picture`);
  return {
    stillId,
    stillSize: stillSize(plan, visual.kind),
    motion: motionOf(visual, sceneIndex, { seed, seconds: scene.endSeconds - scene.startSeconds }),
    ...(visual.clip && { clip: clipShot(visual.clip, visual, plan) }),
    startFrame: scene.startFrame - firstFrame,
    frameCount: scene.endFrame - scene.startFrame,
  };
}

/** Above this part of it cut away, a clip is shown whole. */
const largestCrop = 0.45;

function clipShot({ format, durationSeconds, startSeconds, whenShort }: SceneClip, own: Size, frame: Size): ClipShot {
  const [wide, narrow] = [own.width / own.height, frame.width / frame.height].toSorted((a, b) => b - a);
  const lost = 1 - (narrow ?? 1) / (wide ?? 1);
  return { format, durationSeconds, startSeconds, whenShort, isLetterboxed: lost > largestCrop };
}

function captionsIn({ plan, captions }: FilmLook, { firstFrame, endFrame }: SegmentPlan): CaptionSpan[] {
  // The first frame at or after a time, and not one later for a rounding error.
  const frameAt = (seconds: number) => Math.ceil(seconds * plan.frameRate - 1e-6);
  return captions
    .map((caption) => ({
      captionId: captionId(caption.assText),
      firstFrame: Math.max(frameAt(caption.startSeconds), firstFrame) - firstFrame,
      endFrame: Math.min(frameAt(caption.endSeconds), endFrame) - firstFrame,
    }))
    .filter((span) => span.firstFrame < span.endFrame);
}

export const captionId = (assText: string): string => sha256(assText).slice(0, 32);

/** Everything else that a segment's bytes depend on, the same for all segments of a film. */
export interface SegmentMaking {
  encoder: readonly string[];
  ffmpegVersion: string;
  appVersion: string;
  /** The kernel's digest, or what makes the frames instead. */
  painter: string;
  /** How captions look: the ASS header, and the fonts. */
  captionLook: string;
}

/** The same key, the same bytes. */
export const segmentKey = (spec: SegmentSpec, making: SegmentMaking): string =>
  sha256(JSON.stringify([spec, making])).slice(0, 40);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
