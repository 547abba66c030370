import { readFile } from 'node:fs/promises';
import { Renderer } from '@takumi-rs/core';
import type { CardRequest } from './card-request.ts';
import { composeCard } from './compose-card.ts';
import { loadFonts } from './fonts.ts';
import { pictureSource } from './frame.ts';

export interface CardRenderer {
  /** PNG bytes. */
  render(request: CardRequest): Promise<Buffer>;
}

/** Draws cards in the thread it is called from; the studio's cards come from `createCardDrawer`. */
export async function createCardRenderer(): Promise<CardRenderer> {
  const renderer = new Renderer();
  for (const { family, weight, data } of await loadFonts()) {
    await renderer.registerFont({ name: family, weight, style: 'normal', data });
  }
  return {
    async render(request) {
      const { node, sheet } = await composeCard(request, renderer);
      // Not cached: a film's pictures come once each, and a draft's many versions would pile up.
      const images = request.picturePath
        ? [{ src: pictureSource, data: await readFile(request.picturePath), cache: 'none' as const }]
        : [];
      const { width, height } = request;
      return renderer.render(node, {
        width,
        height,
        devicePixelRatio: sheet.scale,
        format: 'png',
        images,
        dithering: 'ordered-bayer',
      });
    },
  };
}
