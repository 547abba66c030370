import type { Word } from '../../../src-shared/film.ts';
import { estimateWords, readableWords } from './estimate-words.ts';

/** When each character of a text is heard, blanks included. */
export interface CharacterTimes {
  characters: readonly string[];
  startSeconds: readonly number[];
  endSeconds: readonly number[];
}

/** The words by the times of their characters; undefined when those are of another text. */
export function wordsFromCharacters(text: string, language: string, times: CharacterTimes): Word[] | undefined {
  const heard = times.characters.flatMap((character, index) =>
    [...character].filter((one) => !/\s/.test(one)).map((one) => ({ one, index })),
  );
  let at = 0;
  const words: Word[] = [];
  for (const word of readableWords(text, language)) {
    const length = [...word].filter((one) => !/\s/.test(one)).length;
    const first = heard[at];
    const last = heard[at + length - 1];
    if (!first || !last) return undefined;
    if (first.one.toLowerCase() !== [...word][0]!.toLowerCase()) return undefined;
    const startSeconds = times.startSeconds[first.index] ?? 0;
    const endSeconds = Math.max(startSeconds, times.endSeconds[last.index] ?? startSeconds);
    words.push({ text: word, startSeconds, endSeconds });
    at += length;
  }
  return words;
}

const quiet = 250;

/** Words spread over the sound as a reader would take them, from where it begins to where it ends. */
export function spreadWords(text: string, language: string, samples: Int16Array, sampleRate: number): Word[] {
  const first = Math.max(
    0,
    samples.findIndex((sample) => Math.abs(sample) > quiet),
  );
  const last = samples.findLastIndex((sample) => Math.abs(sample) > quiet);
  const from = first / sampleRate;
  const to = (last < 0 ? samples.length : last) / sampleRate;
  const { words } = estimateWords(text, language, 1);
  const scale = (to - from) / (words.at(-1)?.endSeconds || 1);
  return words.map((word) => ({
    text: word.text,
    startSeconds: from + word.startSeconds * scale,
    endSeconds: from + word.endSeconds * scale,
  }));
}
