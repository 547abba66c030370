import { crc32 } from 'node:zlib';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Payment cards (ISO/IEC 7812): the doubled digits' sum ends in zero. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    sum += place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Bank accounts (ISO 13616): read as a number, letters as 10 to 35, it is 1 modulo 97. */
export function passesMod97(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/**
 * GitHub's and npm's tokens end in the CRC-32 of their random part, in base 62.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function endsWithOwnChecksum(body: string): boolean {
  const random = body.slice(0, -6);
  let rest = crc32(random);
  let expected = '';
  for (let place = 0; place < 6; place += 1) {
    expected = base62[rest % 62]! + expected;
    rest = Math.floor(rest / 62);
  }
  return body.endsWith(expected);
}
