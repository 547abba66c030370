import type { Cue } from '../../src-shared/film.ts';
import { emojiFont, fontRuns, fontScale, latinFont } from './caption-fonts.ts';
import type { CaptionStyle } from './caption-style.ts';

/** "Bottom centre", as on the keypad. */
const alignment = 2;
/** libass: the line's own letters decide its direction. */
const automaticDirection = -1;

/** Everything before the events; an event's style is `Default`. */
export function assHeader(style: CaptionStyle): string {
  const { width, height, fontSize, outline, shadow, marginSide, marginBottom, colours } = style;
  // Alpha, blue, green, red: http://www.tcax.org/docs/ass-specs.htm
  const letters = `&H00${colours.plain}`;
  const edge = `&H${colours.outlineAlpha}${colours.outline}`;
  const under = `&H${colours.shadowAlpha}${colours.shadow}`;
  const fields = [
    ...['Default', latinFont, fontSize, letters, letters, edge, under],
    ...[0, 0, 0, 0, 100, 100, 0, 0, 1, outline.toFixed(2), shadow.toFixed(2)],
    ...[alignment, marginSide, marginSide, marginBottom, automaticDirection],
  ];
  return `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: ${fields.join(',')}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;
}

/** What is on screen from one moment to the next: a caption with one of its words lit. */
export interface CaptionState {
  startSeconds: number;
  endSeconds: number;
  /** The text field of an event; user text in it is escaped. */
  assText: string;
}

/** Words that are heard for less than this are not lit on their own: nobody would see it. */
const shortestStateSeconds = 0.04;

/** The captions of a film, a state for each word that lights up. States never overlap. */
export function captionStates(cues: readonly Cue[], style: CaptionStyle): CaptionState[] {
  return cues.flatMap((cue) => {
    const lit = litWords(cue);
    return lit.map(({ index, startSeconds }, order) => ({
      startSeconds,
      endSeconds: lit[order + 1]?.startSeconds ?? cue.endSeconds,
      assText: assText(cue, style, index),
    }));
  });
}

function litWords(cue: Cue): { index: number; startSeconds: number }[] {
  const lit: { index: number; startSeconds: number }[] = [];
  for (const [index, word] of cue.words.entries()) {
    if (word.endSeconds - word.startSeconds < shortestStateSeconds && index > 0) continue;
    const startSeconds = index === 0 ? cue.startSeconds : Math.min(word.startSeconds, cue.endSeconds);
    if (lit.length > 0 && startSeconds - lit.at(-1)!.startSeconds < shortestStateSeconds) lit.pop();
    lit.push({ index, startSeconds: lit.length === 0 ? cue.startSeconds : startSeconds });
  }
  return lit;
}

/** The whole film's captions as a file that any player shows as the film does. */
export function assDocument(cues: readonly Cue[], style: CaptionStyle): string {
  const events = captionStates(cues, style).map(
    ({ startSeconds, endSeconds, assText: text }) =>
      `Dialogue: 0,${assTime(startSeconds)},${assTime(endSeconds)},Default,,0,0,0,,${text}\n`,
  );
  return assHeader(style) + events.join('');
}

function assText(cue: Cue, style: CaptionStyle, litIndex: number): string {
  const sentence = cue.lines.join(' ');
  return partsOfLines(cue)
    .map((line) => line.map((part) => runsOf(part, style, sentence, part.wordIndex === litIndex)).join(''))
    .join('\\N');
}

interface LinePart {
  /** The space before it, if any. */
  before: string;
  text: string;
  wordIndex: number;
}

/** Finds each word's place in the lines again. */
function partsOfLines(cue: Cue): LinePart[][] {
  let wordIndex = 0;
  return cue.lines.map((line) => {
    const parts: LinePart[] = [];
    let at = 0;
    while (at < line.length && wordIndex < cue.words.length) {
      const before = line[at] === ' ' ? ' ' : '';
      const { text } = cue.words[wordIndex]!;
      if (!line.startsWith(text, at + before.length)) break;
      parts.push({ before, text, wordIndex });
      at += before.length + text.length;
      wordIndex += 1;
    }
    return parts;
  });
}

function runsOf(part: LinePart, style: CaptionStyle, sentence: string, isLit: boolean): string {
  const runs = fontRuns(part.text, style.language, sentence);
  // The space of an emoji font is as wide as an emoji.
  if (runs[0]?.font === emojiFont) runs.unshift({ font: latinFont, text: part.before });
  else if (runs[0]) runs[0].text = part.before + runs[0].text;
  const text = runs.map((run) => {
    const size = (style.fontSize * fontScale(run.font)).toFixed(1);
    return `{\\fn${run.font}\\fs${size}}${escapeAss(run.text)}`;
  });
  return `{\\1c&H${isLit ? style.colours.spoken : style.colours.plain}&}${text.join('')}`;
}

/** A word joiner: it has no width, and parts the backslash from the letter that would make a command of it. */
const wordJoiner = '\u2060';

/** Braces and backslashes of the user's show as what they are. libass reads `\{` as a brace. */
export const escapeAss = (text: string): string =>
  text
    .replace(/\\/g, `\\${wordJoiner}`)
    .replace(/[{}]/g, '\\$&')
    .replace(/\s*[\r\n]+\s*/g, ' ');

function assTime(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const two = (value: number) => String(value).padStart(2, '0');
  const [minutes, hours] = [Math.floor(hundredths / 6000), Math.floor(hundredths / 360_000)];
  return `${hours}:${two(minutes % 60)}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
