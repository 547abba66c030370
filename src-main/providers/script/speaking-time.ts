import type { Scene } from '../../../src-shared/film.ts';

/** Fitted to twenty scenes as the built-in voices spoke them; 4 % off on average. Words differ too much in length. */
const secondsFor = { letter: 0.065, sentence: 0.57, comma: 0.154 };
/** Where there are no Latin letters, and so no built-in voice, captions keep this pace. */
const readWordsPerMinute = 150;
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

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function speakingSeconds(text: string, rate: number): number {
  const letters = count(text, /[\p{Script=Latin}\p{N}]/gu);
  if (letters < count(text, /\p{L}/gu) / 2) return countWords(text) / ((readWordsPerMinute / 60) * rate);
  const sentences = Math.max(1, count(text, /[.!?…]+(?=\s|$)/g));
  const spoken = letters * secondsFor.letter + sentences * secondsFor.sentence;
  return (spoken + count(text, /[,;:]/g) * secondsFor.comma) / rate;
}

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
