import type { MeasuredNode, Node } from '@takumi-rs/core';
import { column, textNode, type Style } from './nodes.ts';
import { fontFamilies, isRightToLeft, writingOf, type Writing } from './writing.ts';

export interface TypeStyle {
  weight: 400 | 500 | 600 | 700 | 800;
  colour: string;
  /** Line height in parts of the size, for alphabets; other writings get the room they need. */
  leading?: number;
  /** In em, for alphabets; letters that join or fill a square keep their own. */
  tracking?: number;
  /** From the serif face, which has Latin letters only. */
  isSerif?: boolean;
  extra?: Style;
}

export interface FitOptions extends TypeStyle {
  width: number;
  /** The size wished for, and the smallest that is still read with ease. */
  sizes: readonly [wished: number, smallest: number];
  maxLines: number;
  /** Makes the lines about equally long, so that no word is left alone. */
  isBalanced?: boolean;
}

export interface SetText {
  node: Node;
  width: number;
  height: number;
  size: number;
}

export interface Typesetter {
  /** Sets a text as large as wished, or smaller until it fits, or cut with an ellipsis. Never wider than `width`. */
  fit(text: string, options: FitOptions): Promise<SetText>;
}

export type Measure = (node: Node, size: { width: number; height: number }) => Promise<MeasuredNode>;

/** What every text of a card has in common. */
interface Page {
  measure: Measure;
  /** BCP 47. */
  language: string;
  isRightToLeft: boolean;
}

/** One try: a text at a size, within a width. */
interface Trial {
  text: string;
  size: number;
  width: number;
  breaksWords: boolean;
}
interface Setting extends SetText {
  lines: number;
}

const leadings: Record<Writing, number> = { alphabetic: 1, cjk: 1.22, arabic: 1.42, tall: 1.42 };
const stepDown = 0.93;
/** Widths are rounded when a card is drawn at another scale; without slack a line could break anew. */
const slack = 1.004;

export function createTypesetter(page: Page): Typesetter {
  return {
    async fit(rawText, options) {
      const text = rawText.replace(/\s+/gu, ' ').trim();
      const { width } = options;
      // takumi measures no text where there is none.
      if (text === '') return { node: column({}), width: 0, height: 0, size: options.sizes[1] };
      const fitting = await largestFitting({ text, width, breaksWords: false }, options, page);
      if (fitting) return balance(fitting.trial, fitting.setting, options, page);
      const trial = { text, size: options.sizes[1], width, breaksWords: true };
      const broken = await set(trial, options, page);
      return holds(broken, options) ? balance(trial, broken, options, page) : cut(trial, options, page);
    },
  };
}

/** The size wished for, or the next smaller one that fits, down to the smallest; undefined when none does. */
async function largestFitting(
  unsized: Omit<Trial, 'size'>,
  options: FitOptions,
  page: Page,
): Promise<{ trial: Trial; setting: Setting } | undefined> {
  const sizes = sizesOf(options.sizes);
  const attempt = async (at: number) => {
    const trial = { ...unsized, size: sizes[at] ?? options.sizes[1] };
    const setting = await set(trial, options, page);
    return holds(setting, options) ? { trial, setting } : undefined;
  };
  const wished = await attempt(0);
  if (wished) return wished;
  let best = await attempt(sizes.length - 1);
  if (!best) return undefined;
  let [tooLarge, fits] = [0, sizes.length - 1];
  while (fits - tooLarge > 1) {
    const middle = Math.floor((tooLarge + fits) / 2);
    const found = await attempt(middle);
    if (found) [fits, best] = [middle, found];
    else tooLarge = middle;
  }
  return best;
}

function sizesOf([wished, smallest]: readonly [number, number]): number[] {
  const sizes = [];
  for (let size = wished; size > smallest * 1.001; size *= stepDown) sizes.push(size);
  return [...sizes, smallest];
}

const leadingOf = (text: string, options: TypeStyle): number =>
  Math.max(options.leading ?? 1.3, leadings[writingOf(text)]);

const holds = (setting: Setting, { width, maxLines }: FitOptions): boolean =>
  setting.lines <= maxLines && setting.width <= width + 0.5;

async function set(trial: Trial, options: FitOptions, page: Page): Promise<Setting> {
  const { text, size, width } = trial;
  const sheet: Node = {
    type: 'container',
    style: { display: 'flex', width: `${width}px` },
    children: [styled(trial, options, page)],
  };
  const measured = (await page.measure(sheet, { width: Math.ceil(width), height: 20_000 })).children[0];
  if (!measured) throw new Error('takumi measured no text');
  return {
    node: styled({ ...trial, width: width * slack }, options, page),
    size,
    height: measured.height,
    lines: Math.round(measured.height / (leadingOf(text, options) * size)),
    width: inkWidth(measured, size),
  };
}

function styled({ text, size, width, breaksWords }: Trial, options: FitOptions, page: Page): Node {
  const direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  return textNode(
    text,
    {
      fontFamily: fontFamilies(text, page.language, options.isSerif ? 'Instrument Serif' : 'Inter'),
      fontSize: size,
      fontWeight: options.weight,
      lineHeight: leadingOf(text, options),
      letterSpacing: writingOf(text) === 'alphabetic' ? (options.tracking ?? 0) * size : 0,
      color: options.colour,
      width,
      textAlign: page.isRightToLeft ? 'right' : 'left',
      direction,
      ...(breaksWords && { overflowWrap: 'anywhere' }),
      ...options.extra,
    },
    { dir: direction, lang: page.language },
  );
}

/** The narrowest setting of as many lines. takumi 2.16 knows no `text-wrap: balance`. */
async function balance(trial: Trial, fitting: Setting, options: FitOptions, page: Page): Promise<Setting> {
  if (!options.isBalanced || fitting.lines < 2) return fitting;
  let [tooNarrow, wide, best] = [options.width * 0.4, options.width, fitting];
  while (wide - tooNarrow > 12) {
    const width = (tooNarrow + wide) / 2;
    const narrower = await set({ ...trial, width }, options, page);
    if (narrower.lines === fitting.lines && narrower.width <= width + 0.5) [wide, best] = [width, narrower];
    else tooNarrow = width;
  }
  return best;
}

/** takumi's own ellipsis tears right-to-left lines at the wrong end, so the text is cut before it is set. */
async function cut(trial: Trial, options: FitOptions, page: Page): Promise<Setting> {
  const letters = [...new Intl.Segmenter(page.language).segment(trial.text)].map(({ segment }) => segment);
  const shortened = (count: number): Trial => ({
    ...trial,
    text: `${atWordEnd(letters.slice(0, count).join(''))}…`,
  });
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    if (holds(await set(shortened(count), options, page), options)) fits = count;
    else tooMany = count;
  }
  return set(shortened(fits), options, page);
}

/** From the leftmost to the rightmost edge, without the space that a broken line keeps at its end. */
function inkWidth(measured: MeasuredNode, size: number): number {
  const runs = measured.runs.filter(({ text }) => text.trim() !== '');
  if (runs.length === 0) return 0;
  const starts = runs.map((run) => run.x);
  const ends = runs.map((run) => run.x + run.width - (/\s$/u.test(run.text) ? 0.32 * size : 0));
  return Math.max(...ends) - Math.min(...starts);
}

/** Drops the torn last word, unless the words are so long (or unspaced) that little would be left. */
function atWordEnd(text: string): string {
  const end = text.search(/\s\S*$/u);
  return (end > text.length * 0.75 ? text.slice(0, end) : text).replace(/[\s,;:.–—-]+$/u, '');
}
