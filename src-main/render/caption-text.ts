const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Scripts that are written without spaces between words; Korean is written with them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\u3000-\u303f\uff00-\uffef]/u;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]|\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

export const graphemesOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** Columns that a text takes: letters of East Asia and emoji count as two. */
export const columnsOf = (text: string): number =>
  graphemesOf(text).reduce((sum, grapheme) => sum + (wide.test(grapheme) && !/^[\d#*©®™]$/.test(grapheme) ? 2 : 1), 0);

/** True where the language puts no space between two words. */
function areJoined(before: string, after: string): boolean {
  const [last = '', first = ''] = [graphemesOf(before).at(-1), graphemesOf(after)[0]];
  return unspaced.test(last) || unspaced.test(first);
}

/** A run of words, measured once: lines are tried out by the thousand. */
export class MeasuredWords {
  readonly texts: readonly string[];
  /** The space before each word. */
  readonly #gaps: readonly string[];
  /** Columns of all words and gaps before each one. */
  readonly #before: number[] = [0];

  constructor(words: readonly { text: string }[]) {
    this.texts = words.map(({ text }) => text);
    this.#gaps = this.texts.map((text, index) => (index === 0 || areJoined(this.texts[index - 1]!, text) ? '' : ' '));
    for (const [index, text] of this.texts.entries())
      this.#before.push(this.#before[index]! + this.#gaps[index]!.length + columnsOf(text));
  }

  /** Of the words from `from` to before `to`, set in one line. */
  columns(from: number, to: number): number {
    return this.#before[to]! - this.#before[from]! - (this.#gaps[from]?.length ?? 0);
  }

  line(from: number, to: number): string {
    return this.texts
      .slice(from, to)
      .reduce((line, text, index) => line + (index === 0 ? '' : this.#gaps[from + index]!) + text, '');
  }
}

/** Control and direction marks would act on the text around them; in a caption they have nothing to show. */
export const plainText = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();
