import { alphanumerics, characterSet, endOfRun, hexDigits } from './characters.ts';

/** A run of base64 or hexadecimal that hides readable text. */
export interface EncodedRun {
  start: number;
  end: number;
  decoded: string;
}

const base64Characters = characterSet(/[A-Za-z0-9+/_=-]/);
const shortestRun = 16;
/** Enough to tell text from noise: one random run in a million passes. */
const probeLength = 16;

/** Searches the runs without blanks that a text holds. */
export function* encodedRuns(text: string, runs: readonly { start: number; end: number }[]): Generator<EncodedRun> {
  let searched = 0;
  for (const run of runs) {
    for (let index = Math.max(run.start, searched); index < run.end; index += 1) {
      if (base64Characters[text.charCodeAt(index)] !== 1) continue;
      const end = endOfRun(text, index, base64Characters);
      if (end - index >= shortestRun) {
        const wrapped = end - index >= 60 ? joinWrapped(text, index, end) : { text: text.slice(index, end), end };
        const decoded = decodeHex(wrapped.text) ?? decodeBase64(wrapped.text);
        if (decoded !== undefined) yield { start: index, end: wrapped.end, decoded };
        searched = wrapped.end;
        index = wrapped.end;
      } else index = end;
    }
  }
}

/** Base64 in lines of equal length, as mail and PEM have it, is one run. */
function joinWrapped(text: string, start: number, firstEnd: number): { text: string; end: number } {
  const width = firstEnd - start;
  const parts = [text.slice(start, firstEnd)];
  let end = firstEnd;
  for (;;) {
    const break_ = /^\r?\n[ \t]{0,16}/.exec(text.slice(end, end + 18));
    if (!break_) break;
    const lineStart = end + break_[0].length;
    const lineEnd = endOfRun(text, lineStart, base64Characters, width + 1);
    if (lineEnd === lineStart || lineEnd - lineStart > width) break;
    parts.push(text.slice(lineStart, lineEnd));
    end = lineEnd;
    if (lineEnd - lineStart < width) break;
  }
  return { text: parts.join(''), end };
}

function decodeHex(run: string): string | undefined {
  if (run.length < 32 || run.length % 2 === 1 || endOfRun(run, 0, hexDigits) < run.length) return undefined;
  return readable(Buffer.from(run, 'hex'));
}

/** A path or a name may stand before the code, so several places are tried as its beginning. */
function decodeBase64(run: string): string | undefined {
  for (const start of possibleStarts(run)) {
    if (!beginsReadably(run, start)) continue;
    const decoded = readable(Buffer.from(run.slice(start), 'base64'));
    if (decoded !== undefined) return decoded;
  }
  return undefined;
}

const sextets = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(
    0,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(
      String.fromCharCode(code).replace('-', '+').replace('_', '/'),
    ),
  ),
);

/** Noise fails at its first bytes, so most runs cost next to nothing. */
function beginsReadably(run: string, start: number): boolean {
  const last = Math.min(run.length, start + probeLength) - 3;
  for (let at = start; at < last; at += 4) {
    const bits =
      (sextets[run.charCodeAt(at)]! << 18) |
      (sextets[run.charCodeAt(at + 1)]! << 12) |
      (sextets[run.charCodeAt(at + 2)]! << 6) |
      sextets[run.charCodeAt(at + 3)]!;
    if (!isPlainByte(bits >>> 16) || !isPlainByte((bits >>> 8) & 255) || !isPlainByte(bits & 255))
      return run[at + 3] === '=' && at > start + 8;
  }
  return true;
}

/** NULs are let through: PowerShell encodes its commands as UTF-16. */
const isPlainByte = (byte: number): boolean =>
  (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9 || byte === 0;

function* possibleStarts(run: string): Generator<number> {
  for (let start = 0; start < 4; start += 1) yield start;
  const last = Math.min(run.length - shortestRun, 200);
  for (let start = 4; start < last; start += 1) if (alphanumerics[run.charCodeAt(start - 1)] !== 1) yield start;
}

function readable(bytes: Buffer): string | undefined {
  let strange = 0;
  for (const byte of bytes) if (!isPlainByte(byte)) strange += 1;
  return strange <= bytes.length * 0.3 ? bytes.toString('utf8').replaceAll('\0', '') : undefined;
}
