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
}

const shapes = {
  landscape: { fontSize: 60, side: 0.08, bottom: 0.058, lineColumns: 42 },
  square: { fontSize: 60, side: 0.06, bottom: 0.07, lineColumns: 34 },
  portrait: { fontSize: 74, side: 0.07, bottom: 0.19, lineColumns: 28 },
};

export function captionStyle(width: number, height: number, language: string): CaptionStyle {
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
  };
}
