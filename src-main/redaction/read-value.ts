import { blanks, endOfLine, endOfRun, quotes, startOfLine } from './characters.ts';

/** A value as it stands behind a name. */
export interface ReadValue {
  start: number;
  end: number;
  isQuoted: boolean;
}

const longestValue = 8_192;

/** A value in quotes of any kind: '…', "…", `…`, """…""", with doubled and escaped quotes inside. */
export function readQuoted(text: string, index: number): ReadValue | undefined {
  const quote = text[index];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const depth = escapesBefore(text, index);
  if (depth > 0) return readEscapedQuoted(text, index, depth);
  const triple = quote.repeat(3);
  if (text.startsWith(triple, index)) {
    const close = text.indexOf(triple, index + 3);
    if (close > 0 && close - index < longestValue) return { start: index + 3, end: close, isQuoted: true };
  }
  const last = Math.min(text.length, index + longestValue);
  for (let at = index + 1; at < last; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      const isDoubled = text[at + 1] === quote && at > index + 1 && /\w/.test(text[at + 2] ?? '');
      if (!isDoubled) return { start: index + 1, end: at, isQuoted: true };
      at += 1;
    } else if (text[at] === '\n' && quote !== '`' && !/^[^\n]{0,200}["'`]/.test(text.slice(at + 1, at + 202)))
      return undefined;
  }
  return undefined;
}

const escapesBefore = (text: string, index: number): number => {
  let at = index;
  while (index - at < 64 && text[at - 1] === '\\') at -= 1;
  return index - at;
};

/** Where to go on behind the quote that closes a value, and behind the backslashes before it. */
export function behindQuote(text: string, { end }: ReadValue): number {
  let at = end;
  while (text[at] === '\\') at += 1;
  return at + 1;
}

/** `\"…\"`, or deeper: what opened with so many backslashes ends at the next such quote with no more of them. */
function readEscapedQuoted(text: string, index: number, depth: number): ReadValue | undefined {
  const quote = text[index];
  const last = Math.min(text.length, index + longestValue);
  let backslashes = 0;
  for (let at = index + 1; at < last; at += 1) {
    if (text[at] === '\\') backslashes += 1;
    // What is escaped stands in a string, and such strings end with their line.
    else if (text[at] === '\n') return undefined;
    else if (text[at] === quote && backslashes <= depth)
      return { start: index + 1, end: at - backslashes, isQuoted: true };
    else backslashes = 0;
  }
  return undefined;
}

/** A bare value in the middle of a line: up to a blank or what a list, a call or a tag ends with. */
export function readBare(text: string, index: number): ReadValue {
  const last = Math.min(text.length, index + longestValue);
  let depth = 0;
  let at = index;
  for (; at < last; at += 1) {
    const character = text[at]!;
    if (
      character <= ' ' ||
      character === '"' ||
      character === "'" ||
      character === '`' ||
      character === '<' ||
      character === '\u007f'
    )
      break;
    if (character === '>' && at > index) break;
    if (character === '(' || character === '[' || character === '{') depth += 1;
    else if (character === ')' || character === ']' || character === '}') {
      if (depth === 0 && endsHere(text, at + 1)) break;
      depth -= 1;
    } else if (
      (character === ',' || character === ';' || character === '&' || character === '|') &&
      separates(text, at + 1)
    )
      break;
    else if (character === '\\' && /[nrt"']/.test(text[at + 1] ?? '') && looksEscaped(text, at + 1)) break;
    else if (character > '\u2fff' && at > index) break;
  }
  return { start: index, end: trimSentence(text, index, at), isQuoted: false };
}

/** `\n` followed by the next field of an escaped text, or the quote that closes it. */
const looksEscaped = (text: string, index: number): boolean =>
  text[index] === '"' || text[index] === "'" || text[index] === 'n' || text[index] === 'r';

/** Behind a bracket the value is over unless more of it follows. */
const endsHere = (text: string, index: number): boolean => !/[A-Za-z0-9$@#%^*!+=_-]/.test(text[index] ?? ' ');

/** A comma ends a value before a blank, the end or the next name. */
function separates(text: string, index: number): boolean {
  return /^(?:[\s"'`)\]}\\]|$|[\w.$%-]{1,64}(?:\[\w{0,32}\])?[ \t]?(?:=|:(?!\/\/))|[A-Za-z]+ [A-Za-z]+=)/.test(
    text.slice(index, index + 80),
  );
}

function trimSentence(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start + 1 && /[.,;:]/.test(text[trimmed - 1]!)) trimmed -= 1;
  return trimmed;
}

/** The rest of a line, without a remark at its end: how env files, YAML and INI mean a value. */
export function readToEndOfLine(text: string, index: number): ReadValue {
  let end = endOfLine(text, index, longestValue);
  const remark = /[ \t]+(?:#|\/\/|;)(?:[ \t]|$)/.exec(text.slice(index, end));
  if (remark && remark.index > 0) end = index + remark.index;
  while (end > index && /[\s;,]/.test(text[end - 1]!)) end -= 1;
  return { start: index, end, isQuoted: false };
}

/** YAML's `|` and `>`: the deeper indented lines below. */
export function readBlock(text: string, nameStart: number, index: number): ReadValue | undefined {
  const head = /^[|>][+-]?\d?[+-]?[ \t]*(?:#[^\n]{0,80})?\r?\n/.exec(text.slice(index, index + 100));
  if (!head) return undefined;
  return readIndented(text, nameStart, index + head[0].length);
}

/** The lines from `index` on that are indented deeper than the line of the name. */
export function readIndented(text: string, nameStart: number, index: number): ReadValue | undefined {
  const indent = indentOf(text, startOfLine(text, nameStart, 1_024));
  let end = index;
  let start = -1;
  for (let line = index; line < text.length && line - index < longestValue;) {
    const lineEnd = endOfLine(text, line, longestValue);
    const isBlank = endOfRun(text, line, blanks) >= lineEnd;
    if (!isBlank && indentOf(text, line) <= indent) break;
    if (!isBlank) {
      if (start < 0) start = endOfRun(text, line, blanks);
      end = lineEnd;
    }
    const newline = text.indexOf('\n', lineEnd);
    if (newline < 0 || newline > lineEnd + 1) break;
    line = newline + 1;
  }
  return start < 0 ? undefined : { start, end, isQuoted: false };
}

function indentOf(text: string, lineStart: number): number {
  const end = endOfRun(text, lineStart, blanks, 256);
  return text.startsWith('- ', end) ? end + 2 - lineStart : end - lineStart;
}

export const startsQuoted = (text: string, index: number): boolean => quotes[text.charCodeAt(index)] === 1;
