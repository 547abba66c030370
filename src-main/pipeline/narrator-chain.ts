import { Brief } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Narrator } from '../providers/provider.ts';
import { isOffline } from '../runtime/offline-guard.ts';
import { providerChain, type ProviderChain } from './provider-chain.ts';
import type { StageContext } from './stage-context.ts';

const defaultVoice = Brief.parse({ topic: 'any' }).voice;

/** The narrators in line; one that is not, but has the very voice that the brief asks for, goes before them. Throws `InvalidInput:voice`. */
export function narratorChain(
  voice: string,
  context: Pick<StageContext, 'providers' | 'settings' | 'keys'> & Partial<Pick<StageContext, 'job'>>,
): ProviderChain<Narrator> {
  const { narrators } = context.providers;
  const chain = providerChain('TTS', narrators, context);
  if (voice === defaultVoice || chain.usable.some((narrator) => narrator.voiceFor(voice) === voice)) return chain;
  const owner = narrators.find(({ voices }) => voices.some(({ id }) => id === voice));
  if (owner) return isOffline() && !owner.isLocal ? chain : { ...chain, usable: [owner, ...chain.usable] };
  // Which voices an account has is known only over there.
  if (chain.usable.some(({ isLocal }) => !isLocal)) return chain;
  throw new StudioError('InvalidInput:voice', {
    message: `There is no voice “${voice}”.`,
    remediation: `Choose one of ${narrators.flatMap(({ voices }) => voices.map(({ id }) => id)).join(', ')}.`,
  });
}
