import { createCardDrawer } from '../cards/draw-card.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { createElevenLabs } from './narration/elevenlabs.ts';
import { createFlite } from './narration/flite.ts';
import { createOpenAiSpeech } from './narration/openai-speech.ts';
import { createSystemVoice } from './narration/system-voice.ts';
import { createTimeWords } from './narration/time-words.ts';
import type { NetworkParts } from './provider-access.ts';
import type { Providers } from './provider.ts';
import { createAnthropicWriter } from './script/anthropic.ts';
import { createGoogleWriter } from './script/google.ts';
import { createLocalWriter } from './script/local-llm.ts';
import { createOpenAiWriter } from './script/openai.ts';
import { template } from './script/template.ts';
import { createCards } from './visuals/cards.ts';
import { createLocalDiffusion } from './visuals/local-diffusion.ts';
import { createOpenAiImages } from './visuals/openai-images.ts';
import { createOwnFiles } from './visuals/own-files.ts';
import { createPexels } from './visuals/pexels.ts';
import { createPixabay } from './visuals/pixabay.ts';
import { createStability } from './visuals/stability.ts';
import { createUnsplash } from './visuals/unsplash.ts';

/** Every provider that the studio has; the settings say which are used, and in which order. A new one costs a file and a line here. */
export function createProviders({
  ffmpeg,
  ...network
}: { ffmpeg: Ffmpeg } & NetworkParts): Providers & { close(): Promise<void> } {
  const drawer = createCardDrawer();
  const flite = createFlite({ ffmpeg });
  const times = createTimeWords();
  const media = { ffmpeg, timeWords: times.timeWords, ...network };
  return {
    scriptWriters: [
      template,
      createOpenAiWriter(network),
      createAnthropicWriter(network),
      createGoogleWriter(network),
      createLocalWriter(network),
    ],
    narrators: [flite, createElevenLabs(media), createOpenAiSpeech(media), createSystemVoice(media)],
    illustrators: [
      createOwnFiles({ ffmpeg, drawer }),
      createCards(drawer),
      createPexels(media),
      createPixabay(media),
      createUnsplash(media),
      createOpenAiImages(media),
      createStability(media),
      createLocalDiffusion(media),
    ],
    async close() {
      await Promise.all([flite.close(), times.close(), drawer.close(), network.http.close()]);
    },
  };
}
