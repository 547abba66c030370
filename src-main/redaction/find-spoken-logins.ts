import { isDense, isHarmlessValue, isOddWord, looksRandom } from './harmless-values.ts';
import { report, type Scan } from './scan.ts';

/** What people write before an account and its password: `Default credentials are admin:…`. */
export const loginWords = [
  'credential',
  'login',
  'log in',
  'logon',
  'sign in',
  'signin',
  'creds',
  'account',
  'logged in',
  'authentication failed',
  'auth failed',
  'access denied',
  'denied for',
  'tried',
];
/** What they write behind one: `Please use bob / … to log in`. */
export const loginEnds = [' to log in', ' to sign in', ' to login', ' to logon', ' as credentials', ' as login'];

const pairAhead =
  /^s?[ \t]{0,2}(?:(?:are|is|was|were|with|as|for|using|via|the|default|admin|user|test|demo|=|:)[ \t:]{1,3}){0,3}["'`(]?([A-Za-z][\w.@+-]{1,40})["'`]?([ \t]?[:/][ \t]?)["'`]?([^\s"'`]{5,64})/i;
const pairBefore = /(?:^|[\s("'`])([A-Za-z][\w.@+-]{1,40})["'`]?([ \t]?[:/][ \t]?)["'`]?([^\s"'`]{5,64})["'`)]?$/;

/** `login bob/hunter2x failed`: two words at a colon or a slash. */
export function findSpokenLogin(scan: Scan, start: number, end: number): void {
  const pair = pairAhead.exec(scan.text.slice(end, end + 140));
  if (pair) reportPair(scan, pair, end, start);
}

export function findLoginBefore(scan: Scan, start: number): void {
  const from = Math.max(0, start - 110);
  const pair = pairBefore.exec(scan.text.slice(from, start));
  if (pair) reportPair(scan, pair, from, start);
}

function reportPair(scan: Scan, pair: RegExpExecArray, base: number, from: number): void {
  const [whole, , parted = '', raw = ''] = pair;
  const password = raw.replace(/[.,;:)\]]+$/, '');
  if (isHarmlessValue(password) || password.startsWith('/') || /^[\w-]+(?:\/[\w.-]+)+$|=/.test(password)) return;
  const isSpoken = parted.includes(' ');
  const isSecret =
    isDense(password) ||
    looksRandom(password, 6) ||
    (/\d/.test(password) && /[A-Za-z]{2}/.test(password) && !/^v?\d/.test(password)) ||
    (isSpoken && parted.includes('/') && isOddWord(password));
  if (!isSecret || /^\d[\d.:-]*$/.test(password)) return;
  const at = base + pair.index + whole.lastIndexOf(raw);
  report(scan, { rule: 'password', start: at, end: at + password.length, from: Math.min(at, from) });
}

/** `482913 is your Google verification code.` */
export function findCodeBefore(scan: Scan, start: number, end: number): void {
  const code = /(?:^|[\s"'(>:-])([A-Z0-9]{0,4}\d{3,8}[A-Z0-9]{0,4})["')]?$/.exec(
    scan.text.slice(Math.max(0, start - 16), start),
  )?.[1];
  if (code === undefined) return;
  const words = /^(?:[\w-]{1,20} ){0,3}(?:code|pin|otp|passcode|password|token)\b/i;
  if (!words.test(scan.text.slice(end, end + 90))) return;
  const at = scan.text.lastIndexOf(code, start);
  report(scan, { rule: 'code', start: at, end: at + code.length, from: at });
}
