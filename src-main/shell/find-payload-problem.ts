const maxDepth = 40;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a payload is not even looked at; undefined when it may go on to its schema. */
export type PayloadProblem = 'too large' | 'too deep' | 'forbidden key' | 'not plain data';

/**
 * Walks what the window sent without trusting it: stops as soon as the limit is passed, so that a huge payload costs
 * no more than a permitted one, and needs no stack of its own. What points back at itself ends as too deep.
 */
export function findPayloadProblem(payload: unknown, maxBytes: number): PayloadProblem | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: payload, depth: 0 }];
  let bytes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > maxDepth) return 'too deep';
    const weight = weigh(next.value, maxBytes - bytes);
    if (weight === undefined) return 'not plain data';
    bytes += weight;
    if (bytes > maxBytes) return 'too large';
    for (const [key, value] of children(next.value)) {
      if (forbiddenKeys.has(key)) return 'forbidden key';
      open.push({ value, depth: next.depth + 1 });
    }
  }
  return undefined;
}

/** Bytes of one value without its children's values; undefined for what has no place in a payload. */
function weigh(value: unknown, left: number): number | undefined {
  if (typeof value === 'string') return value.length > left ? value.length : Buffer.byteLength(value);
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return 8;
  if (typeof value !== 'object') return undefined;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  // The length first: a sparse array claims billions of places and holds none.
  if (Array.isArray(value)) return 8 + value.length;
  if (!isPlain(value)) return undefined;
  return Object.keys(value).reduce((sum, key) => sum + Buffer.byteLength(key), 8);
}

function children(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
