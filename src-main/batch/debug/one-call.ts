import { join } from 'node:path';
import { Brief, defaultResolution } from '../../../src-shared/brief.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Scene } from '../../../src-shared/film.ts';
import type { JobRequest } from '../../../src-shared/job.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { providersInOrder } from '../../pipeline/provider-chain.ts';
import type { AnyProvider, ProviderCall, Providers } from '../../providers/provider.ts';

interface OneCall {
  provider: AnyProvider;
  /** What is written goes into the folder. */
  ask: (call: ProviderCall, folder: string) => Promise<unknown>;
}

const longestText = 200;

/**
 * The first request that a row would send: for its script, else its narration, else a picture, by whoever is first in
 * line. Throws `Conflict:local` where all three are made by the studio itself.
 */
export function oneCall({ brief, ownText }: JobRequest, providers: Providers, settings: Settings): OneCall {
  const row = brief ?? Brief.parse({ topic: 'Test' });
  const text = plainText(ownText?.markdown ?? row.topic);
  const [writer] = providersInOrder(settings, 'LLM', providers.scriptWriters);
  if (writer && asksServer(writer) && !ownText) return { provider: writer, ask: (call) => writer.write(row, call) };
  const [narrator] = providersInOrder(settings, 'TTS', providers.narrators);
  if (narrator && asksServer(narrator)) {
    const { language, voice } = row;
    const spoken = { sceneId: 's1', text, voice: narrator.voiceFor(voice), rate: 1, language };
    const ask: OneCall['ask'] = (call, folder) =>
      narrator.speak({ ...spoken, audioPath: join(folder, 'test.wav') }, call);
    return { provider: narrator, ask };
  }
  const [illustrator] = providersInOrder(settings, 'Images', providers.illustrators);
  if (!illustrator || !asksServer(illustrator)) throw nothingSent();
  const pictured = { scene: sceneOf(text), filmTitle: text, sceneNumber: 1, sceneCount: 1, brief: row };
  const ask: OneCall['ask'] = (call, folder) =>
    illustrator.draw({ ...pictured, ...defaultResolution[row.aspect], imagePath: join(folder, 'test.png') }, call);
  return { provider: illustrator, ask };
}

/** One that can be asked whether it works is asked by a request, also where its server is on this computer. */
const asksServer = (provider: AnyProvider): boolean => provider.check !== undefined;

const plainText = (text: string): string =>
  text
    .replace(/[#*_>`\s]+/g, ' ')
    .trim()
    .slice(0, longestText);

const sceneOf = (text: string): Scene => ({
  ...{ sceneId: 's1', heading: text, narration: text, imageQuery: text },
  visual: { kind: 'title', title: text },
});

const nothingSent = (): StudioError =>
  new StudioError('Conflict:local', {
    message: 'Script, narration and pictures are made by the studio itself, so there is no request to show.',
    remediation: 'Put another provider first under Settings, Providers, then test the row again.',
  });
