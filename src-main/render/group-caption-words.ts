import type { Word } from '../../src-shared/film.ts';
import { breakCost, endsPhrase, endsSentence, fitsOneLine, fitsTwoLines } from './caption-lines.ts';
import { MeasuredWords } from './caption-text.ts';

const longestSpokenSeconds = 5.6;
const shortSeconds = 1.2;
/** Longer silences between two words part them. */
const pauseSeconds = 0.7;

/** Parts a scene's words into captions: the cheapest of all ways to cut, so that a cut falls where a reader would pause. */
export function groupWords(words: readonly Word[], lineColumns: number): Word[][] {
  const measured = new MeasuredWords(words);
  const best = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end += 1) {
    best.push({ cost: Infinity, from: end - 1 });
    for (let from = end - 1; from >= 0; from -= 1) {
      const group = words.slice(from, end);
      const isLong = secondsOf(group) > longestSpokenSeconds || !fitsTwoLines(measured, from, end, lineColumns);
      if (isLong && group.length > 1) break;
      const isOneLine = fitsOneLine(measured, from, end, lineColumns);
      const cost = best[from]!.cost + costOf(group, isOneLine, end === words.length);
      if (cost < best[end]!.cost) best[end] = { cost, from };
    }
  }
  const groups: Word[][] = [];
  for (let end = words.length; end > 0; end = best[end]!.from) groups.push(words.slice(best[end]!.from, end));
  return groups.toReversed();
}

const secondsOf = (group: readonly Word[]): number => group.at(-1)!.endSeconds - group[0]!.startSeconds;

function costOf(group: readonly Word[], isOneLine: boolean, isLast: boolean): number {
  let cost = isOneLine ? 1 : 1.35;
  if (!isLast) cost += breakCost(group.at(-1)!.text);
  const seconds = secondsOf(group);
  if (seconds < shortSeconds) cost += 2 * (1 - seconds / shortSeconds);
  for (const [index, word] of group.slice(0, -1).entries()) {
    if (endsSentence(word.text)) cost += 0.9;
    else if (endsPhrase(word.text)) cost += 0.05;
    if (group[index + 1]!.startSeconds - word.endSeconds > pauseSeconds) cost += 1;
  }
  return cost;
}
