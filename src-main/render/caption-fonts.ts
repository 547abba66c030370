import { graphemesOf } from './caption-text.ts';

/** Names as they stand inside the font files of out/fonts; libass looks for these. */
export const latinFont = 'Inter SemiBold';
const japanese = 'Noto Sans JP SemiBold';
const korean = 'Noto Sans KR SemiBold';
const chinese = 'Noto Sans SC SemiBold';
export const emojiFont = 'Noto Emoji';
const others = 'Noto Sans SemiBold';

/**
 * libass sizes a font by its full height (winAscent + winDescent, in ems below), which Arabic needs more of: without
 * this its letters come out small.
 */
const heightEms: Record<string, number> = {
  [latinFont]: 1.43,
  [others]: 1.519,
  [japanese]: 1.448,
  [korean]: 1.448,
  [chinese]: 1.448,
  [emojiFont]: 1.172,
  'Noto Sans Arabic SemiBold': 2.169,
  'Noto Sans Hebrew SemiBold': 1.36,
  'Noto Sans Devanagari SemiBold': 1.906,
  'Noto Sans Thai SemiBold': 1.511,
};

/** What a font's size is to be multiplied with for its letters to be as large as Inter's. */
export const fontScale = (font: string): number => (heightEms[font] ?? 1.43) / 1.43;

/** Blocks rather than scripts where punctuation belongs to the script's own font. */
const fontOf: [letters: RegExp, font: string][] = [
  [/\p{Emoji_Presentation}|\ufe0f|\u20e3|\p{Regional_Indicator}/u, emojiFont],
  [/[\p{Script=Arabic}\u0600-\u06ff]/u, 'Noto Sans Arabic SemiBold'],
  [/\p{Script=Hebrew}/u, 'Noto Sans Hebrew SemiBold'],
  [/[\p{Script=Devanagari}\u0900-\u097f]/u, 'Noto Sans Devanagari SemiBold'],
  [/[\p{Script=Thai}\u0e3f]/u, 'Noto Sans Thai SemiBold'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u, japanese],
  [/\p{Script=Hangul}/u, korean],
];
const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const ofInter = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

export interface FontRun {
  font: string;
  text: string;
}

/** Parts a word into runs of one bundled font each, so that no font of the system's is ever asked for. */
export function fontRuns(word: string, language: string, sentence: string): FontRun[] {
  const runs: FontRun[] = [];
  const hanFont = fontOfHan(language, sentence);
  for (const grapheme of graphemesOf(word)) {
    const font = pickFont(grapheme, hanFont, runs.at(-1)?.font);
    const last = runs.at(-1);
    if (last?.font === font) last.text += grapheme;
    else runs.push({ font, text: grapheme });
  }
  return runs;
}

function pickFont(grapheme: string, hanFont: string, before: string | undefined): string {
  const own = fontOf.find(([letters]) => letters.test(grapheme))?.[1];
  if (own) return own;
  if (han.test(grapheme)) return hanFont;
  // A full stop after an Arabic word stays in its run: a change of font would tear the run's direction.
  const isNeutral = /^[\p{P}\p{N}\p{M}]+$/u.test(grapheme);
  if (isNeutral && before !== undefined && /Arabic|Hebrew/.test(before)) return before;
  if (ofInter.test(grapheme))
    return /\p{Extended_Pictographic}/u.test(grapheme) && !/[©®™]/.test(grapheme) ? emojiFont : latinFont;
  return others;
}

/** The same code point is drawn differently in Tokyo, Seoul and Beijing. */
function fontOfHan(language: string, sentence: string): string {
  const primary = language.split('-')[0]!.toLowerCase();
  if (primary === 'ja' || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sentence)) return japanese;
  if (primary === 'ko' || /\p{Script=Hangul}/u.test(sentence)) return korean;
  return chinese;
}
