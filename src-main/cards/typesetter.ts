import type { MeasuredNode, Node } from '@takumi-rs/core';
import { textNode, type Style } from './nodes.ts';
import { fontFamilies, isRightToLeft, writingOf, type Writing } from './writing.ts';

export interface TypeStyle {
  weight: 400 | 500 | 600 | 700 | 800;
  colour: string;
  /** Line height in parts of the size, for alphabets; other writings get the room they need. */
  leading?: number;
  /** In em, for alphabets; letters that join or fill a square keep their own. */
  tracking?: number;
  /** Latin letters from the serif face. */
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

type Measure = (node: Node, size: { width: number; height: number }) => Promise<MeasuredNode>;

const leadings: Record<Writing, number> = { alphabetic: 1, cjk: 1.22, arabic: 1.42, tall: 1.42 };
const stepDown = 0.93;
/** Widths are rounded when a card is drawn at another scale; without slack a line could break anew. */
const slack = 1.004;

export function createTypesetter(measure: Measure, page: { language: string; isRightToLeft: boolean }): Typesetter {
  const styled = (text: string, size: number, width: number, options: FitOptions, breaksWords: boolean): Node => {
    const writing = writingOf(text);
    const isRtl = isRightToLeft(text);
    return textNode(
      text,
      {
        fontFamily: fontFamilies(text, page.language, options.isSerif ? 'Instrument Serif' : 'Inter'),
        fontSize: size,
        fontWeight: options.isSerif && writing !== 'alphabetic' ? 600 : options.weight,
        lineHeight: Math.max(options.leading ?? 1.3, leadings[writing]),
        letterSpacing: writing === 'alphabetic' ? (options.tracking ?? 0) * size : 0,
        color: options.colour,
        width,
        textAlign: page.isRightToLeft ? 'right' : 'left',
        direction: isRtl ? 'rtl' : 'ltr',
        ...(breaksWords && { overflowWrap: 'anywhere' }),
        ...options.extra,
      },
      { dir: isRtl ? 'rtl' : 'ltr', lang: page.language },
    );
  };

  const set = async (text: string, size: number, width: number, options: FitOptions, breaksWords: boolean) => {
    const node = styled(text, size, width * slack, options, breaksWords);
    const page = {
      type: 'container' as const,
      style: { display: 'flex', width: `${width}px` },
      children: [styled(text, size, width, options, breaksWords)],
    };
    const measured = (await measure(page, { width: Math.ceil(width), height: 20_000 })).children[0];
    if (!measured) throw new Error('takumi measured no text');
    const lineHeight = Math.max(options.leading ?? 1.3, leadings[writingOf(text)]) * size;
    return {
      node,
      size,
      height: measured.height,
      lines: Math.round(measured.height / lineHeight),
      width: inkWidth(measured, size),
    };
  };
  type Setting = Awaited<ReturnType<typeof set>>;
  const holds = (setting: Setting, { width, maxLines }: FitOptions): boolean =>
    setting.lines <= maxLines && setting.width <= width + 0.5;

  async function balance(text: string, fitting: Setting, options: FitOptions, breaksWords: boolean): Promise<Setting> {
    if (!options.isBalanced || fitting.lines < 2) return fitting;
    let [tooNarrow, wide, best] = [options.width * 0.4, options.width, fitting];
    while (wide - tooNarrow > 12) {
      const width = (tooNarrow + wide) / 2;
      const narrower = await set(text, fitting.size, width, options, breaksWords);
      if (narrower.lines === fitting.lines && narrower.width <= width + 0.5) [wide, best] = [width, narrower];
      else tooNarrow = width;
    }
    return best;
  }

  async function cut(text: string, size: number, options: FitOptions): Promise<Setting> {
    const letters = [...new Intl.Segmenter(page.language).segment(text)].map(({ segment }) => segment);
    let [fits, tooMany] = [0, letters.length];
    const shortened = (count: number): string => `${atWordEnd(letters.slice(0, count).join(''))}…`;
    while (tooMany - fits > 1) {
      const count = (fits + tooMany) >> 1;
      if (holds(await set(shortened(count), size, options.width, options, true), options)) fits = count;
      else tooMany = count;
    }
    return set(shortened(fits), size, options.width, options, true);
  }

  return {
    async fit(rawText, options) {
      const text = rawText.replace(/\s+/gu, ' ').trim();
      const [wished, smallest] = options.sizes;
      for (let size = wished; size > smallest * 1.001; size = Math.max(size * stepDown, smallest)) {
        const setting = await set(text, size, options.width, options, false);
        if (holds(setting, options)) return balance(text, setting, options, false);
      }
      const broken = await set(text, smallest, options.width, options, true);
      return holds(broken, options) ? balance(text, broken, options, true) : cut(text, smallest, options);
    },
  };
}

/** The widest line, without the space that a broken line keeps at its end. */
function inkWidth(measured: MeasuredNode, size: number): number {
  const edges = measured.runs.map((run) => run.x + run.width - (/\s$/u.test(run.text) ? 0.32 * size : 0));
  const starts = measured.runs.map((run) => run.x);
  return Math.max(0, ...edges) - Math.min(0, ...starts);
}

/** Drops the torn last word, unless the words are so long (or unspaced) that little would be left. */
function atWordEnd(text: string): string {
  const end = text.search(/\s\S*$/u);
  return (end > text.length * 0.75 ? text.slice(0, end) : text).replace(/[\s,;:.–—-]+$/u, '');
}
