import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rounds of a long campaign: few by default, as many as the environment variable says. */
export const roundsOf = (variable: string, few: number): number => Number(process.env[variable] ?? few);

/** Numbers that look random and can be had again from their seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A film of a few seconds that still has all that a film has: two scenes, a fade, captions, words. */
export const shortText = `---
music: none
---

# Kept

## One

The first scene speaks.

## Two

The second one ends it.
`;

/** Files below a folder, by their paths inside it. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
