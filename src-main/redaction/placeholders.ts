import { createHash } from 'node:crypto';

/** What stands where a secret stood; letters only in the rule, so that nothing can hide in one. */
export const placeholderPattern = /\[REDACTED:[a-z]+(?:-[a-z]+){0,5}#(\d{1,9})\]/g;

export const isPlaceholder = (text: string): boolean => /^\[REDACTED:[a-z]+(?:-[a-z]+){0,5}#\d{1,9}\]$/.test(text);

/** Gives every secret its placeholder; the same secret gets the same one. */
export interface Placeholders {
  for: (rule: string, secret: string) => string;
  /** A text that was redacted before brings numbers along: those are not given again. */
  skipPast: (number: number) => void;
}

/** Above this many secrets the oldest are forgotten: a stream of 2 GB may hold a million addresses. */
const rememberedSecrets = 50_000;

export function createPlaceholders(): Placeholders {
  const given = new Map<string, string>();
  let lastNumber = 0;
  return {
    for: (rule, secret) => {
      const key = secret.length <= 64 ? secret : createHash('sha256').update(secret).digest('base64');
      const before = given.get(key);
      if (before !== undefined) return before;
      lastNumber += 1;
      const placeholder = `[REDACTED:${rule}#${lastNumber}]`;
      given.set(key, placeholder);
      if (given.size > rememberedSecrets) given.delete(given.keys().next().value ?? key);
      return placeholder;
    },
    skipPast: (number) => {
      lastNumber = Math.max(lastNumber, number);
    },
  };
}
