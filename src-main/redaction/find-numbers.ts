import { alphanumerics, digits, endOfRun, letters } from './characters.ts';
import { findIpv4 } from './find-network-addresses.ts';
import { findCard, findIban, findIdentityNumber } from './find-payment-data.ts';
import { findPhone, mayBePhone } from './find-phones.ts';
import type { Scan } from './scan.ts';

/** Addresses, phone numbers and card numbers: each begins with a digit, a plus or a bracket. */
export function findNumbers(scan: Scan): void {
  const { text } = scan;
  for (let index = 0; index < text.length;) {
    if (digits[text.charCodeAt(index)] !== 1) {
      index += 1;
      continue;
    }
    const end = endOfRun(text, index, digits);
    const before = index > 0 ? text.charCodeAt(index - 1) : 32;
    if (isTwoLetters(text, index)) findIban(scan, index - 2);
    const isFree = alphanumerics[before] !== 1 && before !== 0x5f;
    index = isFree || /[vV]/.test(text[index - 1] ?? '') ? Math.max(end, findNumberAt(scan, index, end)) : end;
  }
}

const isTwoLetters = (text: string, end: number): boolean =>
  end >= 2 &&
  letters[text.charCodeAt(end - 1)] === 1 &&
  letters[text.charCodeAt(end - 2)] === 1 &&
  !(end > 2 && alphanumerics[text.charCodeAt(end - 3)] === 1);

/** Returns where to go on. */
function findNumberAt(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const length = end - start;
  if (text[end] === '.' && length <= 3) {
    const ipEnd = findIpv4(scan, start);
    if (ipEnd > 0) return ipEnd;
  }
  if (length === 3 && text[end] === '-') {
    const numberEnd = findIdentityNumber(scan, start);
    if (numberEnd > 0) return numberEnd;
  }
  if (length >= 13 || (length === 4 && isRepeated(text, end))) {
    const cardEnd = findCard(scan, start);
    if (cardEnd > 0) return cardEnd;
  }
  return mayBePhone(text, start, length) ? findPhone(scan, start) : end;
}

/** The groups of a card number are parted by the same sign. */
const isRepeated = (text: string, end: number): boolean =>
  (text[end] === ' ' || text[end] === '-') && (text[end + 5] === text[end] || text[end + 7] === text[end]);
