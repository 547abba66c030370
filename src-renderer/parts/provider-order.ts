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

/** A provider with a place of its own in line, which it keeps while it is switched off. */
export interface PlacedProvider {
  name: ProviderName;
  isOn: boolean;
}

export interface ListedProvider extends PlacedProvider {
  /** It was never put in line: it stands behind those that were. */
  isPlaced: boolean;
  /** Its place and its being on are not for the user to change. */
  isPinned: boolean;
}

/** The providers of a kind as the settings page lists them: own files, those in line, those never used, the last resort. */
export function listProviders(
  kind: ProviderKind,
  known: readonly ProviderName[],
  settings: Settings,
): ListedProvider[] {
  const placed = placedProviders(kind, settings).filter(({ name }) => known.includes(name));
  const rest = known.filter((name) => !isPinned(kind, name) && placed.every((one) => one.name !== name));
  const pinned = (wanted: ProviderName) =>
    known
      .filter((name) => name === wanted)
      .map((name): ListedProvider => ({ name, isOn: true, isPlaced: false, isPinned: true }));
  return [
    ...pinned(alwaysFirst),
    ...placed.map((one) => ({ ...one, isPlaced: true, isPinned: false })),
    ...rest.map((name) => ({ name, isOn: false, isPlaced: false, isPinned: false })),
    ...pinned(lastResorts[kind]),
  ];
}

const isPinned = (kind: ProviderKind, name: ProviderName): boolean =>
  name === lastResorts[kind] || name === alwaysFirst;

/** Those that the user put in line before the last resort; what stands behind it is never asked, so it is off. */
export function placedProviders(kind: ProviderKind, settings: Settings): PlacedProvider[] {
  const { providers: list } = settings.providers[sectionOfKind[kind]];
  const order = providerOrder(settings.providers, kind);
  const end = order.indexOf(lastResorts[kind]);
  const on = end < 0 ? order : order.slice(0, end);
  const names = list?.toSorted((one, other) => one.priority - other.priority).map(({ name }) => name) ?? on;
  return names.filter((name) => !isPinned(kind, name)).map((name) => ({ name, isOn: on.includes(name) }));
}

/** What to write so that those that are on are tried in this order, and then the last resort. */
export function orderChanges(kind: ProviderKind, placed: readonly PlacedProvider[]) {
  const section = `providers.${sectionOfKind[kind]}`;
  const on = placed.filter(({ isOn }) => isOn).map(({ name }) => name);
  const [primary, ...fallback] = [...on, lastResorts[kind]];
  const isDefault = on.length === 0;
  const list = [...placed, { name: lastResorts[kind], isOn: true }];
  return [
    { path: `${section}.primary`, value: isDefault ? null : (primary ?? null) },
    { path: `${section}.fallback`, value: isDefault ? null : fallback },
    // Only a list remembers the place of what is off; where nothing is, the plain form is easier to read by hand.
    {
      path: `${section}.providers`,
      value:
        on.length === placed.length
          ? null
          : list.map(({ name, isOn }, priority) => ({ name, priority, enabled: isOn })),
    },
  ];
}

/** With one switched on or off, in its place; one that never had a place gets one behind all others. */
export const switched = (placed: readonly PlacedProvider[], name: ProviderName, isOn: boolean): PlacedProvider[] =>
  placed.some((one) => one.name === name)
    ? placed.map((one) => (one.name === name ? { name, isOn } : one))
    : [...placed, { name, isOn }];

/** The same with one of them moved by so many places; unchanged at the ends. */
export function moved(placed: readonly PlacedProvider[], name: ProviderName, by: number): PlacedProvider[] {
  const from = placed.findIndex((one) => one.name === name);
  return from < 0 ? [...placed] : movedTo(placed, name, from + by);
}

export function movedTo(placed: readonly PlacedProvider[], name: ProviderName, to: number): PlacedProvider[] {
  const mover = placed.find((one) => one.name === name);
  const others = placed.filter((one) => one !== mover);
  if (!mover || to < 0 || to > others.length) return [...placed];
  return [...others.slice(0, to), mover, ...others.slice(to)];
}
