import { sectionOfKind, type ProviderKind, type ProviderName, type ProviderSettings } from './provider-settings.ts';

/** The providers of a kind in the order they are tried, those that are switched off left out; each once. */
export function providerOrder(settings: ProviderSettings, kind: ProviderKind): ProviderName[] {
  const { primary, fallback, providers } = settings[sectionOfKind[kind]];
  const listed = providers
    ?.filter(({ enabled }) => enabled)
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ name }) => name);
  return [...new Set(listed ?? [primary, ...fallback])];
}
