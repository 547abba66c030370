const endings = ['ings', 'ing', 'ied', 'ies', 'ed', 'es', 'ly', 's', 'e', 'd'];

/** A word without its grammatical ending: enough to bring "exceeds", "exceeded" and "exceeding" together. */
export function stem(word: string): string {
  for (const ending of endings) {
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  }
  return word;
}
