import { environmentSecrets } from './environment-secrets.ts';
import type { KnownSecret } from './known-secrets.ts';
import { createRedactor, thisComputer, type Redactor } from './redactor.ts';

/**
 * Knows this computer, its user and the secrets that it is lent: those of the environment where there is nobody to keep
 * others. What one replaced, the next knows nothing of.
 */
export const createFullRedactor = (knownSecrets: () => readonly KnownSecret[] = environmentSecrets): Redactor =>
  createRedactor({ ...thisComputer(), known: knownSecrets() });
