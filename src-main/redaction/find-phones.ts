import { digits, endOfRun, letters } from './characters.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

/** A look at the neighbours spares most numbers the closer look. */
export function mayBePhone(text: string, start: number, length: number): boolean {
  const before = text[start - 1];
  if (before === '+' || before === '(' || text[start] === '0') return true;
  const next = text[start + length] ?? '';
  return (length === 3 || (length === 1 && text[start] === '1')) && (next === '-' || next === '.' || next === ' ');
}

const phones = [
  /(?:\+|\b00)[1-9]\d{0,2}(?:[ .\-/]?\(?\d{1,5}\)?){1,6}(?:[ .\-/]?\d{2,8})/y,
  /(?:1[ .-])?\([2-9]\d\d\)[ .-]?\d{3}[ .-]\d{4}/y,
  /(?:1([ .-]))?\d{3}([.-])\d{3}\2\d{4}/y,
  /0[1-9](?:([ .-])\d\d)(?:\1\d\d){3}(?! [0-9A-Fa-f]{2}(?![\w]))/y,
  /0[1-9]\d{1,4}[ /-]\d{3,4}[ -]?\d{3,5}/y,
  /\(0[1-9]\d{1,4}\) ?\d{3,4}[ -]?\d{3,5}/y,
];
const phoneAfterWord =
  /^(?:[_ -]?(?:phone|number|no|nr|me|us))?\.?["'<>/\w]{0,3}\s{0,2}[:=>]?\s{0,2}["'(]?(\+?\(?\d[\d ().\-/]{5,18}\d)/i;

/** Behind a word such as `phone` any digits will do. */
export function findNamedPhone(scan: Scan, wordStart: number, end: number): void {
  if (
    letters[scan.text.charCodeAt(wordStart - 1)] === 1 &&
    !/[a-z][A-Z]/.test(scan.text.slice(wordStart - 1, wordStart + 1))
  )
    return;
  const match = phoneAfterWord.exec(scan.text.slice(end, end + 48));
  const number = match?.[1];
  if (!match || number === undefined) return;
  const start = end + match[0].length - number.length;
  const count = number.replaceAll(/\D/g, '').length;
  if (
    count >= 7 &&
    count <= 15 &&
    !/^[\w:]|^\.\d/.test(scan.text.slice(end + match[0].length, end + match[0].length + 2)) &&
    !isDate(number) &&
    !/^\d\.\d/.test(number)
  )
    report(scan, { rule: 'phone', start, end: start + number.length, rank: ranks.personal });
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d|^\d{1,2}[./]\d{1,2}[./]\d{4}\b/.test(text);

/** Returns where to go on. */
export function findPhone(scan: Scan, digitStart: number): number {
  const { text } = scan;
  const start = /[+(]/.test(text[digitStart - 1] ?? '') ? digitStart - 1 : digitStart;
  const end = endOfRun(text, digitStart, digits);
  const before = text[start - 1] ?? ' ';
  if (/[\w.\-/#@+]/.test(before) && !(before === '/' && start !== digitStart)) return end;
  // A row of a table or of a dump of bytes.
  if (start === digitStart && /[0-9A-Fa-f]{2} $/.test(text.slice(Math.max(0, start - 3), start))) return end;
  for (const pattern of phones) {
    const phoneEnd = matchPhone(text, start, pattern);
    if (phoneEnd < 0) continue;
    report(scan, { rule: 'phone', start, end: phoneEnd, rank: ranks.personal });
    return phoneEnd;
  }
  return end;
}

function matchPhone(text: string, start: number, pattern: RegExp): number {
  pattern.lastIndex = start;
  const match = pattern.exec(text)?.[0];
  if (match === undefined) return -1;
  const end = start + match.length;
  const count = match.replaceAll(/\D/g, '').length;
  if (count < 8 || count > 16 || /^(?:[\w%]|[.:,/-]\d|:\d)/.test(text.slice(end, end + 2))) return -1;
  return isDate(match) || /^00?0/.test(match) ? -1 : end;
}
