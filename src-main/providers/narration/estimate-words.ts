import type { Word } from '../../../src-shared/film.ts';

/** A calm reader's pace; letters of East Asia carry a syllable or a word each. */
const charactersPerSecond = 14;
const wideCharactersPerSecond = 5;
const leastWordSeconds = 0.12;
const phrasePauseSeconds = 0.25;
const sentencePauseSeconds = 0.5;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The words of a text that nobody speaks, timed as one would read it. Without spaces, the language's own words count. */
export function estimateWords(
  text: string,
  language: string,
  rate: number,
): { words: Word[]; durationSeconds: number } {
  let now = 0;
  const words = readableWords(text, language).map((word): Word => {
    const startSeconds = now;
    const endSeconds = startSeconds + readingSeconds(word) / rate;
    now = endSeconds + pauseAfter(word) / rate;
    return { text: word, startSeconds, endSeconds };
  });
  return { words, durationSeconds: now };
}

function readingSeconds(word: string): number {
  const letters = [...word];
  const wideCount = letters.filter((letter) => wide.test(letter)).length;
  const seconds = wideCount / wideCharactersPerSecond + (letters.length - wideCount + 1) / charactersPerSecond;
  return Math.max(leastWordSeconds, seconds);
}

function pauseAfter(word: string): number {
  if (/[.!?…。！？؟।]\P{L}*$/u.test(word)) return sentencePauseSeconds;
  return /[,;:、，；：،–—]\P{L}*$/u.test(word) ? phrasePauseSeconds : 0;
}

/** The words of a text as captions show them; a language without blanks has its dictionary's words. */
export function readableWords(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(languageOf(language), { granularity: 'word' });
  return text
    .split(/\s+/)
    .filter((token) => token !== '')
    .flatMap((token) => (isUnspaced(token) ? segmentsOf(token, segmenter) : [token]));
}

const isUnspaced = (token: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u.test(token);

/** Stops stay with the word before them, opening brackets with the one after. */
function segmentsOf(token: string, segmenter: Intl.Segmenter): string[] {
  const words: string[] = [];
  let opening = '';
  for (const { segment, isWordLike } of segmenter.segment(token)) {
    const isOpening = /^\p{Ps}|^[「『“‘]/u.test(segment);
    if (isOpening) opening += segment;
    else if (isWordLike || words.length === 0 || opening !== '') {
      words.push(opening + segment);
      opening = '';
    } else words[words.length - 1] += segment;
  }
  if (opening !== '') words.push(opening);
  return words;
}

function languageOf(language: string): string {
  return Intl.Segmenter.supportedLocalesOf([language])[0] ?? 'en';
}
