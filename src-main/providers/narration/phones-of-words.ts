/** Says a text and returns the phones of each of its sentences, without pauses. */
type Pronounce = (text: string) => string[][];

const mostKnownWords = 10_000;

/**
 * The phones of each word said alone. All new words go in one pass, a sentence a word; where a word makes more than
 * one sentence ("e.g.") the halves are asked apart, until it is clear which it was.
 */
export function phonesOfWords(
  words: readonly string[],
  pronounce: Pronounce,
  known: Map<string, string[]>,
): string[][] {
  if (known.size > mostKnownWords) known.clear();
  const bare = words.map(bareWord);
  const unknown = [...new Set(bare)].filter((word) => word !== '' && !known.has(word));
  for (const [word, phones] of pronounceAll(unknown, pronounce)) known.set(word, phones);
  return bare.map((word) => known.get(word) ?? []);
}

/** Without the stops around it, which would end the sentence early or twice. */
const bareWord = (word: string): string => word.replace(/^[.,;:!?'-]+|[.,;:!?'-]+$/g, '');

function pronounceAll(words: string[], pronounce: Pronounce): [string, string[]][] {
  if (words.length === 0) return [];
  const sentences = pronounce(`${words.join('.\n\n')}.`);
  if (sentences.length === words.length) return words.map((word, index) => [word, sentences[index]!]);
  if (words.length === 1) return [[words[0]!, sentences.flat()]];
  const half = words.length >> 1;
  return [...pronounceAll(words.slice(0, half), pronounce), ...pronounceAll(words.slice(half), pronounce)];
}
