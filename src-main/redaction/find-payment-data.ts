import { alphanumerics } from './characters.ts';
import { passesLuhn, passesMod97 } from './checksums.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

/** First digits and lengths of the card brands (ISO/IEC 7812). */
const brands =
  /^(?:4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6[0-9])\d{14})$/;
const card = /\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}/y;

/** Returns the end of the card number, or -1. */
export function findCard(scan: Scan, start: number): number {
  const { text } = scan;
  card.lastIndex = start;
  const shown = card.exec(text)?.[0];
  if (shown === undefined) return -1;
  const end = start + shown.length;
  const number = shown.replaceAll(/[ -]/g, '');
  if (text[start - 1] === '.' || /^(?:[A-Za-z0-9_]|[.-]\d)/.test(text.slice(end, end + 2))) return -1;
  if (!brands.test(number) || !passesLuhn(number)) return -1;
  report(scan, { rule: 'card-number', start, end, rank: ranks.personal, secret: number });
  return end;
}

const countries: Record<string, number> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  MU: 30,
  NL: 18,
  NO: 15,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  XK: 20,
};

/** A bank account at the two letters and two digits where `index` stands. */
export function findIban(scan: Scan, index: number): void {
  const { text } = scan;
  const length = countries[text.slice(index, index + 2)];
  if (length === undefined || alphanumerics[text.charCodeAt(index - 1)] === 1) return;
  let end = index;
  let iban = '';
  while (end < text.length && iban.length < length) {
    const character = text[end]!;
    if (/[A-Z0-9]/.test(character)) iban += character;
    else if (!(character === ' ' && iban.length % 4 === 0)) return;
    end += 1;
  }
  if (iban.length < length || alphanumerics[text.charCodeAt(end)] === 1 || !passesMod97(iban)) return;
  report(scan, { rule: 'bank-account', start: index, end, rank: ranks.personal, secret: iban });
}

/** A social security number of the United States; returns its end, or -1. */
export function findIdentityNumber(scan: Scan, start: number): number {
  const { text } = scan;
  const number = /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\w-])/.exec(text.slice(start, start + 12))?.[0];
  if (number === undefined || /[\w.-]/.test(text[start - 1] ?? ' ')) return -1;
  report(scan, { rule: 'identity-number', start, end: start + number.length, rank: ranks.personal });
  return start + number.length;
}
