import { alphanumerics, characterSet, endOfRun } from './characters.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';
import type { ReadValue } from './read-value.ts';

const tokenCharacters = characterSet(/[\w.~+/=:*-]/);
const scheme =
  /^(?:(?:Bearer|Basic|Digest|Token|ApiKey|Api-Key|Key|Client-ID|Negotiate|NTLM|Bot|Hawk|OAuth|GoogleLogin|SSWS|JWT|Splunk|PRIVATE-TOKEN|AWS4-HMAC-SHA256|AWS4-ECDSA-P256-SHA256|AWS|SharedKey|SharedAccessSignature|SCRAM-SHA-256|Mutual|VAPID|EG1-HMAC-SHA256|Deepgram|Discogs|GenieKey|MAC)(?:%20|\\?[ \t+]|\r?\n[ \t])+(?:(?:auth|token|api_?key|key)=(?=\S))?)/i;
const parameterScheme = /^(?:Digest|Hawk|OAuth|AWS|SCRAM|GoogleLogin|SharedAccess|VAPID|EG1|MAC|Mutual)/i;
const longestHeader = 8_192;

/** How many characters of an Authorization header's value only name its scheme. */
export const credentialsStart = (value: string): number => scheme.exec(value)?.[0].length ?? 0;

/** One run of characters follows the scheme, not a list of parameters. */
export const isSimpleScheme = (value: string): boolean => scheme.test(value) && !parameterScheme.test(value);

/** The end of the line or of the quotes, an escaped line break, or what follows the quotes of a header. */
const stopOfParameters = (close: string): RegExp =>
  new RegExp(String.raw`[\r\n${close === ']' ? '\\]' : close}]|\\[rn]|["'](?:[ \t]+-|,[ \t]*["'\w]{1,80}:|[ \t]*\})`);
const stopOfLine = stopOfParameters('');
const stopsByClose = new Map(['"', "'", '`', ']'].map((close) => [close, stopOfParameters(close)]));

/** `a=b; c="d"` to the end of the line, or of the quotes that stand around the whole header. */
export function readParameters(text: string, start: number, opener: string): ReadValue {
  const close = opener === '[' ? ']' : opener;
  const content = text.slice(start, start + longestHeader);
  // One search that ends at the nearest stop: a line full of short headers would be read to its end from each of them.
  const stop = content.search(stopsByClose.get(close) ?? stopOfLine);
  let end = start + (stop < 0 ? content.length : stop);
  while (end > start && /[\s,;\\]/.test(text[end - 1]!)) end -= 1;
  return { start, end, isQuoted: false };
}

/** `Bearer abc…` and `Basic abc…` anywhere, without a header's name. */
export function findSchemeToken(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  if (start > 0 && alphanumerics[text.charCodeAt(start - 1)] === 1) return;
  const gap = /^(?:["']?[ \t:=]{1,4}|%20|\r?\n[ \t]{1,8})["'\\]{0,4}/.exec(text.slice(end, end + 16));
  if (!gap) return;
  const tokenStart = end + gap[0].length;
  let tokenEnd = endOfRun(text, tokenStart, tokenCharacters, longestHeader);
  while (tokenEnd > tokenStart && /[.:/+-]/.test(text[tokenEnd - 1]!)) tokenEnd -= 1;
  const token = text.slice(tokenStart, tokenEnd);
  const word = text.slice(start, end).toLowerCase();
  if (isHarmlessValue(token) || /^[A-Za-z][\w-]{0,31}=(?:[^=]|["']?$)/.test(token)) return;
  const isMail = word.startsWith('auth ');
  const isSecret = isMail
    ? /^[\w+/]{8,}={0,2}$/.test(token) && looksRandom(token, 8)
    : word === 'basic'
      ? isLogin(token)
      : word === 'client-id'
        ? looksRandom(token, 20)
        : isBearer(token);
  if (isSecret)
    report(scan, {
      rule: word === 'basic' || isMail ? 'basic-auth' : word === 'client-id' ? 'unsplash-key' : 'bearer-token',
      start: tokenStart,
      end: tokenEnd,
      from: start,
      rank: ranks.named,
    });
}

/** A mail server asks for a name and a password in base64, and is answered so on the next line (RFC 4954). */
export function findMailAnswer(scan: Scan, _start: number, end: number): void {
  const { text } = scan;
  const gap = /^(?:\r?\n|\\r\\n)(?:[\d:.TZ -]{0,32}(?:[A-Za-z]{1,8}[:>]|[<>*~-]{1,3})[ \t]{1,3})?/.exec(
    text.slice(end, end + 48),
  );
  if (!gap) return;
  const start = end + gap[0].length;
  const answerEnd = endOfRun(text, start, tokenCharacters, 512);
  if (
    /^[\w+/]{4,}={0,2}$/.test(text.slice(start, answerEnd)) &&
    /^[\r\n\\"']?$/.test(text.slice(answerEnd, answerEnd + 1))
  )
    report(scan, { rule: 'basic-auth', start, end: answerEnd, from: end, rank: ranks.named });
}

/** The answer of a Digest login (RFC 7616) without its header's name; what a server asks with has no user in it. */
export function findDigestAnswer(scan: Scan, start: number, from: number): void {
  if (from < scan.readUntil || !/^username=/i.test(scan.text.slice(from, from + 'username='.length))) return;
  const { end } = readParameters(scan.text, from, scan.text[start - 1] ?? '');
  report(scan, { rule: 'authorization', start: from, end, from: start, rank: ranks.named });
  scan.readUntil = Math.max(scan.readUntil, end);
}

const isBearer = (token: string): boolean =>
  looksRandom(token, 6) ||
  (/^[A-Za-z]{20,}$/.test(token) && /[a-z][A-Z]/.test(token)) ||
  /^[0-9a-f]{16,}$/i.test(token) ||
  /^\*{3,}\w{3,}$/.test(token);

/** The base64 of `user:password` (RFC 7617). */
const isLogin = (token: string): boolean =>
  token.length >= 4 &&
  /^[\w+/-]+={0,2}$/.test(token) &&
  /^[\t\u0020-\u00ff]*:[\t\u0020-\u00ff]*$/.test(Buffer.from(token, 'base64').toString('latin1')) &&
  !/^[a-z]+$/.test(token);
