/** A word to look for, whatever its case. */
export interface Pattern {
  text: string;
  /** Line breaks and indentation inside an occurrence do not hide it. */
  canSpanLines?: boolean;
}

/** All patterns at once, in one pass (Aho and Corasick, https://doi.org/10.1145/360825.360855). */
export interface Automaton {
  /** Calls back with the pattern's index and the index after its occurrence. */
  scan(text: string, onHit: (pattern: number, end: number) => void): void;
}

const gaps = [' ', '\t', '\r', '\n'];
/** Shorter beginnings are too common for a line break in them to be ignored. */
const spanFromDepth = 6;

export function buildAutomaton(patterns: readonly Pattern[]): Automaton {
  const classes = classifyCharacters(patterns);
  const trie = buildTrie(patterns, classes);
  addTransitions(trie, classes);
  const { next, outputs } = trie;
  const hasOutput = Uint8Array.from(outputs, (list) => Number(list !== undefined));
  const { count, of: classOf } = classes;
  return {
    scan: (text, onHit) => {
      let state = 0;
      for (let index = 0; index < text.length; index += 1) {
        state = next[state * count + classOf[text.charCodeAt(index)]!]!;
        if (hasOutput[state] === 1) for (const pattern of outputs[state]!) onHit(pattern, index + 1);
      }
    },
  };
}

interface Classes {
  of: Uint16Array;
  count: number;
}

/** Characters that no pattern has share class 0, which keeps the table narrow. */
function classifyCharacters(patterns: readonly Pattern[]): Classes {
  const of = new Uint16Array(65_536);
  let count = 1;
  const add = (code: number): void => {
    const character = String.fromCharCode(code);
    if (of[code] !== 0) return;
    for (const form of [character.toLowerCase(), character.toUpperCase()])
      if (form.length === 1) of[form.charCodeAt(0)] = count;
    of[code] = count;
    count += 1;
  };
  for (const gap of gaps) add(gap.charCodeAt(0));
  for (const { text } of patterns) for (let index = 0; index < text.length; index += 1) add(text.charCodeAt(index));
  return { of, count };
}

/** Tables by node; node 0 is the root, and as nobody's child it stands for none. */
interface Trie {
  /** By node and class: the child, then whatever node to go on from. */
  next: Int32Array;
  depths: Uint16Array;
  canSpanLines: Uint8Array;
  /** The patterns that end at a node. */
  outputs: (number[] | undefined)[];
}

function buildTrie(patterns: readonly Pattern[], { of: classOf, count: width }: Classes): Trie {
  const mostNodes = patterns.reduce((sum, { text }) => sum + text.length, 1);
  const next = new Int32Array(mostNodes * width);
  const depths = new Uint16Array(mostNodes);
  const canSpanLines = new Uint8Array(mostNodes);
  const outputs: (number[] | undefined)[] = [undefined];
  for (const [id, pattern] of patterns.entries()) {
    let at = 0;
    for (let index = 0; index < pattern.text.length; index += 1) {
      const edge = at * width + classOf[pattern.text.charCodeAt(index)]!;
      if (next[edge] === 0) {
        next[edge] = outputs.push(undefined) - 1;
        depths[next[edge]] = index + 1;
      }
      at = next[edge]!;
      if (pattern.canSpanLines) canSpanLines[at] = 1;
    }
    outputs[at] = [...(outputs[at] ?? []), id];
  }
  return { next, depths, canSpanLines, outputs };
}

/** Where no child follows, the search goes on from the longest ending that begins a pattern. */
function addTransitions({ next, depths, canSpanLines, outputs }: Trie, { of: classOf, count: width }: Classes): void {
  const failure = new Int32Array(outputs.length);
  const gapClasses = gaps.map((gap) => classOf[gap.charCodeAt(0)]!);
  const queue = new Int32Array(outputs.length);
  let length = 1;
  for (let head = 0; head < length; head += 1) {
    const at = queue[head]!;
    const fallback = at === 0 ? 0 : failure[at]! * width;
    const inherited = at === 0 ? undefined : outputs[failure[at]!];
    if (inherited) outputs[at] = [...(outputs[at] ?? []), ...inherited];
    for (let cls = 0; cls < width; cls += 1) {
      const edge = at * width + cls;
      const child = next[edge]!;
      const elsewhere = at === 0 ? 0 : next[fallback + cls]!;
      if (child === 0) next[edge] = elsewhere;
      else {
        failure[child] = elsewhere;
        queue[length] = child;
        length += 1;
      }
    }
    // At the end of an occurrence a gap is no part of it.
    if (canSpanLines[at] === 1 && outputs[at] === undefined && depths[at]! >= spanFromDepth)
      for (const cls of gapClasses) if (depths[next[at * width + cls]!]! <= depths[at]!) next[at * width + cls] = at;
  }
}
