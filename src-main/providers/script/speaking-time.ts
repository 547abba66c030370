import type { Scene } from '../../../src-shared/film.ts';

/** Measured with the built-in voices, on plain English: rms 159, slt 172. */
const wordsPerMinute = 168;
/** Of the film's plan: a breath before the voice and after it, and the crossfade that two scenes share. */
const leadInSeconds = 0.4;
const tailSeconds = 0.7;
const fadeSeconds = 0.5;
const silentSceneSeconds = 3;

// Making one takes longer than using it.
const wordBreaker = new Intl.Segmenter('en', { granularity: 'word' });

/** Words as they are spoken; languages without blanks are counted by their dictionary's words. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of wordBreaker.segment(text)) if (isWordLike) count++;
  return count;
}

const speakingSeconds = (text: string, rate: number): number => countWords(text) / ((wordsPerMinute / 60) * rate);

/** About how long a scene will last once it is spoken. */
export function estimateSceneSeconds(scene: Pick<Scene, 'narration' | 'minimumSeconds'>, rate: number): number {
  const spoken = scene.narration.trim()
    ? leadInSeconds + speakingSeconds(scene.narration, rate) + tailSeconds
    : silentSceneSeconds;
  return Math.max(spoken, scene.minimumSeconds ?? 0);
}

export const estimateFilmSeconds = (
  scenes: readonly Pick<Scene, 'narration' | 'minimumSeconds'>[],
  rate: number,
): number =>
  scenes.reduce((sum, scene) => sum + estimateSceneSeconds(scene, rate), 0) -
  fadeSeconds * Math.max(scenes.length - 1, 0);
