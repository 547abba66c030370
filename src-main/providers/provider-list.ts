import { createCardDrawer } from '../cards/draw-card.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { createFlite } from './narration/flite.ts';
import type { NetworkParts } from './provider-access.ts';
import type { Providers } from './provider.ts';
import { createAnthropicWriter } from './script/anthropic.ts';
import { createGoogleWriter } from './script/google.ts';
import { createLocalWriter } from './script/local-llm.ts';
import { createOpenAiWriter } from './script/openai.ts';
import { template } from './script/template.ts';
import { createCards } from './visuals/cards.ts';
import { createOwnFiles } from './visuals/own-files.ts';

/** Every provider that the studio has; the settings say which are used, and in which order. A new one costs a file and a line here. */
export function createProviders({
  ffmpeg,
  ...network
}: { ffmpeg: Ffmpeg } & NetworkParts): Providers & { close(): Promise<void> } {
  const drawer = createCardDrawer();
  const flite = createFlite({ ffmpeg });
  return {
    scriptWriters: [
      template,
      createOpenAiWriter(network),
      createAnthropicWriter(network),
      createGoogleWriter(network),
      createLocalWriter(network),
    ],
    narrators: [flite],
    illustrators: [createOwnFiles({ ffmpeg, drawer }), createCards(drawer)],
    async close() {
      await Promise.all([flite.close(), drawer.close(), network.http.close()]);
    },
  };
}
