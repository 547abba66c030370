import { isIPv6 } from 'node:net';
import { characterSet, endOfRun, startOfRun } from './characters.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

const ipv4 = /(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}/y;
const versionBefore =
  /(?:\bv|\b(?:lib|app|package|module|plugin|tool)|\bver\.?|version|release|driver|firmware|build|revision|\brev|runtime|sdk|assembly|update|upgraded?|installed|directx|section|chapter|clause|step|figure|table|rfc|§|\b(?:v8|chrome|chromium|electron|node|firefox|safari|edge|windows|darwin|macos|openssl|zlib|icu|sqlite|ffmpeg|nvidia|cuda|mesa)|\blib[a-z][\w+-]{1,16}|[a-z]\/|[@~^]|==|>=|<=|\w[_-])["']?[\s:=(]{0,3}(?:to |is |from )?["']?v?$/i;
const hostBefore =
  /(?:ip|host|addr|address|server|client|node|peer|remote|from|to|at|via|gateway|dns|proxy|login|connect|listen)[_-]$/i;

/** Returns the end of the address, of whatever kind, or -1. */
export function findIpv4(scan: Scan, start: number): number {
  const { text } = scan;
  ipv4.lastIndex = start;
  const address = ipv4.exec(text)?.[0];
  if (address === undefined) return -1;
  const end = start + address.length;
  const [first, second] = address.split('.').map(Number);
  const isNobody = first === 127 || address.endsWith('.0.0.0') || (first === 255 && second === 255);
  if (isNobody || /^(?:\.\d|[\w]|-[A-Za-z]|\.(?:tar|zip|exe|dll|msi|deb|rpm|dmg|so))/.test(text.slice(end, end + 5)))
    return end;
  const before = text.slice(Math.max(0, start - 32), start);
  if (/\d[.,]$/.test(before)) return end;
  if (!hostBefore.test(before) && !before.endsWith('//') && !isHostOfLogin(text, start) && versionBefore.test(before))
    return end;
  report(scan, { rule: 'ip-address', start, end, rank: ranks.personal });
  return end;
}

/** `rtsp://bob@` before it, or the address of a network at home behind any `@`; else it is the version of a package. */
const isHostOfLogin = (text: string, start: number): boolean =>
  /@["']?$/.test(text.slice(Math.max(0, start - 2), start)) &&
  (/^(?:10|172|192)\./.test(text.slice(start, start + 4)) ||
    /:\/\/[^\s/]{0,150}@$/.test(text.slice(Math.max(0, start - 160), start)));

const hexAndColons = characterSet(/[0-9A-Fa-f:.]/);
const mac = /(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}/y;

/** An address with colons around the one at `index`. */
export function findColonAddress(scan: Scan, index: number): void {
  const { text } = scan;
  if (index < scan.addressUntil || hexAndColons[text.charCodeAt(index + 1)] !== 1) return;
  const start = startOfRun(text, index, hexAndColons, 46);
  let end = endOfRun(text, index, hexAndColons, 46);
  while (end > index && (text[end - 1] === '.' || (text[end - 1] === ':' && text[end - 2] !== ':'))) end -= 1;
  scan.addressUntil = end;
  const before = text[start - 1] ?? ' ';
  if (/[\w%-]/.test(before) || /[\w-]/.test(text[end] ?? ' ') || end - start < 4) return;
  const run = text.slice(start, end);
  mac.lastIndex = 0;
  if (run.length === 17 && mac.test(run)) {
    if (!/^(?:00:){5}00$|^(?:ff:){5}ff$/i.test(run))
      report(scan, { rule: 'mac-address', start, end, rank: ranks.personal });
  } else if (isForeignIpv6(run)) report(scan, { rule: 'ip-address', start, end, rank: ranks.personal });
}

/** `a::b` is C++ as well; addresses in use begin with 2, 3, f, or hold several groups with a digit. */
function isForeignIpv6(run: string): boolean {
  const colons = run.split(':').length - 1;
  if (colons < 2 || (colons < 7 && !run.includes('::')) || !isIPv6(run)) return false;
  if (/^(?:0{0,4}:){0,7}:?0{0,3}[01]?$/.test(run) || /^::ffff:(?:127\.|0\.0\.0\.0)/i.test(run)) return false;
  return (
    /^(?:[23][0-9a-f]{3}|f[cdef][0-9a-f]{2}|64:ff9b):/i.test(run) ||
    (colons >= 3 && /\d/.test(run)) ||
    run.includes('.')
  );
}

export function findDashedMac(scan: Scan, index: number): void {
  const start = index - 2;
  const { text } = scan;
  mac.lastIndex = start;
  if (start < 0 || text[index + 3] !== '-' || /[\w-]/.test(text[start - 1] ?? ' ')) return;
  const address = mac.exec(text)?.[0];
  if (address !== undefined && /[a-f]/i.test(address) && !/[\w-]/.test(text[start + 17] ?? ' '))
    report(scan, { rule: 'mac-address', start, end: start + 17, rank: ranks.personal });
}
