import type { SceneVisual } from '../../src-shared/film.ts';

/** Stills are prepared this much larger than the frame, so that the closest view still has a pixel for each pixel. */
export const closestZoom = 1.12;
/** Of a card at most 1.5 % goes at each side: text keeps to a safe margin of 5 % and is never cut. */
const closestCardZoom = 1.03;

/** A slow move over a still, from one zoom to another, about a point that stays where it is. */
export interface Motion {
  fromZoom: number;
  toZoom: number;
  focusX: number;
  focusY: number;
}

/** The part of a still that fills the frame, in fractions of its width and height. */
export interface PictureWindow {
  left: number;
  top: number;
  size: number;
}

/** Moves in and out in turn, so that two scenes never move alike across their crossfade; the seed tells which comes first. */
export function motionOf(visual: Pick<SceneVisual, 'kind' | 'focus'>, sceneIndex: number, seed: number): Motion {
  const closest = visual.kind === 'card' ? closestCardZoom : closestZoom;
  const isInward = (sceneIndex + seed) % 2 === 0;
  // A card has no subject: off its middle, its margins would become uneven.
  const focus = visual.kind === 'card' ? undefined : visual.focus;
  return {
    fromZoom: isInward ? 1 : closest,
    toZoom: isInward ? closest : 1,
    focusX: focus?.x ?? 0.5,
    focusY: focus?.y ?? 0.5,
  };
}

/** `frame` counts from 0 within the scene. Not rounded to anything: whole pixels are what makes slow moves shake. */
export function windowAt(motion: Motion, frame: number, frameCount: number): PictureWindow {
  const zoom = motion.fromZoom + (motion.toZoom - motion.fromZoom) * eased(frame / Math.max(1, frameCount - 1));
  const size = 1 / zoom;
  return { left: (1 - size) * motion.focusX, top: (1 - size) * motion.focusY, size };
}

/** Starts and ends at rest (smoothstep), so that nothing jerks where a scene begins. */
function eased(part: number): number {
  const t = Math.min(1, Math.max(0, part));
  return t * t * (3 - 2 * t);
}
