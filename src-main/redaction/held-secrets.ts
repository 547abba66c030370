import { environmentSecrets } from './environment-secrets.ts';
import type { KnownSecret } from './known-secrets.ts';

/** The secrets that the studio itself holds: what it was started with, and every key that was entered since. */
export interface HeldSecrets {
  all(): readonly KnownSecret[];
  /** From now on it is found in whatever is written; also after the key was removed, as it may still turn up. */
  hold(secret: KnownSecret): void;
  onChange(listener: () => void): void;
}

export function createHeldSecrets(environment: NodeJS.ProcessEnv = process.env): HeldSecrets {
  const fromEnvironment = environmentSecrets(environment);
  const entered = new Map<string, KnownSecret>();
  const listeners: (() => void)[] = [];
  return {
    all: () => [...fromEnvironment, ...entered.values()],
    hold(secret) {
      if (entered.has(secret.value)) return;
      entered.set(secret.value, secret);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
