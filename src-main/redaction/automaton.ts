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
  /** By node and class: the node to go on from. */
  next: Int32Array;
  depths: Uint16Array;
  canSpanLines: Uint8Array;
  /** A node's children as a list: the first one, the one after each, and the class that leads to it. */
  firstChild: Int32Array;
  sibling: Int32Array;
  classInto: Uint16Array;
  /** The patterns that end at a node. */
  outputs: (number[] | undefined)[];
}

function buildTrie(patterns: readonly Pattern[], { of: classOf, count: width }: Classes): Trie {
  const mostNodes = patterns.reduce((sum, { text }) => sum + text.length, 1);
  const trie: Trie = {
    next: new Int32Array(mostNodes * width),
    depths: new Uint16Array(mostNodes),
    canSpanLines: new Uint8Array(mostNodes),
    firstChild: new Int32Array(mostNodes),
    sibling: new Int32Array(mostNodes),
    classInto: new Uint16Array(mostNodes),
    outputs: [undefined],
  };
  for (const [id, { text, canSpanLines }] of patterns.entries()) {
    let at = 0;
    for (let index = 0; index < text.length; index += 1) {
      const cls = classOf[text.charCodeAt(index)]!;
      at = trie.next[at * width + cls] || addChild(trie, at, cls, width);
      if (canSpanLines) trie.canSpanLines[at] = 1;
    }
    trie.outputs[at] = [...(trie.outputs[at] ?? []), id];
  }
  return trie;
}

function addChild(trie: Trie, parent: number, cls: number, width: number): number {
  const child = trie.outputs.push(undefined) - 1;
  trie.next[parent * width + cls] = child;
  trie.depths[child] = trie.depths[parent]! + 1;
  trie.classInto[child] = cls;
  trie.sibling[child] = trie.firstChild[parent]!;
  trie.firstChild[parent] = child;
  return child;
}

/** Where no child follows, the search goes on from the longest ending that begins a pattern: its row is copied. */
function addTransitions(trie: Trie, { of: classOf, count: width }: Classes): void {
  const { next, depths, canSpanLines, firstChild, sibling, classInto, outputs } = trie;
  const failure = new Int32Array(outputs.length);
  const gapClasses = gaps.map((gap) => classOf[gap.charCodeAt(0)]!);
  const queue = new Int32Array(outputs.length);
  let length = 1;
  for (let head = 0; head < length; head += 1) {
    const at = queue[head]!;
    const row = at * width;
    const fallback = failure[at]! * width;
    if (at !== 0) {
      next.copyWithin(row, fallback, fallback + width);
      const inherited = outputs[failure[at]!];
      if (inherited) outputs[at] = [...(outputs[at] ?? []), ...inherited];
    }
    for (let child = firstChild[at]!; child !== 0; child = sibling[child]!) {
      const edge = row + classInto[child]!;
      failure[child] = at === 0 ? 0 : next[edge]!;
      next[edge] = child;
      queue[length] = child;
      length += 1;
    }
    // At the end of an occurrence a gap is no part of it.
    if (canSpanLines[at] === 1 && outputs[at] === undefined && depths[at]! >= spanFromDepth)
      for (const cls of gapClasses) if (depths[next[row + cls]!]! <= depths[at]!) next[row + cls] = at;
  }
}
