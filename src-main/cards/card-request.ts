import type { Theme } from '../../src-shared/brief.ts';
import type { Visual } from '../../src-shared/film.ts';

/** What can be shown without moving. */
export type CardVisual = Exclude<Visual, { kind: 'clip' }>;

/** One card to be drawn. The same request gives the same bytes. */
export interface CardRequest {
  visual: CardVisual;
  /** Pixels. */
  width: number;
  height: number;
  theme: Theme;
  /** BCP 47. */
  language: string;
  filmTitle: string;
  sceneNumber: number;
  /** The file behind a picture card: upright, and of a size that is cheap to decode. */
  picturePath?: string;
}
