import { createCardDrawer } from '../cards/draw-card.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { createFlite } from './narration/flite.ts';
import type { Providers } from './provider.ts';
import { template } from './script/template.ts';
import { createCards } from './visuals/cards.ts';
import { createOwnFiles } from './visuals/own-files.ts';

/** Every provider that the studio has, in the order they are tried. A new one costs a file and a line here. */
export function createProviders({ ffmpeg }: { ffmpeg: Ffmpeg }): Providers & { close(): Promise<void> } {
  const drawer = createCardDrawer();
  const flite = createFlite({ ffmpeg });
  return {
    scriptWriters: [template],
    narrators: [flite],
    illustrators: [createOwnFiles({ ffmpeg, drawer }), createCards(drawer)],
    async close() {
      await Promise.all([flite.close(), drawer.close()]);
    },
  };
}
