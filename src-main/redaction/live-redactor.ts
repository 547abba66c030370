import type { HeldSecrets } from './held-secrets.ts';
import { createRedactor, thisComputer } from './redactor.ts';

/** Redacts what is written while the studio runs: a key counts from the moment it was entered. */
export function liveRedaction(secrets: HeldSecrets): (value: unknown) => unknown {
  const build = () => createRedactor({ ...thisComputer(), known: secrets.all() });
  let redactor = build();
  secrets.onChange(() => (redactor = build()));
  return (value) => redactor.redactValue(value);
}
