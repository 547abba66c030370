import { characterSet, endOfRun, nowhere, startOfRun } from './characters.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { report, type Scan } from './scan.ts';
import { classifyName, isSecretParameter } from './secret-names.ts';

const longestLogin = 1_024;
const schemeCharacters = characterSet(/[A-Za-z0-9+.-]/);
const urlCharacters = characterSet(/[^\s"'<>`\\{}|]/);
const parameterCharacters = characterSet(/[\w.$~[\]-]/);
const valueCharacters = characterSet(/[^\s&#"'<>`\\)\]},;|]/);
/** Services whose address says `git@`: a name that everybody shares. */
const sharedUsers = new Set(['git', 'hg', 'svn', 'anonymous', 'ftp']);

/** `user:password@` behind a `://` that ends at `end`. */
export function findUrlLogin(scan: Scan, end: number): void {
  const { text } = scan;
  findStreamKey(scan, end);
  if (!hasAtWithin(scan, end)) return;
  const schemeStart = startOfRun(text, end - 3, schemeCharacters, 32);
  const urlEnd = endOfRun(text, end, urlCharacters, longestLogin);
  const url = text.slice(end, urlEnd);
  const at = endOfLogin(url, /^https?$/i.test(text.slice(schemeStart, end - 3)));
  if (at <= 0) return;
  const login = url.slice(0, at);
  if (sharedUsers.has(login) || isHarmlessLogin(login)) return;
  report(scan, { rule: 'url-login', start: end, end: end + at, from: schemeStart });
}

/** Who knows the last part of a live stream's address can broadcast: `rtmp://host/app/KEY`. */
function findStreamKey(scan: Scan, end: number): void {
  const { text } = scan;
  if (!/rtmps?:\/\/$/i.test(text.slice(Math.max(0, end - 8), end))) return;
  const address = /^[\w.:@%-]{1,128}\/[\w-]{1,64}\/([\w-]{8,128}(?:\?[^\s"'<>]{1,512})?)/.exec(
    text.slice(end, end + 900),
  );
  const key = address?.[1];
  if (!address || key === undefined || !/[\d_-]/.test(key) || isHarmlessValue(key)) return;
  const keyEnd = end + address[0].length;
  report(scan, { rule: 'stream-key', start: keyEnd - key.length, end: keyEnd, from: end });
}

/** Most addresses have no `@` behind them: the last search tells without another. */
function hasAtWithin(scan: Scan, from: number): boolean {
  if (scan.nextAt < from) {
    const next = scan.text.indexOf('@', from);
    scan.nextAt = next < 0 ? nowhere : next;
  }
  return scan.nextAt - from < longestLogin;
}

/** The last `@` before the path; a password with a `/` in it makes the port no number, and then the search goes on. */
function endOfLogin(url: string, isWeb: boolean): number {
  const pathStart = url.search(/[/?#]/);
  const authority = pathStart < 0 ? url : url.slice(0, pathStart);
  const at = authority.lastIndexOf('@');
  // A password may hold a question mark: then an `@` and a host follow it, and no name of a parameter.
  const isInPassword = /\?[^=&@]*@[\w.-]+(?::\d|\/|$)/.test(url);
  if (at >= 0) return isWeb ? at : (isInPassword ? url : url.replace(/\?.*$/s, '')).lastIndexOf('@');
  const port = /^[^@:[\]]{0,256}:(.*)$/.exec(authority)?.[1];
  if (pathStart < 0 || port === undefined || /^\d{0,5}$/.test(port)) return -1;
  return url.lastIndexOf('@');
}

const isHarmlessLogin = (login: string): boolean =>
  login
    .split(':')
    .every((part) => isHarmlessValue(part) || /^(?:user|username|name|token|login|pass|pwd)$/i.test(part));

/** The value behind `?name=` or `&name=`; `index` is at the `?`, `&` or `#`. */
export function findQueryParameter(scan: Scan, index: number): void {
  const { text } = scan;
  if (index < scan.queryUntil) return;
  if (text[index] === '&') findFirstOfForm(scan, index);
  const nameStart = text.startsWith('amp;', index + 1) ? index + 5 : index + 1;
  const nameEnd = endOfRun(text, nameStart, parameterCharacters, 64);
  if (nameEnd === nameStart || text[nameEnd] !== '=') return;
  const name = text.slice(nameStart, nameEnd);
  const secret = classifyName(name);
  if (!secret && !isSecretParameter(name)) return;
  const end = endOfRun(text, nameEnd + 1, valueCharacters, 8_192);
  const value = text.slice(nameEnd + 1, end);
  scan.queryUntil = end;
  if (isHarmlessValue(value) || !isSecretQueryValue(secret?.strength === 'strong', value)) return;
  report(scan, { rule: secret?.rule ?? 'query-parameter', start: nameEnd + 1, end, from: nameStart });
}

/** `code=…&grant_type=…`, the body of a form: no sign stands before its first parameter. */
function findFirstOfForm(scan: Scan, end: number): void {
  const { text } = scan;
  const start = startOfRun(text, end, valueCharacters, 2_048);
  if (start > 0 && /[?&#]/.test(text[start - 1]!)) return;
  const name = /^[\w.$-]{1,64}(?==)/.exec(text.slice(start, start + 66))?.[0];
  if (name === undefined) return;
  const secret = classifyName(name);
  const value = text.slice(start + name.length + 1, end);
  if ((!secret && !isSecretParameter(name)) || isHarmlessValue(value)) return;
  if (isSecretQueryValue(secret?.strength === 'strong', value))
    report(scan, { rule: secret?.rule ?? 'query-parameter', start: end - value.length, end, from: start });
}

const isSecretQueryValue = (isStrong: boolean, value: string): boolean =>
  isStrong
    ? value.length >= 2 && !/^\d{1,3}$/.test(value)
    : looksRandom(value, 5) ||
      /^[0-9a-f]{16,}$/i.test(value) ||
      /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
      (value.length >= 8 && /[A-Z]/.test(value) && /[a-z]/.test(value)) ||
      value.includes('%');
