import { characterSet, endOfRun, startOfRun } from './characters.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

const localPart = characterSet(/[\w.%+'-]/);
const domainPart = characterSet(/[\w.-]/);
const fileEndings = new Set(
  'png jpg jpeg gif svg webp avif ico mp4 mov mkv webm wav mp3 flac ogg js mjs cjs jsx ts tsx css html htm json map vue wasm tgz gz yaml yml txt srt vtt ass service socket target timer mount slice scope device path log min bundle local-only'.split(
    ' ',
  ),
);

/** An address around the `@` at `index` (RFC 5322 as people use it). */
export function findEmail(scan: Scan, index: number): void {
  const { text } = scan;
  let start = startOfRun(text, index, localPart, 64);
  while (start < index && /[.'%-]/.test(text[start]!)) start += 1;
  let end = endOfRun(text, index + 1, domainPart, 253);
  while (end > index && /[.\-_]/.test(text[end - 1]!)) end -= 1;
  const local = text.slice(start, index);
  const domain = text.slice(index + 1, end);
  const ending = /^(?:[A-Za-z0-9-]{1,63}\.){1,8}([A-Za-z]{2,24}|xn--[a-z0-9]{2,40})$/.exec(domain)?.[1]?.toLowerCase();
  if (
    ending === undefined ||
    local === '' ||
    fileEndings.has(ending) ||
    /^(?:git|npm)$/.test(local) ||
    /^\d+(?:\.\d|x\.)/.test(domain)
  )
    return;
  report(scan, { rule: 'email', start, end, rank: ranks.personal });
}
