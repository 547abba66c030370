import type { Word } from '../../src-shared/film.ts';
import { columnsOf, joinWords } from './caption-text.ts';

export const endsSentence = (text: string): boolean => /[.!?…。！？؟।][)\]"'”’»」』]*$/u.test(text);
export const endsPhrase = (text: string): boolean => /[,;:、，；：،–—][)\]"'”’»」』]*$/u.test(text);

/** Words that lean on the next one: a line that ends with one reads badly. */
const leaning = new Set(
  'a an the and or but nor of to in on at by for from with as is are was were be that this these those my your our their his her its no not if when than so'.split(
    ' ',
  ),
);

/** 0 for the best place to break after a word, more for worse ones. */
export function breakCost(text: string): number {
  if (endsSentence(text)) return 0;
  if (endsPhrase(text)) return 0.4;
  return leaning.has(text.toLowerCase()) ? 1.8 : 1.1;
}

export function fitsLines(words: readonly Word[], count: 1 | 2, lineColumns: number): boolean {
  if (columnsOf(joinWords(words)) <= lineColumns) return true;
  return count === 2 && bestBreak(words, lineColumns) !== undefined;
}

/** One line, or two of about the same length, broken where one would take a breath. */
export function breakLines(words: readonly Word[], lineColumns: number): string[] {
  const whole = joinWords(words);
  if (columnsOf(whole) <= lineColumns) return [whole];
  const at = bestBreak(words, lineColumns);
  return at === undefined ? [whole] : [joinWords(words.slice(0, at)), joinWords(words.slice(at))];
}

function bestBreak(words: readonly Word[], lineColumns: number): number | undefined {
  let best: { at: number; cost: number } | undefined;
  for (let at = 1; at < words.length; at += 1) {
    const upper = columnsOf(joinWords(words.slice(0, at)));
    const lower = columnsOf(joinWords(words.slice(at)));
    if (upper > lineColumns || lower > lineColumns) continue;
    const cost = (3 * Math.abs(upper - lower)) / (upper + lower) + breakCost(words[at - 1]!.text);
    if (!best || cost < best.cost) best = { at, cost };
  }
  return best?.at;
}
