import { looksRandom } from './harmless-values.ts';
import type { KnownSecret } from './known-secrets.ts';
import { classifyName } from './secret-names.ts';

const shortest = 6;

/** The keys, tokens and passwords that this process was started with: known, so found in whatever form they turn up. */
export const environmentSecrets = (environment: NodeJS.ProcessEnv = process.env): KnownSecret[] =>
  Object.entries(environment).flatMap(([name, value = '']) => {
    const secret = classifyName(name);
    if (!secret || value.length < shortest || isPath(value)) return [];
    // `DESKTOP_SESSION=ubuntu` holds no secret, and the word stands everywhere.
    return secret.strength === 'strong' || looksRandom(value, 16) ? [{ kind: secret.rule, value }] : [];
  });

/** `SSH_AUTH_SOCK` and the like name a place. */
const isPath = (value: string): boolean => /^(?:\/|[A-Za-z]:\\|~)/.test(value);
