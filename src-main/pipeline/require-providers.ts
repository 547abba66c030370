import { StudioError } from '../../src-shared/failure.ts';
import type { Scene } from '../../src-shared/film.ts';
import { providerKinds, type ProviderKind, type ProviderName } from '../../src-shared/provider-settings.ts';
import type { KeyName } from '../../src-shared/provider-keys.ts';
import { estimateUsd, filmWork } from './estimate-cost.ts';
import { wishesPicture } from '../providers/visuals/picture-wish.ts';
import { narratorChain } from './narrator-chain.ts';
import { scenesOfText } from './own-text.ts';
import { providerChain, type ProviderChain } from './provider-chain.ts';
import type { StageContext } from './stage-context.ts';

interface Chained {
  readonly name: ProviderName;
  readonly kind: ProviderKind;
  readonly isLocal: boolean;
  readonly keyName?: KeyName;
  readonly model?: string;
}

/**
 * Before any work: whether somebody can be asked for everything, with which keys, and within the budget.
 * Throws `MissingApiKey:{KEY}`, `ProviderUnavailable:{NAME}` when offline, `QuotaExceeded:budget`.
 * @returns US dollars that the film is thought to cost
 */
export function requireProviders(context: StageContext): number {
  const { brief, ownText } = context.job;
  const ownScenes = ownText && scenesOfText(ownText);
  const work = filmWork(brief, ownScenes);
  const chains = providerKinds.flatMap((kind) => chainFor(kind, context, ownScenes) ?? []);
  const missing = chains.flatMap(({ usable: [first] }) => {
    const hasKey = first?.keyName === undefined || context.keys.get(first.keyName) !== undefined;
    return hasKey || !first ? [] : [first];
  });
  if (missing.length > 0) throw keysMissing(missing);
  const costs = chains.map(({ usable: [first], triggers }) => ({
    usd: first ? estimateUsd(first, work[first.kind]) : 0,
    // Where an empty purse lets the next one step in, that one may cost nothing.
    mayBeReplaced: triggers.includes('QuotaExceeded'),
  }));
  const certain = costs.reduce((sum, { usd, mayBeReplaced }) => sum + (mayBeReplaced ? 0 : usd), 0);
  const { budget, ledger } = context.resilience;
  const { jobId } = context.job;
  // A job that goes on has paid for a part of it already: then each call is looked at by itself.
  if (certain > 0 && ledger.spentByJob(jobId) === 0) budget.refuseBeyond(certain, jobId);
  return costs.reduce((sum, { usd }) => sum + usd, 0);
}

function chainFor(
  kind: ProviderKind,
  context: StageContext,
  ownScenes: readonly Scene[] | undefined,
): ProviderChain<Chained> | undefined {
  const { preset, brief } = context.job;
  const { scriptWriters, illustrators } = context.providers;
  if (kind === 'TTS') return narratorChain(brief.voice, context);
  if (ownScenes ? !ownScenes.some(wishesPicture) : preset === 'sample') return undefined;
  if (kind === 'Images') return providerChain('Images', illustrators, context);
  return ownScenes ? undefined : providerChain('LLM', scriptWriters, context);
}

function keysMissing(missing: readonly Chained[]): StudioError {
  const names = [...new Set(missing.map(({ keyName }) => keyName))];
  return new StudioError(`MissingApiKey:${names[0]}`, {
    message: `No key is configured: ${missing.map(({ name, keyName }) => `${keyName} for ${name}`).join(', ')}.`,
    details: { keys: names, providers: missing.map(({ name }) => name) },
  });
}
