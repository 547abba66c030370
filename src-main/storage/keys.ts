import type { KeyName } from '../../src-shared/provider-keys.ts';

/** Where providers get their keys, at each call anew: a key that was entered a second ago counts. */
export interface KeySource {
  get(name: KeyName): string | undefined;
}

/** The keys that this process was started with. */
export const environmentKeys = (environment: Record<string, string | undefined> = process.env): KeySource => ({
  get: (name) => environment[name]?.trim() || undefined,
});
