import { StudioError } from '../../src-shared/failure.ts';
import type { FailureCause, ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import { failureCauses, sectionOfKind } from '../../src-shared/provider-settings.ts';
import { providerOrder } from '../../src-shared/provider-order.ts';
import type { KeyName } from '../../src-shared/provider-keys.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { isOffline } from '../runtime/offline-guard.ts';
import type { KeySource } from '../storage/keys.ts';
import type { PipelineJob } from './stage-context.ts';

interface AnyProvider {
  readonly name: ProviderName;
  readonly kind: ProviderKind;
  readonly isLocal: boolean;
  readonly keyName?: KeyName;
}

/** The providers of a kind as the settings wish for them, here and now. */
export interface ProviderChain<P> {
  /** In the order they are asked. */
  usable: readonly P[];
  /** Left out before anything is asked, and why. */
  leftOut: readonly { provider: P; reason: string }[];
  triggers: readonly FailureCause[];
}

interface ChainParts {
  settings: Settings;
  keys: KeySource;
  job?: Pick<PipelineJob, 'withStandIns'>;
}

/** Throws `ProviderUnavailable:{NAME}` when the studio is offline and all of them need the network. */
export function providerChain<P extends AnyProvider>(
  kind: ProviderKind,
  all: readonly P[],
  { settings, keys, job }: ChainParts,
): ProviderChain<P> {
  const { fallbackEnabled, fallbackTriggers } = settings.providers[sectionOfKind[kind]];
  const triggers = job?.withStandIns ? failureCauses : fallbackTriggers;
  const wished = providersInOrder(settings, kind, all);
  const inLine = fallbackEnabled ? wished : wished.slice(0, 1);
  const looked = inLine.map((provider, index) => {
    // The first one without its key must fail and say so, unless it is set otherwise; those behind it are a help or none.
    const mayBePassedOver = index > 0 || triggers.includes('MissingApiKey');
    return { provider, reason: reasonToLeaveOut(provider, { keys, mayBePassedOver }) };
  });
  const usable = looked.flatMap(({ provider, reason }) => (reason === undefined ? [provider] : []));
  const leftOut = looked.flatMap(({ provider, reason }) => (reason === undefined ? [] : [{ provider, reason }]));
  if (usable.length > 0) return { usable, leftOut, triggers };
  throw nothingUsable(kind, leftOut);
}

/** Without regard to keys and network. */
export const providersInOrder = <P extends AnyProvider>(
  settings: Settings,
  kind: ProviderKind,
  all: readonly P[],
): P[] => providerOrder(settings.providers, kind).flatMap((name) => all.filter((provider) => provider.name === name));

function reasonToLeaveOut(
  { name, isLocal, keyName }: AnyProvider,
  { keys, mayBePassedOver }: { keys: KeySource; mayBePassedOver: boolean },
): string | undefined {
  if (isOffline() && !isLocal) return `${name} needs the network, and the studio is offline.`;
  if (!mayBePassedOver || keyName === undefined || keys.get(keyName) !== undefined) return undefined;
  return `No key is configured for ${name}: ${keyName}.`;
}

function nothingUsable(kind: ProviderKind, leftOut: ProviderChain<AnyProvider>['leftOut']): StudioError {
  const [first] = leftOut;
  if (!first)
    return new StudioError('NotFound:provider', { message: `No provider is switched on for ${wanted[kind]}.` });
  const { name, keyName } = first.provider;
  const details = { provider: name, isOffline: isOffline(), reason: leftOut.map(({ reason }) => reason).join(' ') };
  if (!isOffline() && keyName) return new StudioError(`MissingApiKey:${keyName}`, { details });
  return new StudioError(`ProviderUnavailable:${name}`, {
    message: `The studio is offline, and for ${wanted[kind]} every provider in line needs the network: ${leftOut.map(({ provider }) => provider.name).join(', ')}.`,
    remediation: `Switch off Offline under Settings, Privacy, or put ${local[kind]} in line under Settings, Providers.`,
    details,
  });
}

const wanted: Record<ProviderKind, string> = { LLM: 'the script', TTS: 'the narration', Images: 'the pictures' };
const local: Record<ProviderKind, string> = { LLM: 'Template', TTS: 'Flite', Images: 'Cards' };
