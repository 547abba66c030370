/** A text with its escapes undone, and where each of its characters came from. */
export interface DecodedView {
  text: string;
  /** Where in the source the character at `index` begins. */
  startOf: (index: number) => number;
  /** Where in the source the character at `index` ends. */
  endOf: (index: number) => number;
}

// oxlint-disable-next-line no-control-regex -- NULs and escape codes are what this is about
const escapeStart = /[\\%&\0\u001b]/g;
const namedEntities: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  equals: '=',
  colon: ':',
  commat: '@',
};
const controlEscapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' };

/** Runs of lines that hold an escape of some kind; the rest need no second look. */
export function* escapedRegions(text: string): Generator<{ start: number; end: number }> {
  let region: { start: number; end: number } | undefined;
  let at = nextEscape(text, 0);
  while (at >= 0) {
    const start = text.lastIndexOf('\n', at) + 1;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    if (region && start <= region.end) region.end = end;
    else {
      if (region) yield region;
      region = { start, end };
    }
    at = nextEscape(text, end);
  }
  if (region) yield region;
}

function nextEscape(text: string, from: number): number {
  escapeStart.lastIndex = from;
  return escapeStart.exec(text)?.index ?? -1;
}

/** Undoes JSON, percent, HTML and `\x` escapes, colour codes and UTF-16's NULs; undefined when there were none. */
export function decodeView(text: string): DecodedView | undefined {
  const parts: string[] = [];
  const escapes: Escape[] = [];
  let copied = 0;
  let length = 0;
  for (let index = nextEscape(text, 0); index >= 0;) {
    const unit = readEscape(text, index);
    if (unit) {
      parts.push(text.slice(copied, index), unit.text);
      length += index - copied;
      escapes.push({ at: length, length: unit.text.length, start: index, end: unit.end });
      length += unit.text.length;
      copied = unit.end;
    }
    index = nextEscape(text, unit?.end ?? index + 1);
  }
  if (escapes.length === 0) return undefined;
  parts.push(text.slice(copied));
  return { text: parts.join(''), ...locations(escapes) };
}

/** An escape of the source, from `start` to `end`, that stands decoded at `at`. */
interface Escape {
  at: number;
  length: number;
  start: number;
  end: number;
}

function locations(escapes: readonly Escape[]): Pick<DecodedView, 'startOf' | 'endOf'> {
  const lastBefore = (index: number): Escape | undefined => {
    let low = 0;
    let high = escapes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (escapes[middle]!.at <= index) low = middle + 1;
      else high = middle;
    }
    return escapes[low - 1];
  };
  const locate = (index: number): { start: number; end: number } => {
    const escape = lastBefore(index);
    if (!escape) return { start: index, end: index + 1 };
    if (index < escape.at + escape.length) return escape;
    const start = escape.end + index - escape.at - escape.length;
    return { start, end: start + 1 };
  };
  return { startOf: (index) => locate(index).start, endOf: (index) => locate(index).end };
}

interface Unit {
  text: string;
  end: number;
}

function readEscape(text: string, index: number): Unit | undefined {
  switch (text.charCodeAt(index)) {
    case 0x5c:
      return readBackslash(text, index);
    case 0x25:
      return readPercent(text, index);
    case 0x26:
      return readEntity(text, index);
    case 0x1b:
      return readColourCode(text, index);
    case 0:
      return { text: '', end: index + 1 };
    default:
      return undefined;
  }
}

/** Escapes of any depth at once: `\\\"` is a quote that was escaped twice. */
function readBackslash(text: string, index: number): Unit | undefined {
  let at = index + 1;
  while (text.charCodeAt(at) === 0x5c) at += 1;
  const next = text[at] ?? '';
  const control = controlEscapes[next];
  if (control !== undefined) return { text: control, end: at + 1 };
  if (next === '"' || next === "'" || next === '/' || next === '`') return { text: next, end: at + 1 };
  const digitCount = next === 'u' ? 4 : next === 'x' ? 2 : 0;
  const hex = text.slice(at + 1, at + 1 + digitCount);
  if (digitCount > 0 && isHex(hex, digitCount))
    return { text: String.fromCharCode(parseInt(hex, 16)), end: at + 1 + digitCount };
  // A line that goes on behind a backslash, as in a shell.
  if (next === '\n') return { text: ' ', end: at + 1 };
  if (next === '\r' && text[at + 1] === '\n') return { text: ' ', end: at + 2 };
  return at - index > 1 ? { text: '\\', end: at } : undefined;
}

/** `%41`, `%2541` and deeper; a run of bytes beyond ASCII is read as UTF-8. */
function readPercent(text: string, index: number): Unit | undefined {
  const first = readPercentByte(text, index);
  if (!first) return undefined;
  if (first.byte < 0x80) return { text: String.fromCharCode(first.byte), end: first.end };
  const length = first.byte >= 0xf0 ? 4 : first.byte >= 0xe0 ? 3 : 2;
  const bytes = [first.byte];
  let { end } = first;
  while (bytes.length < length) {
    const byte = readPercentByte(text, end);
    if (!byte || byte.byte < 0x80) return undefined;
    bytes.push(byte.byte);
    end = byte.end;
  }
  return { text: Buffer.from(bytes).toString('utf8'), end };
}

function readPercentByte(text: string, index: number): { byte: number; end: number } | undefined {
  if (text.charCodeAt(index) !== 0x25) return undefined;
  let at = index + 1;
  while (text.startsWith('25', at) && isHex(text.slice(at + 2, at + 4), 2)) at += 2;
  const hex = text.slice(at, at + 2);
  return isHex(hex, 2) ? { byte: parseInt(hex, 16), end: at + 2 } : undefined;
}

function readEntity(text: string, index: number): Unit | undefined {
  const match = /^&(?:#(\d{1,6})|#[xX]([0-9A-Fa-f]{1,5})|([a-z]{2,6}));/.exec(text.slice(index, index + 10));
  if (!match) return undefined;
  const [whole, decimal, hex, name] = match;
  const end = index + whole.length;
  if (name !== undefined) {
    const character = namedEntities[name];
    return character === undefined ? undefined : { text: character, end };
  }
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code < 0xd800 ? { text: String.fromCharCode(code), end } : undefined;
}

function readColourCode(text: string, index: number): Unit | undefined {
  // oxlint-disable-next-line no-control-regex -- as above
  const match = /^\u001b\[[\d;?]{0,16}[A-Za-z]/.exec(text.slice(index, index + 20));
  return match ? { text: '', end: index + match[0].length } : undefined;
}

const isHex = (text: string, length: number): boolean => text.length === length && /^[0-9A-Fa-f]+$/.test(text);
