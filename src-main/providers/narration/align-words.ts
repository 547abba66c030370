import { isPause, type Phone } from './phones.ts';

export interface TimeSpan {
  startSeconds: number;
  endSeconds: number;
}

const dropCost = 1;
const vowel = /^[aeiou]/;
/** Within vowels and within consonants sounds shift in context ("a" is "ey" alone and "ax" in a sentence). */
const swapCost = (spoken: string, listed: string): number => {
  if (spoken === listed) return 0;
  return vowel.test(spoken) === vowel.test(listed) ? 0.6 : 1.4;
};

/**
 * When each word is heard: the phones of the sentence, matched by least edit cost to the phones that each word has
 * when it is said alone. A word without phones (a dash, an emoji) gets the gap between its neighbours.
 */
export function alignWords(phones: readonly Phone[], wordPhones: readonly string[][], endSeconds: number): TimeSpan[] {
  const heard = phones.filter((phone) => !isPause(phone));
  const listed = wordPhones.flatMap((names, word) => names.map((name) => ({ name, word })));
  const costs = editCosts(heard, listed);
  const spans: (TimeSpan | undefined)[] = wordPhones.map(() => undefined);
  for (const [heardIndex, listedIndex] of matches(costs, heard, listed)) {
    const phone = heard[heardIndex]!;
    const word = listed[listedIndex]!.word;
    // Matches come from the last to the first.
    spans[word] = { startSeconds: phone.startSeconds, endSeconds: spans[word]?.endSeconds ?? phone.endSeconds };
  }
  return fillGaps(
    spans,
    wordPhones.map((names) => names.length > 0),
    endSeconds,
  );
}

interface ListedPhone {
  name: string;
  word: number;
}

/** Row by row: the least cost of matching the first `row` heard phones to the first `column` listed ones. */
function editCosts(heard: readonly Phone[], listed: readonly ListedPhone[]): Float32Array[] {
  const rows = [Float32Array.from({ length: listed.length + 1 }, (_, column) => column * dropCost)];
  for (const [index, phone] of heard.entries()) {
    const above = rows[index]!;
    const row = new Float32Array(listed.length + 1);
    row[0] = (index + 1) * dropCost;
    for (let column = 1; column <= listed.length; column += 1) {
      const swap = above[column - 1]! + swapCost(phone.name, listed[column - 1]!.name);
      row[column] = Math.min(swap, above[column]! + dropCost, row[column - 1]! + dropCost);
    }
    rows.push(row);
  }
  return rows;
}

function* matches(
  costs: Float32Array[],
  heard: readonly Phone[],
  listed: readonly ListedPhone[],
): Generator<[number, number]> {
  // Sums in single precision differ in the last digits.
  const isSame = (a: number, b: number) => Math.abs(a - b) < 1e-3;
  let row = heard.length;
  let column = listed.length;
  while (row > 0 && column > 0) {
    const here = costs[row]![column]!;
    const swap = costs[row - 1]![column - 1]! + swapCost(heard[row - 1]!.name, listed[column - 1]!.name);
    if (isSame(here, swap)) {
      row -= 1;
      column -= 1;
      yield [row, column];
    } else if (isSame(here, costs[row - 1]![column]! + dropCost)) row -= 1;
    else column -= 1;
  }
}

/** The least time that a spoken word without a phone of its own is given. */
const leastSeconds = 0.02;

function fillGaps(spans: (TimeSpan | undefined)[], isSpoken: boolean[], endSeconds: number): TimeSpan[] {
  const filled: TimeSpan[] = [];
  let index = 0;
  while (index < spans.length) {
    const span = spans[index];
    if (span) {
      filled.push({ ...span });
      index += 1;
      continue;
    }
    const next = spans.findIndex((later, at) => at > index && later !== undefined);
    const run = (next === -1 ? spans.length : next) - index;
    const from = filled.at(-1)?.endSeconds ?? 0;
    const to = next === -1 ? endSeconds : spans[next]!.startSeconds;
    const isNeeded = isSpoken.slice(index, index + run).some(Boolean);
    const start = isNeeded && to - from < run * leastSeconds ? makeRoom(filled.at(-1), to, run) : Math.min(from, to);
    const share = Math.max(0, to - start) / run;
    for (let word = 0; word < run; word += 1)
      filled.push({ startSeconds: start + word * share, endSeconds: start + (word + 1) * share });
    index += run;
  }
  return filled;
}

/** Takes a little time from the word before; returns where the gap now starts. */
function makeRoom(before: TimeSpan | undefined, gapEnd: number, count: number): number {
  if (!before) return Math.max(0, gapEnd - count * leastSeconds);
  before.endSeconds = Math.max((before.startSeconds + before.endSeconds) / 2, gapEnd - count * leastSeconds);
  return before.endSeconds;
}
