import type { Theme } from '../../src-shared/brief.ts';

/** As ASS writes colours: blue, green, red; `…Alpha` counts from 0, opaque, to FF. */
interface CaptionColours {
  plain: string;
  /** Of the word that is being spoken. */
  spoken: string;
  outline: string;
  outlineAlpha: string;
  shadow: string;
  shadowAlpha: string;
}

/** How captions look on a frame of some size, in its own pixels. */
export interface CaptionStyle {
  width: number;
  height: number;
  /** As libass counts it: from the font's highest to its lowest point. */
  fontSize: number;
  outline: number;
  shadow: number;
  marginSide: number;
  /** From the lower edge; on upright frames above what players and platforms lay there. */
  marginBottom: number;
  /** What a line holds, in columns: see `columnsOf`. */
  lineColumns: number;
  /** BCP 47: decides which Han shapes are right. */
  language: string;
  colours: CaptionColours;
}

const shapes = {
  landscape: { fontSize: 60, side: 0.08, bottom: 0.058, lineColumns: 42 },
  square: { fontSize: 60, side: 0.06, bottom: 0.07, lineColumns: 34 },
  portrait: { fontSize: 74, side: 0.07, bottom: 0.19, lineColumns: 28 },
};

const light = { plain: 'FFFFFF', outline: '120A08', outlineAlpha: '38', shadow: '000000', shadowAlpha: '78' };
const dark = { plain: '1F1410', outline: 'FFFFFF', outlineAlpha: '18', shadow: 'FFFFFF', shadowAlpha: '90' };

/** The lit word has the accent of the theme's cards; on light cards the letters are dark. */
const themeColours: Record<Theme, CaptionColours> = {
  midnight: { ...light, spoken: 'C5D14F' },
  ember: { ...light, spoken: '5CB4FF' },
  daylight: { ...dark, spoken: 'D03F4A' },
};

export function captionStyle(width: number, height: number, language: string, theme: Theme): CaptionStyle {
  const ratio = width / height;
  const shape = shapes[ratio > 1.15 ? 'landscape' : ratio < 0.87 ? 'portrait' : 'square'];
  const scale = Math.min(width, height) / 1080;
  return {
    width,
    height,
    fontSize: Math.round(shape.fontSize * scale),
    outline: 3.2 * scale,
    shadow: 2 * scale,
    marginSide: Math.round(shape.side * width),
    marginBottom: Math.round(shape.bottom * height),
    lineColumns: shape.lineColumns,
    language,
    colours: themeColours[theme],
  };
}
