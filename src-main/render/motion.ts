import type { SceneVisual } from '../../src-shared/film.ts';

/** Pictures are prepared this much larger than the frame, so that the closest view still has a pixel for each pixel. */
const closestZoom = 1.12;
/** Of a card at most 1.5 % goes at each side: text keeps to a safe margin of 5 % and is never cut. */
const closestCardZoom = 1.03;
/** Faster is felt as a rush, slower as standing still: a short scene moves less far, at the same pace. */
const zoomPerSecond = 0.022;
const leastZoom = 0.03;

export const closestZoomOf = (kind: SceneVisual['kind']): number => (kind === 'card' ? closestCardZoom : closestZoom);

/** A view of a still: how close, and about which point of it. */
interface View {
  zoom: number;
  focusX: number;
  focusY: number;
}

/** A slow move over a still, from one view to another. */
export interface Motion {
  from: View;
  to: View;
}

/** The part of a still that fills the frame, in fractions of its width and height. */
export interface PictureWindow {
  left: number;
  top: number;
  size: number;
}

/**
 * As a film editor would move: towards the subject, along it, away from it, along it the other way. Neighbours never move
 * alike across their crossfade; the seed tells which comes first.
 */
export function motionOf(
  visual: Pick<SceneVisual, 'kind' | 'focus'>,
  sceneIndex: number,
  { seed, seconds }: { seed: number; seconds: number },
): Motion {
  const turn = (sceneIndex + seed) % 4;
  // A card has no subject: off its middle, its margins would become uneven.
  if (visual.kind === 'card') return zooming(closestCardZoom, { x: 0.5, y: 0.5 }, turn % 2 === 0);
  const closest = Math.min(closestZoom, 1 + Math.max(leastZoom, zoomPerSecond * seconds));
  const focus = visual.focus ?? { x: 0.5, y: 0.5 };
  return turn % 2 === 0 ? zooming(closest, focus, turn === 0) : sliding(closest, focus, turn === 1);
}

function zooming(closest: number, { x, y }: { x: number; y: number }, isInward: boolean): Motion {
  const [far, near] = [1, closest].map((zoom) => ({ zoom, focusX: x, focusY: y })) as [View, View];
  return isInward ? { from: far, to: near } : { from: near, to: far };
}

/** As far as the frame has room: past the subject, which is in the middle of the way where that can be. */
function sliding(closest: number, { x, y }: { x: number; y: number }, isRightward: boolean): Motion {
  const reach = 0.4;
  const left = Math.min(Math.max(x - reach, 0), 1 - 2 * reach);
  const [one, other] = [left, left + 2 * reach].map((focusX) => ({ zoom: closest, focusX, focusY: y })) as [View, View];
  return isRightward ? { from: one, to: other } : { from: other, to: one };
}

/** `frame` counts from 0 within the scene. Not rounded to anything: whole pixels are what makes slow moves shake. */
export function windowAt({ from, to }: Motion, frame: number, frameCount: number): PictureWindow {
  const part = eased(frame / Math.max(1, frameCount - 1));
  const between = (one: number, other: number) => one + (other - one) * part;
  const size = 1 / between(from.zoom, to.zoom);
  return {
    left: (1 - size) * between(from.focusX, to.focusX),
    top: (1 - size) * between(from.focusY, to.focusY),
    size,
  };
}

/** What all windows have in common where a motion goes sideways only. */
export function rowsOf(motion: Motion): Pick<PictureWindow, 'top' | 'size'> | undefined {
  const { from, to } = motion;
  if (from.zoom !== to.zoom || from.focusY !== to.focusY) return undefined;
  const { top, size } = windowAt(motion, 0, 1);
  return { top, size };
}

/** Starts and ends at rest (smoothstep), so that nothing jerks where a scene begins. */
function eased(part: number): number {
  const t = Math.min(1, Math.max(0, part));
  return t * t * (3 - 2 * t);
}
