import { providerOrder } from '../../src-shared/provider-order.ts';
import { sectionOfKind, type ProviderKind, type ProviderName } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';

/** Works without key and network, and so never makes room for another. */
export const lastResorts = { LLM: 'Template', TTS: 'Flite', Images: 'Cards' } as const satisfies Record<
  ProviderKind,
  ProviderName
>;
/** A picture of one's own goes before all others. */
const alwaysFirst: ProviderName = 'OwnFiles';

export interface ListedProvider {
  name: ProviderName;
  isOn: boolean;
  /** Its place and its being on are not for the user to change. */
  isPinned: boolean;
}

/** The providers of a kind as the settings page lists them: own files, those that are on in their order, those that are off, the last resort. */
export function listProviders(
  kind: ProviderKind,
  known: readonly ProviderName[],
  settings: Settings,
): ListedProvider[] {
  const on = providersOn(kind, settings).filter((name) => known.includes(name));
  const rest = known.filter((name) => !on.includes(name) && !isPinned(kind, name));
  const row = (name: ProviderName, isOn: boolean): ListedProvider => ({ name, isOn, isPinned: isPinned(kind, name) });
  return [
    ...known.filter((name) => name === alwaysFirst).map((name) => row(name, true)),
    ...on.map((name) => row(name, true)),
    ...rest.map((name) => row(name, false)),
    ...known.filter((name) => name === lastResorts[kind]).map((name) => row(name, true)),
  ];
}

const isPinned = (kind: ProviderKind, name: ProviderName): boolean =>
  name === lastResorts[kind] || name === alwaysFirst;

/** Those that the user put in line before the last resort; what stands behind it is never asked. */
export function providersOn(kind: ProviderKind, settings: Settings): ProviderName[] {
  const order = providerOrder(settings.providers, kind);
  const end = order.indexOf(lastResorts[kind]);
  return (end < 0 ? order : order.slice(0, end)).filter((name) => name !== alwaysFirst);
}

/** What to write so that these are tried in this order, and then the last resort. */
export function orderChanges(kind: ProviderKind, on: readonly ProviderName[]) {
  const section = `providers.${sectionOfKind[kind]}`;
  const [primary, ...fallback] = [...on, lastResorts[kind]];
  const isDefault = on.length === 0;
  return [
    { path: `${section}.primary`, value: isDefault ? null : (primary ?? null) },
    { path: `${section}.fallback`, value: isDefault ? null : fallback },
    // A list written by hand would outrank both.
    { path: `${section}.providers`, value: null },
  ];
}

/** The same names with one of them moved by so many places; unchanged at the ends. */
export function moved<Name>(names: readonly Name[], name: Name, by: number): Name[] {
  const from = names.indexOf(name);
  return from < 0 ? [...names] : movedTo(names, name, from + by);
}

export function movedTo<Name>(names: readonly Name[], name: Name, to: number): Name[] {
  const others = names.filter((one) => one !== name);
  if (others.length === names.length || to < 0 || to > others.length) return [...names];
  return [...others.slice(0, to), name, ...others.slice(to)];
}
