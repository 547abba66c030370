/** A set of ASCII characters as a table over all character codes: asking it costs one read. */
export type CharacterSet = Uint8Array;

const ascii = String.fromCharCode(...Array.from({ length: 128 }).keys());

export function characterSet(pattern: RegExp): CharacterSet {
  const table = new Uint8Array(65_536);
  for (const [character] of ascii.matchAll(new RegExp(pattern, 'g'))) table[character.charCodeAt(0)] = 1;
  return table;
}

export const digits = characterSet(/[0-9]/);
export const letters = characterSet(/[A-Za-z]/);
export const alphanumerics = characterSet(/[A-Za-z0-9]/);
export const hexDigits = characterSet(/[0-9A-Fa-f]/);
export const blanks = characterSet(/[ \t]/);
export const whitespace = characterSet(/\s/);
export const quotes = characterSet(/["'`]/);

/** Behind the end of any text, and still a small integer: an `Infinity` among indexes makes V8 compile their users anew. */
export const nowhere = 2 ** 30 - 1;

/** The first index from `start` whose character is not in the set, at most `limit` further on. */
export function endOfRun(text: string, start: number, set: CharacterSet, limit = nowhere): number {
  const last = Math.min(text.length, start + limit);
  let index = start;
  while (index < last && set[text.charCodeAt(index)] === 1) index += 1;
  return index;
}

/** The first index of the run of the set's characters that ends before `end`, at most `limit` back. */
export function startOfRun(text: string, end: number, set: CharacterSet, limit = nowhere): number {
  const first = Math.max(0, end - limit);
  let index = end;
  while (index > first && set[text.charCodeAt(index - 1)] === 1) index -= 1;
  return index;
}

/** Where the line of `index` ends, at most `limit` on. */
export function endOfLine(text: string, index: number, limit: number): number {
  const last = Math.min(text.length, index + limit);
  let end = index;
  while (end < last) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) break;
    end += 1;
  }
  return end;
}

export function startOfLine(text: string, index: number, limit: number): number {
  const first = Math.max(0, index - limit);
  const newline = text.slice(first, index).lastIndexOf('\n');
  return newline < 0 ? first : first + newline + 1;
}
