import type { Narration } from '../../src-shared/film.ts';
import type { FilmPlan } from './plan-film.ts';

export interface Stretch {
  startSeconds: number;
  endSeconds: number;
}

/** Shorter pauses do not let the music up: it would pump. */
const shortestPauseSeconds = 1.2;
const fallSeconds = 0.35;
const riseSeconds = 0.9;
/** Under the voice the music falls by 10 dB. */
const duckedGain = 10 ** (-10 / 20);

/** When somebody speaks, in the film's time; small pauses are part of it. */
export function speechStretches(narration: Narration, plan: FilmPlan): Stretch[] {
  const starts = new Map(plan.scenes.map((scene) => [scene.sceneId, scene.narrationStartSeconds]));
  const spoken = narration.scenes
    .filter((scene) => scene.audioPath !== undefined)
    .flatMap((scene) => {
      const offset = starts.get(scene.sceneId) ?? 0;
      const parts = scene.words.length > 0 ? scene.words : [{ startSeconds: 0, endSeconds: scene.durationSeconds }];
      return parts.map((part) => ({ startSeconds: offset + part.startSeconds, endSeconds: offset + part.endSeconds }));
    })
    .toSorted((a, b) => a.startSeconds - b.startSeconds);
  const merged: Stretch[] = [];
  for (const stretch of spoken) {
    const last = merged.at(-1);
    if (last && stretch.startSeconds - last.endSeconds < shortestPauseSeconds)
      last.endSeconds = Math.max(last.endSeconds, stretch.endSeconds);
    else merged.push({ ...stretch });
  }
  return merged;
}

/**
 * The music's gain at a time: it is down before the voice begins and comes back slowly after. Made from the words'
 * times rather than by a compressor, which can only fall once it has heard the voice. Call in order of time.
 */
export function duckingCurve(stretches: readonly Stretch[]): (seconds: number) => number {
  let index = 0;
  return (seconds) => {
    while (index < stretches.length && stretches[index]!.endSeconds + riseSeconds < seconds) index += 1;
    const [here, next] = [stretches[index], stretches[index + 1]];
    const depth = Math.max(here ? depthAt(here, seconds) : 0, next ? depthAt(next, seconds) : 0);
    return duckedGain ** depth;
  };
}

/** 0 away from the stretch, 1 within it. */
function depthAt({ startSeconds, endSeconds }: Stretch, seconds: number): number {
  const part =
    seconds < startSeconds
      ? 1 - (startSeconds - seconds) / fallSeconds
      : seconds > endSeconds
        ? 1 - (seconds - endSeconds) / riseSeconds
        : 1;
  const clamped = Math.max(0, part);
  return clamped * clamped * (3 - 2 * clamped);
}
