import { MeasuredWords } from './caption-text.ts';

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

export const fitsOneLine = (words: MeasuredWords, from: number, to: number, lineColumns: number): boolean =>
  words.columns(from, to) <= lineColumns;

export const fitsTwoLines = (words: MeasuredWords, from: number, to: number, lineColumns: number): boolean =>
  fitsOneLine(words, from, to, lineColumns) || bestBreak(words, from, to, lineColumns) !== undefined;

/** One line, or two of about the same length, broken where one would take a breath. */
export function breakLines(group: readonly { text: string }[], lineColumns: number): string[] {
  const words = new MeasuredWords(group);
  const at = fitsOneLine(words, 0, group.length, lineColumns)
    ? undefined
    : bestBreak(words, 0, group.length, lineColumns);
  return at === undefined ? [words.line(0, group.length)] : [words.line(0, at), words.line(at, group.length)];
}

function bestBreak(words: MeasuredWords, from: number, to: number, lineColumns: number): number | undefined {
  let best: { at: number; cost: number } | undefined;
  for (let at = from + 1; at < to; at += 1) {
    const [upper, lower] = [words.columns(from, at), words.columns(at, to)];
    if (upper > lineColumns || lower > lineColumns) continue;
    const cost = (3 * Math.abs(upper - lower)) / (upper + lower) + breakCost(words.texts[at - 1]!);
    if (!best || cost < best.cost) best = { at, cost };
  }
  return best?.at;
}
