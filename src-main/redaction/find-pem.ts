import { characterSet, endOfRun, nowhere, startOfLine, startOfRun } from './characters.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

const longestPem = 65_536;
/** Of what a log puts before a line. */
const longestPrefix = 200;
const base64 = characterSet(/[A-Za-z0-9+/=]/);

/** A block from its BEGIN to its END, whatever stands at the heads of its lines; a torn one as far as it looks like a key (RFC 7468). */
export function findPem(scan: Scan, start: number): void {
  if (start < scan.pemUntil) return;
  const { text } = scan;
  const label = /^-{4,5} ?BEGIN [A-Z0-9 ]{2,48}-{4,5}/.exec(text.slice(start, start + 72));
  if (!label) return;
  const bodyStart = start + label[0].length;
  const close = closeOf(scan, bodyStart);
  const nextOpen = text.slice(bodyStart, close < 0 ? bodyStart : close).indexOf('BEGIN ');
  const prefix = start - startOfLine(text, start, longestPrefix);
  const end = close >= 0 && nextOpen < 0 ? close : endOfTornBody(text, bodyStart, prefix);
  scan.pemUntil = end;
  if (!/KEY|CERT|PGP|SIGNATURE|MESSAGE|PKCS|PARAM|CRL|REQUEST|PRIVATE/.test(label[0]) && end - bodyStart < 64) return;
  // A sentence that names the label, and no key behind it.
  if (end === bodyStart && /^[ \t]+[a-z]/.test(text.slice(end, end + 8))) return;
  report(scan, { rule: 'pem', start, end, rank: ranks.known });
}

/** A tail of a log may begin inside a block: what stands above a lone END goes too. */
export function findPemEnd(scan: Scan, start: number): void {
  if (start < scan.pemUntil) return;
  const { text } = scan;
  const label = /^-{4,5} ?END [A-Z0-9 ]{2,48}-{4,5}/.exec(text.slice(start, start + 72));
  if (!label) return;
  let from = start;
  for (;;) {
    const gapStart = startOfGap(text, from);
    const runStart = startOfRun(text, gapStart, base64, longestPem);
    if (gapStart - runStart < (from === start ? 4 : 40) || runStart < scan.pemUntil) break;
    from = runStart;
  }
  scan.pemUntil = start + label[0].length;
  report(scan, { rule: 'pem', start: from, end: scan.pemUntil, rank: ranks.known });
}

/** The end of the nearest END line; each search goes on where the last one stopped. */
function closeOf(scan: Scan, from: number): number {
  const { text } = scan;
  if (scan.nextPemEnd >= 0 && scan.nextPemEnd < from) {
    const next = text.indexOf('END ', from);
    scan.nextPemEnd = next < 0 ? nowhere : next;
  }
  if (scan.nextPemEnd === nowhere || scan.nextPemEnd - from > longestPem) return -1;
  const label = /^END [A-Z0-9 ]{2,48}-{4,5}/.exec(text.slice(scan.nextPemEnd, scan.nextPemEnd + 68));
  return label ? scan.nextPemEnd + label[0].length : -1;
}

const header =
  /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Subject|Public-Lines|Private-Lines|Private-MAC|Encryption|Key-Derivation|Argon2-[A-Za-z]+)(?:: ?|=)[^\n\\]{0,200}/;

/** Where the parts end that look like a key; `prefix` characters of a log may stand before each line. */
function endOfTornBody(text: string, start: number, prefix = 0): number {
  let end = start;
  while (end - start <= longestPem) {
    const at = endOfGap(text, end);
    const named = header.exec(text.slice(at, at + 240));
    const next = named
      ? at + named[0].length
      : (endOfPart(text, end, at) ?? endOfPart(text, end, afterPrefix(text, end, prefix)));
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function afterPrefix(text: string, index: number, prefix: number): number | undefined {
  const lineBreak = prefix > 0 ? /^\r?\n/.exec(text.slice(index, index + 2)) : null;
  const at = index + (lineBreak?.[0].length ?? 0) + prefix;
  return lineBreak && base64[text.charCodeAt(at - 1)] !== 1 ? at : undefined;
}

/** A run of base64; a short one is the last of a key that was cut off when it ends its line. */
function endOfPart(text: string, from: number, at: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  const end = endOfRun(text, at, base64, longestPem);
  const run = text.slice(at, Math.min(end, at + 16));
  if (run.length === 16 || run.startsWith('=') || (run.length >= 2 && text[end - 1] === '=')) return end;
  const isCutOff = /^(?:$|[\r\n"'\\<])/.test(text.slice(end, end + 1)) && !text.slice(from, at).includes(',');
  return isCutOff && /^(?=.*[A-Z])(?=.*[a-z\d+/])(?![A-Z][a-z]+$).{4,}$/.test(run) ? end : undefined;
}

/** Line breaks, real or escaped, and what quotes and logs put at the head of a line. */
function endOfGap(text: string, index: number): number {
  return index + (/^(?:\s|\\+[nrt]|["',+>|])*/.exec(text.slice(index, index + 48))?.[0].length ?? 0);
}

function startOfGap(text: string, index: number): number {
  const before = text.slice(Math.max(0, index - 24), index);
  return index - (/(?:\s|\\+[nr]|["',+>|])*$/.exec(before)?.[0].length ?? 0);
}

/** `ssh-ed25519 AAAA… name@host`: no secret, but it names its owner. */
export function findSshKey(scan: Scan, start: number): void {
  const { text } = scan;
  const key = /^(?:ssh-(?:rsa|dss|ed25519)|(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]{4,48}) {1,2}AAAA/.exec(
    text.slice(start, start + 72),
  );
  if (!key) return;
  const bodyEnd = endOfRun(text, start + key[0].length, base64, 8_192);
  const comment = /^ [\w.@+-]{1,80}/.exec(text.slice(bodyEnd, bodyEnd + 82));
  if (bodyEnd - start > 60)
    report(scan, {
      rule: 'ssh-key',
      start,
      end: bodyEnd + (comment?.[0].includes('@') ? comment[0].length : 0),
      rank: ranks.shaped,
    });
}

/** PuTTY's key file has its private lines between two names. */
export function findPuttyKey(scan: Scan, start: number): void {
  const { text } = scan;
  if (start < scan.pemUntil) return;
  if (!/^PuTTY-User-Key-File-\d/.test(text.slice(start, start + 24))) return;
  const mac = /Private-MAC: ?[0-9a-f]{16,128}/.exec(text.slice(start, start + longestPem));
  // Without its last line nothing tells where the file ends: then all of what may belong to it goes.
  const end = mac
    ? start + mac.index + mac[0].length
    : endOfTornBody(text, text.indexOf('\n', start) < 0 ? start : text.indexOf('\n', start));
  scan.pemUntil = mac ? end : Math.max(end, start + 1_024);
  report(scan, { rule: 'pem', start, end, rank: ranks.known });
}
