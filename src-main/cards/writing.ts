/** How a text is written, as far as setting it in type goes. */
export type Writing = 'alphabetic' | 'cjk' | 'arabic' | 'tall';

const arabic = /\p{Script=Arabic}/u;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Scripts with marks far above or below the letters. */
const tall = /[\p{Script=Devanagari}\p{Script=Thai}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

export function writingOf(text: string): Writing {
  if (arabic.test(text)) return 'arabic';
  if (tall.test(text)) return 'tall';
  return cjk.test(text) ? 'cjk' : 'alphabetic';
}

/** True when the serif face, which knows no other letters, can set all of it. */
export const isLatin = (text: string): boolean => /^[\p{Script=Latin}\P{L}]*$/u.test(text);

/** By the first letter that has a direction, as in https://www.unicode.org/reports/tr9/#P2. */
export function isRightToLeft(text: string): boolean {
  const firstLetter = /\p{L}/u.exec(text)?.[0];
  return firstLetter !== undefined && rightToLeft.test(firstLetter);
}

/**
 * Han characters share code points but not shapes between languages
 * (https://en.wikipedia.org/wiki/Han_unification), so the language decides; kana and Hangul give it away.
 */
function hanFamilies(text: string, language: string): string[] {
  if (/\p{Script=Hangul}/u.test(text) || language.startsWith('ko'))
    return ['Noto Sans KR', 'Noto Sans SC', 'Noto Sans JP'];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) || language.startsWith('ja')) {
    return ['Noto Sans JP', 'Noto Sans SC', 'Noto Sans KR'];
  }
  return ['Noto Sans SC', 'Noto Sans JP', 'Noto Sans KR'];
}

/** The stack of fonts for a text. Latin letters come first from `lead`, emoji always from Twemoji. */
export const fontFamilies = (text: string, language: string, lead: 'Inter' | 'Instrument Serif' = 'Inter'): string =>
  [
    ...(lead === 'Inter' ? [] : [lead]),
    'Inter',
    'Noto Sans Arabic',
    'Noto Sans Hebrew',
    'Noto Sans Devanagari',
    'Noto Sans Thai',
    ...hanFamilies(text, language),
    'Noto Sans',
    'Twemoji',
  ].join(', ');
