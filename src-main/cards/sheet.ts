export type Shape = 'landscape' | 'portrait' | 'square';

/** Type sizes in design pixels. */
interface TypeScale {
  /** The title of a title card. */
  hero: number;
  heading: number;
  body: number;
  row: number;
  detail: number;
  kicker: number;
  foot: number;
}

/** The page that a card is designed on. It is scaled to the frame's pixels when it is drawn. */
export interface Sheet {
  shape: Shape;
  width: number;
  height: number;
  /** Frame pixels for one design pixel. */
  scale: number;
  margin: number;
  /** Where the content may stand: captions are burned in below it. */
  content: { top: number; bottom: number; width: number; height: number };
  type: TypeScale;
}

interface ShapeDesign {
  shortSide: number;
  margin: number;
  top: number;
  /** Part of the height, at the bottom, that belongs to captions: two lines and their margin, see render/caption-style. */
  captionZone: number;
  type: TypeScale;
}

const designs: Record<Shape, ShapeDesign> = {
  landscape: {
    shortSide: 1080,
    margin: 130,
    top: 106,
    captionZone: 0.18,
    type: { hero: 136, heading: 92, body: 42, row: 50, detail: 36, kicker: 28, foot: 24 },
  },
  portrait: {
    shortSide: 1080,
    margin: 84,
    top: 190,
    captionZone: 0.28,
    type: { hero: 124, heading: 92, body: 46, row: 54, detail: 40, kicker: 32, foot: 28 },
  },
  square: {
    shortSide: 1080,
    margin: 80,
    top: 138,
    captionZone: 0.2,
    type: { hero: 108, heading: 76, body: 38, row: 42, detail: 32, kicker: 26, foot: 24 },
  },
};

function shapeOf(ratio: number): Shape {
  if (ratio > 1.2) return 'landscape';
  return ratio < 1 / 1.2 ? 'portrait' : 'square';
}

export function sheetFor(frame: { width: number; height: number }): Sheet {
  const shape = shapeOf(frame.width / frame.height);
  const { shortSide, margin, top, captionZone, type } = designs[shape];
  const scale = Math.min(frame.width, frame.height) / shortSide;
  const width = frame.width / scale;
  const height = frame.height / scale;
  const bottom = height * (1 - captionZone);
  const content = { top, bottom, width: width - 2 * margin, height: bottom - top };
  return { shape, width, height, scale, margin, content, type };
}
