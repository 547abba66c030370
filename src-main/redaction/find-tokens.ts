import { alphanumerics, blanks, characterSet, endOfRun, startOfRun, type CharacterSet } from './characters.ts';
import { endsWithOwnChecksum } from './checksums.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';
import type { TokenShape } from './token-shapes.ts';

const longestToken = 8_192;
const addressCharacters = characterSet(/[\w:/.-]/);
const base64Url = characterSet(/[\w-]/);
const jwtCharacters = characterSet(/[\w.=-]/);

/** A token whose prefix ends at `prefixEnd`. */
export function findShapedToken(scan: Scan, shape: TokenShape, prefixEnd: number): void {
  const { text } = scan;
  let start = prefixEnd - shape.prefix.length;
  if (start < scan.tokenUntil || start < (scan.triedUntil.get(shape) ?? 0) || !text.startsWith(shape.prefix, start))
    return;
  const isInsideWord = start > 0 && alphanumerics[text.charCodeAt(start - 1)] === 1;
  if (isInsideWord) {
    findChecksummed(scan, shape, start, prefixEnd);
    return;
  }
  const end = trimEnd(text, prefixEnd, endOfToken(text, prefixEnd, shape.body, shape.usualLength));
  scan.triedUntil.set(shape, end);
  const body = text.slice(prefixEnd, Math.min(end, prefixEnd + 512)).replaceAll(/\s+/g, '');
  if (body.length < shape.minLength || isFiller(body) || (shape.looksRight && !shape.looksRight(body))) return;
  scan.tokenUntil = end;
  if (shape.rule.endsWith('-webhook')) start = startOfRun(text, start, addressCharacters, 64);
  // The longer prefix knows better whose token it is.
  const rank = ranks.shaped + shape.prefix.length / 1_000;
  report(scan, { rule: shape.rule, start, end, rank, secret: text.slice(start, end).replaceAll(/\s+/g, '') });
}

/** Glued to other letters a token is still known by the checksum in its last six characters. */
function findChecksummed(scan: Scan, shape: TokenShape, start: number, prefixEnd: number): void {
  if (shape.rule !== 'github-token' && shape.rule !== 'npm-token') return;
  const body = scan.text.slice(prefixEnd, prefixEnd + 36);
  if (/^[A-Za-z0-9]{36}$/.test(body) && endsWithOwnChecksum(body))
    report(scan, { rule: shape.rule, start, end: prefixEnd + 36, rank: ranks.shaped });
}

const isFiller = (body: string): boolean =>
  /^(.)\1*$/.test(body) ||
  /^[xX*._-]+$/.test(body) ||
  /(?:your|example-key|placeholder|redacted)/i.test(body.slice(0, 24));

/** A body that stops at a line break before its usual length goes on behind it: terminals and mails wrap. */
function endOfToken(text: string, start: number, body: CharacterSet, usualLength: number): number {
  let end = endOfRun(text, start, body, longestToken);
  let length = end - start;
  while (length > 0 && length < usualLength) {
    const next = startOfContinuation(text, end);
    if (next < 0) break;
    const nextEnd = endOfRun(text, next, body, longestToken);
    const part = text.slice(next, Math.min(nextEnd, next + 512));
    const isRest =
      length + part.length === usualLength || (part.length >= 8 && /\d/.test(part) && /[A-Za-z]/.test(part));
    if (!isRest || isWordAhead(text, nextEnd)) break;
    length += nextEnd - next;
    end = nextEnd;
  }
  return end;
}

/** Where the next line's text begins if a line ends at `index`; -1 if none does. */
function startOfContinuation(text: string, index: number): number {
  let at = text[index] === '\\' ? index + 1 : index;
  if (text[at] === '\r') at += 1;
  if (text[at] !== '\n') return -1;
  return endOfRun(text, at + 1, blanks, 32);
}

const isWordAhead = (text: string, index: number): boolean =>
  text[index] === '=' || text[index] === ':' || text[index] === '(';

