import type { ProviderFacts } from '../../src-shared/providers.ts';
import type { ProviderName } from '../../src-shared/provider-settings.ts';
import { texts } from '../texts.ts';

const words = texts.providers.leaves;
const ownServers: readonly ProviderName[] = ['LocalLLM', 'LocalDiffusion'];
const stock: readonly ProviderName[] = ['Pexels', 'Pixabay', 'Unsplash'];

/** What leaves the computer when this provider does its work, in one sentence. */
export function leavesOf({ name, kind, isLocal }: ProviderFacts): string {
  if (ownServers.includes(name) && !isLocal) return texts.joinedSentences(sends(name, kind), words.ownServer);
  return isLocal ? words.local : sends(name, kind);
}

const sends = (name: ProviderName, kind: ProviderFacts['kind']): string =>
  kind === 'Images' ? (stock.includes(name) ? words.stock : words.generated) : words[kind];
