import type { Node } from '@takumi-rs/core';
import type { Palette } from './palettes.ts';
import type { Sheet } from './sheet.ts';
import type { Typesetter } from './typesetter.ts';

/** All that a template has at hand to lay out one card. */
export interface Desk {
  sheet: Sheet;
  palette: Palette;
  type: Typesetter;
  /** BCP 47. */
  language: string;
  isRightToLeft: boolean;
  /** Design pixels, fewer when the card is set tighter because it would not fit otherwise. */
  px: (designPixels: number) => number;
}

/** What a template hands back; the frame around it is the same for all. */
export interface Composition {
  content: Node;
  /** Where the content stands when it is lower than the room it has. */
  stands: 'top' | 'middle' | 'bottom';
  backdrop: { kind: 'corners' } | { kind: 'overhead' } | { kind: 'picture'; focus: { x: number; y: number } };
}

/** One template a kind of visual. */
export type Template<V> = (visual: V, desk: Desk) => Promise<Composition>;