/** A sentence's full stop is not part of the token. */
function trimEnd(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && /[.~+/-]/.test(text[trimmed - 1]!)) trimmed -= 1;
  return trimmed;
}

/** `eyJ` is `{"` in base64: a header, a payload and mostly a signature, joined by dots (RFC 7519). */
export function findJwt(scan: Scan, prefixEnd: number): void {
  const { text } = scan;
  const start = prefixEnd - 3;
  if (start < scan.tokenUntil) return;
  if (startOfRun(text, start, alphanumerics, 1) < start || !text.startsWith('eyJ', start)) return;
  const headerEnd = endOfRun(text, start, base64Url, 2_048);
  if (text[headerEnd] !== '.' && !/^\s+\./.test(text.slice(headerEnd, headerEnd + 4))) return;
  const header = Buffer.from(text.slice(start, headerEnd), 'base64url').toString('latin1');
  if (!/^\{\s*"[\w-]{1,32}"\s*:/.test(header)) return;
  let end = trimEnd(text, start, endOfToken(text, start, jwtCharacters, 0));
  const payload = text.slice(headerEnd + 1, headerEnd + 5);
  if (payload.length < 2) return;
  const next = startOfContinuation(text, end);
  if (next >= 0 && !/\..*\../s.test(text.slice(start, end))) end = endOfRun(text, next, jwtCharacters, longestToken);
  scan.tokenUntil = end;
  report(scan, { rule: 'jwt', start, end, rank: ranks.shaped });
}

/** Tokens without a prefix, known by the shape of the whole run. */
function findRunShapes(scan: Scan, start: number, end: number, isWhole: boolean): void {
  const run = scan.text.slice(start, Math.min(end, start + 256));
  const rule =
    runShapes.find(({ pattern }) => pattern.test(run))?.rule ??
    (isWhole && (isPlainRandom(run) || isRandomPart(prefixedRandom.exec(run)?.[1] ?? '')) ? 'token' : undefined);
  if (rule !== undefined) report(scan, { rule, start, end, rank: ranks.shaped });
}

/** All anchored, of fixed length: nothing to backtrack into. */
const runShapes = [
  { rule: 'pixabay-key', pattern: /^\d{6,9}-[0-9a-f]{25}$/ },
  { rule: 'pexels-key', pattern: /^563492ad6f91700001[0-9a-f]{20,40}$/ },
  { rule: 'twilio-key', pattern: /^(?:SK|AC)[0-9a-f]{32}$/ },
  { rule: 'mailchimp-key', pattern: /^[0-9a-f]{32}-us\d{1,2}$/ },
  { rule: 'telegram-token', pattern: /^(?:bot)?\d{8,10}:[\w-]{34,36}$/ },
  { rule: 'discord-token', pattern: /^(?:[MNO][A-Za-z0-9_-]{22,28}\.[\w-]{6}\.[\w-]{27,40}|mfa\.[\w-]{80,95})$/ },
  { rule: 'azure-secret', pattern: /^[\w.~-]{3}\dQ~[\w.~-]{31,34}$/ },
  { rule: 'azure-key', pattern: /^[A-Za-z0-9]{40,60}(?:JQQJ99|ACDbY|AzSe)[A-Za-z0-9]{10,40}$/ },
  { rule: 'azure-key', pattern: /^[A-Za-z0-9+/]{70,80}(?:\+ASt|\+AMC|ARm|AAz)[A-Za-z0-9+/]{4,10}={0,2}$/ },
  { rule: 'one-password-key', pattern: /^A3-[A-Z0-9]{6}-[A-Z0-9]{5,11}(?:-[A-Z0-9]{5}){3,4}$/ },
  { rule: 'fal-key', pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32}$/ },
  { rule: 'vault-token', pattern: /^s\.[A-Za-z0-9]{24}$/ },
  { rule: 'mailgun-key', pattern: /^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$/ },
  { rule: 'harness-token', pattern: /^(?:pat|sat)\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}$/ },
  { rule: 'nats-seed', pattern: /^S[ANOUPX][A-Z2-7]{56}$/ },
  { rule: 'maxmind-key', pattern: /^[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk$/ },
  { rule: 'new-relic-key', pattern: /^(?:[a-z]{2}\d\d[a-z]{2})?[0-9a-f]{32,36}(?:FFFF)?NRAL$/ },
];

