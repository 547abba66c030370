import { create } from 'zustand';
import type { Failure } from '../../src-shared/failure.ts';
import type { KeyName, KeyStates } from '../../src-shared/provider-keys.ts';
import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { ProviderFacts, ProviderTest } from '../../src-shared/providers.ts';
import { call } from '../studio-client.ts';
import { failureOf } from './failure-of.ts';

export type TestOutcome = { isGood: true; answer: ProviderTest } | { isGood: false; failure: Failure };

interface ProvidersState {
  facts: ProviderFacts[] | undefined;
  keys: KeyStates | undefined;
  /** By breaker name: how the last test of this session went. */
  tests: Record<string, TestOutcome>;
  /** The row that is open, by breaker name. */
  open: string | undefined;
}

export const useProviders = create<ProvidersState>(() => ({
  facts: undefined,
  keys: undefined,
  tests: {},
  open: undefined,
}));

/** `OpenAI-LLM`, as its breaker is called. */
export const rowName = ({ name, kind }: { name: ProviderName; kind: ProviderKind }): string => `${name}-${kind}`;

export const openRow = (open: string | undefined): void => useProviders.setState({ open });

export async function loadProviders(): Promise<void> {
  const [facts, keys] = await Promise.all([call('providers.list'), call('keys.states')]);
  useProviders.setState({ facts, keys });
}

export const saveKey = async (name: KeyName, value: string): Promise<void> =>
  useProviders.setState({ keys: await call('keys.set', { name, value }) });

export const removeKey = async (name: KeyName): Promise<void> =>
  useProviders.setState({ keys: await call('keys.remove', { name }) });

/** Asks the provider for real: with a key that is not saved yet, or with the one in use. */
export async function testProvider(provider: ProviderFacts, key: string): Promise<void> {
  const { name, kind } = provider;
  const outcome: TestOutcome = await call('providers.test', { name, kind, ...(key !== '' && { key }) }).then(
    (answer) => ({ isGood: true, answer }),
    (error: unknown) => ({ isGood: false, failure: failureOf(error) }),
  );
  useProviders.setState(({ tests }) => ({ tests: { ...tests, [rowName(provider)]: outcome } }));
}

/** What a test said of a key does not hold for another one. */
export const forgetTest = (row: string): void =>
  useProviders.setState(({ tests: { [row]: _gone, ...tests } }) => ({ tests }));
