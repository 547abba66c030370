import type { Chapter, Narration, Script } from '../../src-shared/film.ts';

/** Of the narration and the soundtrack. A whole number of samples falls on every frame of every rate on offer. */
const sampleRate = 48_000;
const leadInSeconds = 0.4;
const tailSeconds = 0.7;
const fadeSeconds = 0.5;
const silentSceneSeconds = 3;
/**
 * A kill loses what is in work, and a changed scene costs its neighbour's last segment: both are small when segments are.
 * Each costs the start of an encoder, which is a hundredth of the work at two seconds.
 */
const segmentSecondsByDefault = 2;
const [leastSegmentSeconds, mostSegmentSeconds] = [1, 10];
/** No computer that can do anything with a film renders slower than at a thirtieth of its time. */
const slowestRendering = 1 / 30;

/** How long segments may be, so that two of them are never done further apart than the user wants. */
export const segmentSecondsFor = ({ enabled, interval }: { enabled: boolean; interval: number }): number =>
  enabled
    ? Math.max(leastSegmentSeconds, Math.min(mostSegmentSeconds, (interval / 1000) * slowestRendering))
    : mostSegmentSeconds;

interface FilmFormat {
  width: number;
  height: number;
  frameRate: 24 | 25 | 30 | 50 | 60;
  /** The longest that a segment may be. */
  segmentSeconds?: number;
}

export interface ScenePlan {
  sceneId: string;
  /** The first frame that shows any of the scene; it fades in from here, unless it is the first. */
  startFrame: number;
  /** One past the last frame that shows any of it. The next scene starts `fadeFrames` before. */
  endFrame: number;
  startSeconds: number;
  endSeconds: number;
  /** 0 for the first scene. */
  fadeInFrames: number;
  /** 0 for the last scene. */
  fadeOutFrames: number;
  /** Where its WAV is laid into the film. */
  narrationStartSeconds: number;
  narrationStartSample: number;
  narrationSeconds: number;
}

/** A run of frames that one encoder makes: it shows one scene, and the next one where that fades in. */
export interface SegmentPlan {
  index: number;
  sceneIndex: number;
  firstFrame: number;
  /** One past its last frame. */
  endFrame: number;
}

/** When everything in the film happens, to the frame and to the sample. */
export interface FilmPlan extends Omit<FilmFormat, 'segmentSeconds'> {
  totalFrames: number;
  durationSeconds: number;
  fadeFrames: number;
  scenes: ScenePlan[];
  segments: SegmentPlan[];
  chapters: Chapter[];
}

export function planFilm(script: Script, narration: Narration, format: FilmFormat): FilmPlan {
  const { width, height, frameRate, segmentSeconds = segmentSecondsByDefault } = format;
  const fadeFrames = Math.round(fadeSeconds * frameRate);
  const scenes = planScenes(script, narration, frameRate, fadeFrames);
  const totalFrames = scenes.at(-1)?.endFrame ?? 0;
  const durationSeconds = totalFrames / frameRate;
  return {
    width,
    height,
    frameRate,
    totalFrames,
    durationSeconds,
    fadeFrames,
    scenes,
    segments: planSegments(scenes, segmentSeconds * frameRate),
    chapters: planChapters(script, scenes, durationSeconds, frameRate),
  };
}

function planScenes(script: Script, narration: Narration, frameRate: number, fadeFrames: number): ScenePlan[] {
  const spokenSeconds = new Map(narration.scenes.map((scene) => [scene.sceneId, scene.durationSeconds]));
  let startFrame = 0;
  return script.scenes.map((scene, index) => {
    const narrationSeconds = spokenSeconds.get(scene.sceneId) ?? 0;
    const seconds = Math.max(
      narrationSeconds > 0 ? leadInSeconds + narrationSeconds + tailSeconds : silentSceneSeconds,
      scene.minimumSeconds ?? 0,
    );
    // Its two fades must not meet, or three scenes would be on screen at once.
    const frames = Math.max(framesFor(seconds, frameRate), 2 * fadeFrames + 1);
    const planned = {
      sceneId: scene.sceneId,
      startFrame,
      endFrame: startFrame + frames,
      startSeconds: startFrame / frameRate,
      endSeconds: (startFrame + frames) / frameRate,
      fadeInFrames: index === 0 ? 0 : fadeFrames,
      fadeOutFrames: index === script.scenes.length - 1 ? 0 : fadeFrames,
      narrationStartSeconds: startFrame / frameRate + leadInSeconds,
      narrationStartSample: (startFrame * sampleRate) / frameRate + leadInSeconds * sampleRate,
      narrationSeconds,
    };
    startFrame = planned.endFrame - planned.fadeOutFrames;
    return planned;
  });
}

/** Whole frames that hold so many seconds; 2.3 s at 30 are 69 frames, though 2.3 * 30 is a hair more. */
const framesFor = (seconds: number, frameRate: number): number => Math.ceil(seconds * frameRate - 1e-6);

/**
 * A scene's segment runs from the end of its fade-in to the end of its fade-out, so that it needs two stills at most and
 * a change to one scene costs two segments. Long scenes are split into equal parts.
 */
function planSegments(scenes: readonly ScenePlan[], mostFrames: number): SegmentPlan[] {
  const ranges = scenes.flatMap((scene, sceneIndex) => {
    const first = scene.startFrame + scene.fadeInFrames;
    const frames = scene.endFrame - first;
    const parts = Math.ceil(frames / mostFrames);
    return Array.from({ length: parts }, (_, part) => ({
      sceneIndex,
      firstFrame: first + Math.round((part * frames) / parts),
      endFrame: first + Math.round(((part + 1) * frames) / parts),
    }));
  });
  return ranges.map((range, index) => ({ index, ...range }));
}

/** A chapter begins half way through the fade: the picture is the scene's own and its voice has not yet begun. */
function planChapters(
  script: Script,
  scenes: readonly ScenePlan[],
  durationSeconds: number,
  frameRate: number,
): Chapter[] {
  const starts = scenes.map((scene) => (scene.startFrame + Math.ceil(scene.fadeInFrames / 2)) / frameRate);
  return script.scenes.map((scene, index) => ({
    title: scene.heading,
    startSeconds: starts[index] ?? 0,
    endSeconds: starts[index + 1] ?? durationSeconds,
  }));
}
