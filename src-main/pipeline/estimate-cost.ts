import type { Brief } from '../../src-shared/brief.ts';
import type { Scene } from '../../src-shared/film.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import { costUsd, defaultModel } from '../providers/model-catalogue.ts';
import { wishesPicture } from '../providers/visuals/picture-wish.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';

interface PricedProvider {
  readonly name: ProviderName;
  readonly kind: ProviderKind;
  readonly isLocal: boolean;
  readonly model?: string;
}

/** A token is about four letters; the instructions and the scheme of the answer come on top. */
const lettersPerToken = 4;
const instructionTokens = 1500;
/** Narration, headings, cards and their names. */
const answerTokensPerSecond = 10;
const lettersPerSecond = 14;
const secondsPerScene = 7;

/** US dollars, generous; 0 for what costs nothing or has no known price. */
export function estimateUsd(provider: PricedProvider, work: Omit<CallUsage, 'model' | 'costUsd'>): number {
  const model = provider.model ?? defaultModel(provider.name, provider.kind);
  if (provider.isLocal || model === undefined) return 0;
  return costUsd(provider.name, provider.kind, { model, ...work }) ?? 0;
}

export const scriptWork = (brief: Brief): Omit<CallUsage, 'model'> => ({
  inputTokens: instructionTokens + Math.ceil(JSON.stringify(brief).length / lettersPerToken),
  outputTokens: 300 + brief.durationSeconds * answerTokensPerSecond,
});

/** What a whole film asks of one provider of each kind; of a text of one's own it is known, of a script it is thought. */
export const filmWork = (
  brief: Brief,
  ownScenes: readonly Scene[] | undefined,
): Record<ProviderKind, Omit<CallUsage, 'model'>> => ({
  LLM: scriptWork(brief),
  TTS: {
    characters:
      ownScenes?.reduce((sum, { narration }) => sum + narration.length, 0) ?? brief.durationSeconds * lettersPerSecond,
  },
  Images: { images: ownScenes?.filter(wishesPicture).length ?? Math.ceil(brief.durationSeconds / secondsPerScene) },
});
