import type { Cue, Narration, Word } from '../../src-shared/film.ts';
import { breakLines } from './caption-lines.ts';
import { columnsOf, graphemesOf, plainText } from './caption-text.ts';
import { groupWords } from './group-caption-words.ts';
import type { FilmPlan, ScenePlan } from './plan-film.ts';

const leastSeconds = 0.8;
const mostSeconds = 6;
/** After its last word a caption stays a little, for the eye to finish. */
const holdSeconds = 0.35;
/** Two captions either follow at once, two frames apart, or leave a gap that is seen as one. */
const cutSeconds = 0.08;
const shortestGapSeconds = 0.5;

/** The captions of a film, scene by scene, in its own time. `lineColumns`: how much a line holds, 42 in landscape. */
export function makeCues(narration: Narration, plan: FilmPlan, lineColumns: number): Cue[] {
  const scenes = new Map(plan.scenes.map((scene) => [scene.sceneId, scene]));
  return narration.scenes.flatMap(({ sceneId, words }) => {
    const scene = scenes.get(sceneId);
    return scene ? sceneCues(words, scene, lineColumns) : [];
  });
}

function sceneCues(words: readonly Word[], scene: ScenePlan, lineColumns: number): Cue[] {
  const shown = words.flatMap((word) => pieces({ ...word, text: plainText(word.text) }, lineColumns));
  const placed = shown.map((word) => shift(word, scene.narrationStartSeconds));
  const groups = groupWords(placed, lineColumns);
  const spans = spansOf(groups, scene);
  return groups.map((group, index) => ({
    ...spans[index]!,
    lines: breakLines(group, lineColumns),
    words: group,
  }));
}

/** A word that is longer than a line is cut between graphemes; it is still one stretch of sound. */
function pieces(word: Word, lineColumns: number): Word[] {
  if (word.text === '') return [];
  if (columnsOf(word.text) <= lineColumns) return [word];
  const parts: string[] = [''];
  for (const grapheme of graphemesOf(word.text)) {
    if (columnsOf(parts.at(-1)! + grapheme) > lineColumns) parts.push('');
    parts[parts.length - 1] += grapheme;
  }
  const share = (word.endSeconds - word.startSeconds) / parts.length;
  return parts.map((text, index) => ({
    text,
    startSeconds: word.startSeconds + index * share,
    endSeconds: word.startSeconds + (index + 1) * share,
  }));
}

const shift = ({ text, startSeconds, endSeconds }: Word, seconds: number): Word => ({
  text,
  startSeconds: toMilliseconds(startSeconds + seconds),
  endSeconds: toMilliseconds(endSeconds + seconds),
});

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function spansOf(groups: readonly Word[][], scene: ScenePlan): { startSeconds: number; endSeconds: number }[] {
  const spans: { startSeconds: number; endSeconds: number }[] = [];
  for (const [index, group] of groups.entries()) {
    const first = group[0]!.startSeconds;
    const last = group.at(-1)!.endSeconds;
    const next = groups[index + 1]?.[0]?.startSeconds;
    const latest = next === undefined ? scene.endSeconds : next - cutSeconds;
    const earliest = index === 0 ? scene.startSeconds : spans[index - 1]!.endSeconds + cutSeconds;
    let end = last + holdSeconds;
    if (next !== undefined && next - end < shortestGapSeconds) end = latest;
    end = Math.min(Math.max(end, first + leastSeconds), latest, first + mostSeconds);
    // Words come too fast after one another: it is shown a little before it is heard.
    const start = Math.max(Math.min(first, end - leastSeconds), Math.min(first, earliest));
    spans.push({ startSeconds: toMilliseconds(start), endSeconds: toMilliseconds(Math.max(end, start)) });
  }
  return spans;
}
