import { parseTree, type Node } from 'jsonc-parser';
import { mostBatchRows } from '../../../src-shared/batch.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { TableRow } from './read-csv.ts';
import { refusedSource, tooManyRows } from './refusals.ts';
import { refusedRow } from './row-values.ts';

/** The briefs of a JSON list. Throws `InvalidInput:file` or `InvalidInput:rows` where there is no list to be had. */
export function readJson(text: string, name: string): TableRow[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw refusedSource('file', `“${name}” is empty.`);
  const items = parseList(plain, name);
  if (items.length === 0) throw refusedSource('file', `“${name}” holds an empty list.`);
  if (items.length > mostBatchRows) throw tooManyRows(name, items.length);
  const nodes = parseTree(plain)?.children ?? [];
  const lineOf = lineCounter(plain);
  return items.map((item, index) => readRow(index + 1, item, nodes[index], lineOf));
}

function parseList(text: string, name: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refusedSource(
      'file',
      `“${name}” is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (Array.isArray(value)) return value as unknown[];
  throw refusedSource('file', `“${name}” must hold a list of briefs: [ … ].`);
}

function readRow(row: number, item: unknown, node: Node | undefined, lineOf: (offset: number) => number): TableRow {
  const place = node ? `line ${lineOf(node.offset)}` : `entry ${row}`;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return refusedRow(
      row,
      place,
      new StudioError('InvalidInput:row', { message: 'It is not a brief: { "topic": … }.' }),
    );
  }
  const doubled = doubledKey(node);
  if (doubled !== undefined) {
    const message = `“${doubled}” stands there twice.`;
    return refusedRow(row, place, new StudioError(`InvalidInput:${doubled}`, { message }));
  }
  const { text, output, ...brief } = item as Record<string, unknown>;
  const wrong = [['text', text] as const, ['output', output] as const].find(([, value]) => !isTextOrAbsent(value));
  if (wrong) {
    const message = `“${wrong[0]}” must be a text.`;
    return refusedRow(row, place, new StudioError(`InvalidInput:${wrong[0]}`, { message }));
  }
  return {
    row,
    place,
    brief,
    ...(typeof text === 'string' && { text }),
    ...(typeof output === 'string' && { output }),
  };
}

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** JSON's own reader keeps the last of two and says nothing of the first. */
function doubledKey(node: Node | undefined): string | undefined {
  const keys = node?.children?.map((property) => String(property.children?.[0]?.value)) ?? [];
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

/** Offsets come in rising order, so each letter is looked at once. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    for (; at < offset; at++) if (text.codePointAt(at) === 10) line += 1;
    return line;
  };
}
