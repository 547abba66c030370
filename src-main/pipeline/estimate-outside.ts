import type { Scene } from '../../src-shared/film.ts';
import { providerKinds, type ProviderKind } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { costUsd } from '../providers/model-catalogue.ts';
import { allProviders, type Providers } from '../providers/provider.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';
import { wishesPicture } from '../providers/visuals/picture-wish.ts';
import { countWords } from '../providers/script/speaking-time.ts';
import { isOffline } from '../runtime/offline-guard.ts';
import { providersInOrder } from './provider-chain.ts';

/** What a film asks of others, by the providers that are asked first. */
export interface Outside {
  /** Who gets something of it; empty: all stays on this computer. */
  sendsTo: string[];
  /** US dollars, about; absent where nothing is paid or no price is known. */
  costUsd?: number;
}

interface Draft {
  scenes: readonly Scene[];
  /** A script is written for a brief; a text of one's own is never sent. */
  isWritten: boolean;
}

/** Tokens of what a script writer is told, beside the film's own words. */
const promptTokens = 1500;
/** Of the words in a scene: what is spoken, once more for the card, and the structure around. */
const tokensPerWord = 3;

export function estimateOutside(
  draft: Draft,
  {
    providers,
    settings,
  }: { providers: Pick<Providers, 'scriptWriters' | 'narrators' | 'illustrators'>; settings: Settings },
): Outside {
  if (isOffline()) return { sendsTo: [] };
  const pictures = picturesOf(draft);
  const isAsked = { LLM: draft.isWritten, TTS: true, Images: pictures > 0 };
  const asked = providerKinds
    .filter((kind) => isAsked[kind])
    .flatMap((kind) => {
      const ofKind = allProviders(providers).filter((provider) => provider.kind === kind);
      const [first] = providersInOrder(settings, kind, ofKind);
      return first && !first.isLocal ? [first] : [];
    });
  const costs = asked.map(
    ({ name, kind, model }) => costUsd(name, kind, usageOf(kind, draft.scenes, pictures, model ?? '')) ?? 0,
  );
  const cost = costs.reduce((sum, each) => sum + each, 0);
  return { sendsTo: [...new Set(asked.map(({ name }) => name))], ...(cost > 0 && { costUsd: cost }) };
}

/** A script that is yet to be written may ask for one in every scene; its title stays a card. */
const picturesOf = ({ scenes, isWritten }: Draft): number =>
  isWritten ? Math.max(0, scenes.length - 1) : scenes.filter(wishesPicture).length;

function usageOf(kind: ProviderKind, scenes: Draft['scenes'], images: number, model: string): CallUsage {
  const words = scenes.reduce((sum, { narration }) => sum + countWords(narration), 0);
  switch (kind) {
    case 'LLM':
      return { model, inputTokens: promptTokens, outputTokens: words * tokensPerWord };
    case 'TTS':
      return { model, characters: scenes.reduce((sum, { narration }) => sum + narration.length, 0) };
    case 'Images':
      return { model, images };
  }
}
