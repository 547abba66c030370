import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Brief } from '../../../src-shared/brief.ts';
import { Scene } from '../../../src-shared/film.ts';
import type { ProviderKind, ProviderName } from '../../../src-shared/provider-settings.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { createProviderHttp } from '../http/provider-http.ts';
import { createProviders } from '../provider-list.ts';
import { allProviders, type AnyProvider, type ProviderCall } from '../provider.ts';
import { loopbackKeys, startLoopback } from './loopback.test-support.ts';

/** Every provider that talks to a server; what needs none has tests of its own. */
export const networked: readonly (readonly [ProviderName, ProviderKind])[] = [
  ['OpenAI', 'LLM'],
  ['Anthropic', 'LLM'],
  ['Google', 'LLM'],
  ['LocalLLM', 'LLM'],
  ['ElevenLabs', 'TTS'],
  ['OpenAI', 'TTS'],
  ['Pexels', 'Images'],
  ['Pixabay', 'Images'],
  ['Unsplash', 'Images'],
  ['OpenAI', 'Images'],
  ['Stability', 'Images'],
  ['LocalDiffusion', 'Images'],
];

const brief = Brief.parse({ topic: 'Why the sea comes and goes', durationSeconds: 30 });

/** The studio's providers, and the loopback server that speaks for all of those over the network. */
export async function openProviders() {
  const folder = await mkdtemp(join(tmpdir(), 'aura-contract-'));
  const loopback = await startLoopback();
  const settings = Settings.parse({
    providers: Object.fromEntries(Object.entries(loopback.baseUrls).map(([name, baseUrl]) => [name, { baseUrl }])),
  });
  const keys: { held: Record<string, string> } = { held: loopbackKeys };
  const http = createProviderHttp({ settings: () => settings });
  const providers = createProviders({
    ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
    http,
    keys: { get: (name) => keys.held[name] },
    settings: () => settings,
  });
  const all = allProviders(providers);
  return {
    folder,
    loopback,
    http,
    keys,
    all,
    find(name: ProviderName, kind: ProviderKind): AnyProvider {
      const found = all.find((provider) => provider.name === name && provider.kind === kind);
      if (!found) throw new Error(`There is no ${name}-${kind}`);
      return found;
    },
    work: (provider: AnyProvider, call: ProviderCall) => work(provider, call, folder),
    async close() {
      await providers.close();
      await loopback.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;
/** A piece of the provider's work, as the pipeline asks for it. */
function work(provider: AnyProvider, call: ProviderCall, folder: string): Promise<unknown> {
  count += 1;
  switch (provider.kind) {
    case 'LLM':
      return provider.write(brief, call);
    case 'TTS':
      return provider.speak(
        {
          ...{ sceneId: 's1', text: 'The moon pulls at the water.', voice: provider.voiceFor('slt'), rate: 1 },
          ...{ language: 'en', audioPath: join(folder, `voice-${count}.wav`) },
        },
        call,
      );
    case 'Images': {
      const scene = Scene.parse({
        ...{ sceneId: 's1', heading: 'The moon', narration: 'The moon pulls.', imageQuery: 'moon above the sea' },
        visual: { kind: 'quote', quote: 'The moon pulls' },
      });
      return provider.draw(
        {
          ...{ scene, filmTitle: 'Tides', sceneNumber: 1, sceneCount: 1, width: 640, height: 360 },
          ...{ brief: { theme: 'midnight', language: 'en', seed: 1 }, imagePath: join(folder, `picture-${count}.png`) },
        },
        call,
      );
    }
  }
}
