import { characterSet, endOfRun, startOfLine } from './characters.ts';
import { isHarmlessValue } from './harmless-values.ts';
import { ranks } from './finding.ts';
import { report, type Scan } from './scan.ts';

/** How the hashes of passwords begin: crypt(3), Apache, LDAP, Django, Werkzeug. */
export const hashPrefixes =
  '$1$ $2a$ $2b$ $2y$ $5$ $6$ $7$ $y$ $gy$ $md5 $apr1$ $argon2 $pbkdf2 $scrypt$ $P$ $S$ {ssha} {ssha256} {ssha512} {smd5} {sha} {md5} {crypt} {bcrypt} {pbkdf2} pbkdf2_sha256$ pbkdf2_sha1$ bcrypt_sha256$ pbkdf2:sha256: pbkdf2:sha512: scrypt:32768: SCRAM-SHA-256$'.split(
    ' ',
  );

const hashCharacters = characterSet(/[\w./+=$,-]/);

/** `bob:$6$x8Kd…`: from such a hash the password can be guessed at leisure. */
export function findPasswordHash(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const last = endOfRun(text, end, hashCharacters, 512);
  const body = text.slice(end, last).replace(/[.,]+$/, '');
  if (body.length < 16 || !/\d/.test(body) || !/[A-Za-z]/.test(body)) return;
  report(scan, { rule: 'password-hash', start, end: end + body.length, rank: ranks.shaped });
}

/** What parts host, port, database, user and password in PostgreSQL's password file. */
export const passwordFilePorts = [':5432:', ':5433:', ':6432:', ':*:'];

/** How a code that a phone scans names a network's password, and how Postfix writes a server's port. */
export const passwordFields = [';P:', ']:587 ', ']:465 ', ']:25 '];

/** `WIFI:S:Studio;T:WPA;P:…;;`, `[smtp.example]:587 bob:…`. */
export function findPasswordField(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const isNetwork = text[start] === ';';
  if (isNetwork && !/WIFI:[^\n]{0,100}$/.test(text.slice(Math.max(0, start - 110), start))) return;
  const field = (isNetwork ? /^([^;\n]{4,64})/ : /^[\w.@+-]{1,64}:(\S{4,64})/).exec(text.slice(end, end + 132));
  if (!field?.[1] || isHarmlessValue(field[1])) return;
  const at = end + field[0].length - field[1].length;
  report(scan, { rule: 'password', start: at, end: at + field[1].length, from: start });
}

/** `db.example:5432:films:bob:hunter2`, a line of `.pgpass`. */
export function findPasswordFileLine(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  const before = text.slice(startOfLine(text, start, 160), start);
  const rest = /^(?:[\w*.-]{1,64}:){2}(\S{1,128})/.exec(text.slice(end, end + 264));
  if (!rest?.[1] || !/(?:^|\s)[\w.*/-]{1,128}$/.test(before) || isHarmlessValue(rest[1])) return;
  const at = end + rest[0].length - rest[1].length;
  report(scan, { rule: 'password', start: at, end: at + rest[1].length, from: start });
}
