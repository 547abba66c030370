import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RedactionCounts } from '../../redaction/redact-blocks.ts';
import type { Redactor } from '../../redaction/redactor.ts';

/** Redacting takes a second for some megabytes; between pieces of this size others get their turn. */
const pieceLength = 128 * 1024;

/** As `redactText`, for long texts: the window and the queue go on meanwhile. */
export async function redactLong(text: string, redactor: Redactor): Promise<string> {
  if (text.length <= pieceLength) return redactor.redactText(text).text;
  const stream = redactor.redactStream();
  const feeding = feed(stream, text);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  await feeding;
  return Buffer.concat(parts).toString('utf8');
}

async function feed(stream: NodeJS.WritableStream, text: string): Promise<void> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + pieceLength);
    // Half a character would be written as a question mark.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end++;
    stream.write(text.slice(start, end));
    start = end;
    await nextTurn();
  }
  stream.end();
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** JSON data without its secrets: found by the structure, so that nothing of it breaks. */
export async function redactJson(json: unknown, redactor: Redactor): Promise<unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return redactor.redactValue(json);
  const redacted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(json)) redacted[name] = await redactField(name, value, redactor);
  return redacted;
}

async function redactField(name: string, value: unknown, redactor: Redactor): Promise<unknown> {
  if (!Array.isArray(value)) return (redactor.redactValue({ [name]: value }) as Record<string, unknown>)[name];
  const items: unknown[] = [];
  for (const [index, item] of value.entries()) {
    items.push(redactor.redactValue(item));
    if (index % 20 === 19) await nextTurn();
  }
  return items;
}

export const jsonText = (json: unknown): string => `${JSON.stringify(json, undefined, 2)}\n`;

/** Whether a redactor finds nothing more in a file, in its name neither. */
export async function isClean(fileName: string, text: string, redactor: Redactor): Promise<boolean> {
  if (redactor.redactText(fileName).text !== fileName) return false;
  const json = fileName.endsWith('.json') ? withoutCounts(parseJson(text)) : undefined;
  if (json === undefined) return (await redactLong(text, redactor)) === text;
  return JSON.stringify(await redactJson(json, redactor)) === JSON.stringify(json);
}

/** `{redaction: {counts: {password: 3}}}` is how often and not what; its schema allows nothing else. */
function withoutCounts(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('redaction' in json)) return json;
  const { redaction: _counts, ...rest } = json;
  return rest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many placeholders of each rule stand in a text, whoever put them there. */
export function countPlaceholders(text: string): RedactionCounts {
  const counts: RedactionCounts = {};
  for (const [, rule] of text.matchAll(/\[REDACTED:([a-z]+(?:-[a-z]+){0,5})#\d{1,9}\]/g)) {
    if (rule !== undefined) counts[rule] = (counts[rule] ?? 0) + 1;
  }
  return counts;
}
