import { endOfLine, startOfLine } from './characters.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import type { PlacedName } from './name-place.ts';
import { report, type Scan } from './scan.ts';
import { classifyName, type SecretName } from './secret-names.ts';

const mostRows = 2_000;
const longestRow = 4_096;
const longestTable = 64 * 1024;

/**
 * What stands in the columns that secrets' names head: CSV, tables of pipes, `INSERT INTO … (…) VALUES (…)`. The first
 * such name reads the whole table, so that each is read once.
 */
export function findColumnSecrets(scan: Scan, name: PlacedName): void {
  const { text } = scan;
  if (name.start < scan.tableUntil) return;
  // Most names stand in no list, and lines can be long: first the neighbours, then the line.
  const [left, right] = neighbours(text, name);
  if (!cellBefore.test(left) || !/^[ "'`*]{0,4}(?:$|[,;\t|)])/.test(right)) return;
  const opening = /\([ "'`*]{0,4}$/.exec(left);
  if (opening) {
    const bracket = name.start - opening[0].length;
    if (followsInsert(lastLine(text.slice(Math.max(0, bracket - 220), bracket)))) findInserted(scan, bracket + 1);
    return;
  }
  const lineStart = startOfLine(text, name.start, longestRow);
  const before = text.slice(lineStart, name.start);
  const bracket = before.lastIndexOf('(');
  if (bracket >= 0 && followsInsert(before.slice(Math.max(0, bracket - 220), bracket))) {
    findInserted(scan, lineStart + bracket + 1);
    return;
  }
  const separator = separatorBeside(left, right);
  if (separator === undefined) return;
  const lineEnd = endOfLine(text, name.end, longestRow);
  scan.tableUntil = lineEnd;
  const header = cellsOf(text, lineStart, lineEnd, separator);
  if (!isHeader(text, header, lineStart, separator)) return;
  const columns = secretColumns(text, header);
  for (const row of rowsBelow(text, lineEnd, separator)) {
    if (row.length !== header.length) break;
    reportCells(scan, row, columns, lineStart);
    scan.tableUntil = row.at(-1)?.end ?? lineEnd;
  }
}

/** What stands before the name in its cell: quotes, and the first word of `api key`. */
const cellBefore = /(?:^|([,;\t|(]))[ "'`*]{0,4}(?:(?:api|access|secret|auth|private) )?$/i;

const followsInsert = (before: string): boolean => /insert\s[^;]{0,200}$/i.test(before);

/** What stands beside a name on its line, as far as a separator and its quotes can reach. */
const neighbours = (text: string, { start, end }: PlacedName): [left: string, right: string] => [
  lastLine(text.slice(Math.max(0, start - 16), start)),
  text.slice(end, end + 8).split('\n', 1)[0] ?? '',
];
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

type Columns = (SecretName | undefined)[];

const secretColumns = (text: string, header: readonly Cell[]): Columns =>
  header.map(({ start, end }) => classifyName(text.slice(start, end)));

interface Cell {
  start: number;
  end: number;
}

/** The sign that parts the name from its neighbours, if it is one that tables are made with. */
function separatorBeside(before: string, behind: string): string | undefined {
  const left = cellBefore.exec(before);
  const right = /^[ "'`*]{0,4}(?:$|([,;\t|]))/.exec(behind);
  if (!left || !right) return undefined;
  return left[1] === undefined || right[1] === undefined || left[1] === right[1] ? (left[1] ?? right[1]) : undefined;
}

/** A list in a program has blanks behind its commas, and its lines are indented. */
function isHeader(text: string, header: readonly Cell[], lineStart: number, separator: string): boolean {
  const named = header.filter(({ start, end }) => end > start);
  if (named.length < 2 || !header.every(({ start, end }) => isHeading(text.slice(start, end)))) return false;
  return separator === '|' || separator === '\t' || !/^\s|[,;] /.test(text.slice(lineStart, header.at(-1)?.end));
}

/** Names head a table; what holds figures or an assignment is a row of one. */
const isHeading = (cell: string): boolean => /^[A-Za-z_#][\w .()/-]{0,40}$|^$/.test(cell);

function cellsOf(text: string, start: number, end: number, separator: string): Cell[] {
  const line = text.slice(start, end);
  const cells: Cell[] = [];
  let from = 0;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"' && (at === from || /^\s*$/.test(line.slice(from, Math.min(at, from + 8))))) {
      const close = line.indexOf('"', at + 1);
      if (close > 0) at = close;
    } else if (at === line.length || line[at] === separator) {
      cells.push(trimmed(text, start + from, start + at));
      from = at + 1;
    }
  }
  return cells;
}

function trimmed(text: string, start: number, end: number): Cell {
  const content = text.slice(start, end);
  const from = start + (/^[\s"'`*[]*/.exec(content)?.[0].length ?? 0);
  const to = end - (/[\s"'`*\]]*$/.exec(content.slice(from - start))?.[0].length ?? 0);
  return { start: from, end: Math.max(from, to) };
}

function* rowsBelow(text: string, headerEnd: number, separator: string): Generator<Cell[]> {
  let lineStart = headerEnd;
  for (let count = 0; count < mostRows && lineStart - headerEnd < longestTable; count += 1) {
    const newline = /^\r?\n/.exec(text.slice(lineStart, lineStart + 2));
    if (!newline) return;
    const start = lineStart + newline[0].length;
    lineStart = endOfLine(text, start, longestRow);
    const isRule = /^[-+|:= \t]+$/.test(text.slice(start, lineStart));
    if (start < lineStart && !isRule) yield cellsOf(text, start, lineStart, separator);
  }
}

function reportCells(scan: Scan, row: readonly Cell[], columns: Columns, from: number): void {
  for (const [index, { start, end }] of row.entries()) {
    const secret = columns[index];
    const content = scan.text.slice(start, end);
    if (!secret || content.length < 3 || /^[-:=]+$/.test(content) || isHarmlessValue(content)) continue;
    if (secret.strength === 'strong' || looksRandom(content, 8))
      report(scan, { rule: secret.rule, start, end, from: Math.max(from, start - longestRow) });
  }
}

/** One list of columns, and the lists of values behind it in the same order. */
function findInserted(scan: Scan, start: number): void {
  const { text } = scan;
  const last = Math.min(text.length, start + longestTable);
  const header = listAt(text, start, Math.min(last, start + longestRow));
  scan.tableUntil = header.end;
  const values = /^\s{0,8}(?:output\s[\w. ,]{0,80}\s)?values\s{0,8}/i.exec(text.slice(header.end, header.end + 120));
  if (!values) return;
  const columns = secretColumns(text, header.cells);
  let at = header.end + values[0].length;
  while (at < last && text[at] === '(') {
    const { cells, end } = listAt(text, at + 1, last);
    reportCells(scan, cells, columns, start);
    at = end + (/^\s{0,8},?\s{0,8}/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
  }
  scan.tableUntil = at;
}

/** The values up to the closing bracket; quotes hide commas and brackets. */
function listAt(text: string, start: number, last: number): { cells: Cell[]; end: number } {
  const cells: Cell[] = [];
  let [from, quote] = [start, ''];
  for (let at = start; at < last; at += 1) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === ',' || sign === ')') {
      cells.push(trimmed(text, from, at));
      from = at + 1;
      if (sign === ')') return { cells, end: from };
    }
  }
  return { cells, end: last };
}
