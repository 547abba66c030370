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

interface Node {
  children: Map<number, number>;
  depth: number;
  canSpanLines: boolean;
  outputs: number[];
}

const gaps = [' ', '\t', '\r', '\n'];
/** Shorter beginnings are too common for a line break in them to be ignored. */
const spanFromDepth = 6;

export function buildAutomaton(patterns: readonly Pattern[]): Automaton {
  const classes = classifyCharacters(patterns);
  const nodes = buildTrie(patterns, classes.of);
  const { next, outputs } = buildTransitions(nodes, classes.count, classes.of);
  const hasOutput = Uint8Array.from(outputs, (list) => Number(list.length > 0));
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

/** Characters that no pattern has share class 0, which keeps the table narrow. */
function classifyCharacters(patterns: readonly Pattern[]): { of: Uint16Array; count: number } {
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

function buildTrie(patterns: readonly Pattern[], classOf: Uint16Array): Node[] {
  const nodes: Node[] = [{ children: new Map(), depth: 0, canSpanLines: false, outputs: [] }];
  for (const [id, { text, canSpanLines }] of patterns.entries()) {
    let at = 0;
    for (let index = 0; index < text.length; index += 1) {
      const cls = classOf[text.charCodeAt(index)]!;
      let child = nodes[at]!.children.get(cls);
      if (child === undefined) {
        child = nodes.push({ children: new Map(), depth: index + 1, canSpanLines: false, outputs: [] }) - 1;
        nodes[at]!.children.set(cls, child);
      }
      at = child;
      if (canSpanLines) nodes[at]!.canSpanLines = true;
    }
    nodes[at]!.outputs.push(id);
  }
  return nodes;
}

function buildTransitions(
  nodes: readonly Node[],
  width: number,
  classOf: Uint16Array,
): { next: Int32Array; outputs: number[][] } {
  const next = new Int32Array(nodes.length * width);
  const failure = new Int32Array(nodes.length);
  const outputs = nodes.map((node) => node.outputs);
  const gapClasses = new Set(gaps.map((gap) => classOf[gap.charCodeAt(0)]!));
  const queue = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const at = queue[head]!;
    const node = nodes[at]!;
    if (at !== 0) outputs[at] = [...node.outputs, ...outputs[failure[at]!]!];
    for (let cls = 0; cls < width; cls += 1) {
      const fallback = at === 0 ? 0 : next[failure[at]! * width + cls]!;
      const child = node.children.get(cls);
      // At the end of an occurrence a gap is no part of it.
      const staysInGap =
        node.canSpanLines && outputs[at]!.length === 0 && node.depth >= spanFromDepth && gapClasses.has(cls);
      next[at * width + cls] = child ?? (staysInGap ? at : fallback);
      if (child === undefined) continue;
      failure[child] = fallback;
      queue.push(child);
    }
  }
  return { next, outputs };
}