/** `vcp_5G8L…`, `abc-v1-9Fk2…`: an issuer's prefix that no list has, before a long random part; IDs have shorter ones. */
const prefixedRandom =
  /^(?!(?:req|msg|chatcmpl|run|file|asst|thread|resp|call|toolu|batch|job|seg|scene|cache|trace|span|evt|sha\d+|md5|blake3)[_-])[A-Za-z][A-Za-z0-9]{1,11}(?:[_-][A-Za-z0-9]{1,8}){0,2}[_-]([A-Za-z0-9]{28,100})$/;

/** Capitals, small letters and digits in no order and without a break, like the keys of Pexels, Mistral or Cohere; digests hold other signs too. */
function isPlainRandom(run: string): boolean {
  if (
    !/^[A-Za-z0-9]{32,100}$/.test(run) &&
    !(run.length === 43 && /^[\w-]+$/.test(run)) &&
    !(run.length === 40 && /^[A-Za-z0-9+/]+$/.test(run))
  )
    return false;
  return isRandomPart(run);
}

function isRandomPart(run: string): boolean {
  if (run === '') return false;
  const digitCount = run.match(/\d/g)?.length ?? 0;
  const turnCount = run.match(/[a-z][A-Z\d]|[A-Z][a-z\d]|\d[A-Za-z]/g)?.length ?? 0;
  return (
    digitCount >= 3 &&
    turnCount * 3 >= run.length &&
    /[a-z]/.test(run) &&
    /[A-Z]/.test(run) &&
    !/[a-z]{9}/.test(run) &&
    !/^[A-F0-9]+$|^[a-f0-9]+$/.test(run)
  );
}

const runCharacters = characterSet(/[\w.:~$+/=-]/);
const separators = characterSet(/[=:/.~-]/);

/** A stretch without blanks and brackets. */
export interface TextRun {
  start: number;
  end: number;
}

const shortestEncoded = 16;
const shortestToken = 30;

/** Looks at runs that a shape could fit; gives back those that are long enough to hold an encoded text. */
export function findRuns(scan: Scan): TextRun[] {
  const { text } = scan;
  const runs: TextRun[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (runCharacters[text.charCodeAt(index)] !== 1) continue;
    // Behind `%` two digits are a blank or the like, not the token's beginning.
    const isEscaped = text[index - 1] === '%' && /^[0-9A-Fa-f]{2}/.test(text.slice(index, index + 2));
    const start = isEscaped ? index + 2 : index;
    index = endOfRun(text, start, runCharacters);
    if (index - start >= shortestEncoded) runs.push({ start, end: index });
    if (index - start < shortestToken) continue;
    const trimmed = trimPunctuation(text, start, index);
    findRunShapes(scan, start, trimmed, true);
    findParts(scan, start, trimmed);
  }
  return runs;
}

/** `key=123-abc` and `/bot123:abc/` hold a token between their separators. */
function findParts(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const last = Math.min(end, start + 4_096);
  for (let index = start + 1; index < last; index += 1) {
    if (text[index - 1] !== '=' && text[index - 1] !== '/' && text[index - 1] !== ':') continue;
    let partEnd = index;
    while (partEnd < end && partEnd - index < 128 && !/[=/]/.test(text[partEnd]!)) partEnd += 1;
    if (partEnd - index >= 30) findRunShapes(scan, index, trimPunctuation(text, index, partEnd), false);
  }
}

function trimPunctuation(text: string, start: number, end: number): number {
  let trimmed = end;
  while (trimmed > start && separators[text.charCodeAt(trimmed - 1)] === 1) trimmed -= 1;
  return trimmed;
}
