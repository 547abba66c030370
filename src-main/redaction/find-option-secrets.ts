import { alphanumerics, startOfLine } from './characters.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { readBare, readQuoted, startsQuoted } from './read-value.ts';
import { report, type Scan } from './scan.ts';

/** The letters by which most tools take a password. */
export const passwordOptions = [' -p ', ' -w ', ' -x ', ' -a ', ' -n ', ' -k '];
const accountOption = /(?:^|\s)(?:-[uUdDl]|--?user(?:name)?|--login|-v3)[ \t=]/;
const reach = 200;

/** `tool -u bob -P x8Kd02ls`: beside an account a short option's value is its password if it looks the part, alone only if it is random. */
export function findOptionSecret(scan: Scan, start: number, end: number): void {
  const { text } = scan;
  if (end < scan.commandUntil) return;
  const value = startsQuoted(text, end) ? readQuoted(text, end) : readBare(text, end);
  if (!value || value.end - value.start > 200) return;
  const content = text.slice(value.start, value.end);
  if (
    isHarmlessValue(content) ||
    /[/\\=,]|\.\w{1,5}$|^[\d:x.-]+[a-z]{0,3}$|^-|^[a-z]+\d{0,4}[a-z]?$/.test(content) ||
    !looksRandom(content, 6)
  )
    return;
  const around =
    text.slice(Math.max(startOfLine(text, start, reach), start - reach), value.end + 80).split('\n', 1)[0] ?? '';
  if (!accountOption.test(around) && !(looksRandom(content, 16) && hasManyTurns(content))) return;
  report(scan, { rule: 'password', start: value.start, end: value.end, from: start });
}

const hasManyTurns = (content: string): boolean =>
  (content.match(/[a-z][A-Z\d]|[A-Z][a-z\d]|\d[A-Za-z]/g)?.length ?? 0) * 4 >= content.length;

/** Programs that take a password from their standard input. */
export const passwordReaders = [
  'sudo -s',
  'chpasswd',
  '--password-stdin',
  'passwd --stdin',
  'cryptsetup',
  '--with-token',
  '--passphrase-fd',
  '--pass-stdin',
  '--token-stdin',
  '-password-stdin',
  'smbpasswd',
  'vncpasswd',
  'gpg --batch',
  'openssl ',
  'kinit',
  'secret set',
  'secret put',
  'secret create',
  'ssh-add',
  'wg pubkey',
  'su -c',
  'base64',
  'vault login',
  'npm login',
  'ykman',
];

/** `echo 'x' | sudo -S …`: what is handed on. */
export function findPipedSecret(scan: Scan, start: number): void {
  const { text } = scan;
  const lineStart = startOfLine(text, start, reach);
  const piped =
    /\b(?:echo|printf|cat <<<|write-output)[ \t]+(?:-[neE]{1,2}[ \t]+)?(?:(["'])%s(?:\\n)?\1[ \t]+)?(?:(["'])([^"'\n]{3,120})\2|([^\s|"']{3,120}))[ \t]*\|[^|\n]{0,60}$/.exec(
      text.slice(lineStart, start),
    );
  const secret = piped?.[3] ?? piped?.[4];
  if (!piped || secret === undefined || isHarmlessValue(secret)) return;
  if (text.startsWith('base64', start) && !/^[^:\s]+:\S{3,}$/.test(secret)) return;
  const from = lineStart + piped.index;
  const at = from + piped[0].indexOf(secret);
  const colon = secret.lastIndexOf(':') + 1;
  report(scan, { rule: 'password', start: at + colon, end: at + secret.length, from });
}

/** `echo x` where a command for a password is wanted. */
export function findSecretCommand(scan: Scan, _start: number, end: number): void {
  const command = /^(?:[-_](?:command|cmd|file))[ \t=]+(?:["']|<\()?echo[ \t]+["']?([^\s"')]{4,120})/.exec(
    scan.text.slice(end, end + 160),
  );
  const secret = command?.[1];
  if (!command || secret === undefined || alphanumerics[secret.charCodeAt(0)] !== 1) return;
  const at = end + command[0].length - secret.length;
  report(scan, { rule: 'password', start: at, end: at + secret.length, from: end });
}

/** What comes before a key where a message quotes it back. */
export const refusedKeys = [
  'invalid key',
  'incorrect key',
  'wrong key',
  'bad key',
  'unknown key',
  'key provided',
  'authentication with',
  'authenticated with',
  'authenticate with',
  'authorized with',
  'rejected key',
  'expired key',
  'invalid token',
  'invalid secret',
];

/** `Invalid key 5f3c…`: hexadecimal alone could be a digest, behind such words it is the key. */
export function findRefusedKey(scan: Scan, start: number, end: number): void {
  const quoted = /^[ \t]*[:=]?[ \t]*["'`(]?([\w.~+/=-]{16,200})/.exec(scan.text.slice(end, end + 220));
  const key = quoted?.[1];
  if (!quoted || key === undefined || isHarmlessValue(key)) return;
  if (!/^[0-9a-f]{32,64}$/i.test(key) && !looksRandom(key, 20)) return;
  const at = end + quoted[0].length - key.length;
  report(scan, { rule: 'api-key', start: at, end: at + key.length, from: start });
}

/** `bob:x8Kd02ls@host`, as scp and rsync take it: a login without a scheme; an image's `name:tag@sha256:` is none. */
export function findBareLogin(scan: Scan, at: number): void {
  const { text } = scan;
  if (!/[^\s:@/"'`<>()]/.test(text[at - 1] ?? ' ') || !/[:/]/.test(text.slice(Math.max(0, at - 66), at))) return;
  const login = /(?:^|[\s"'=(,:])([A-Za-z][\w.-]{0,31})[:/]([^\s:@/"'`<>()]{5,64})$/.exec(
    text.slice(Math.max(0, at - 100), at),
  );
  const [, account = '', password = ''] = login ?? [];
  if (!login || /^(?:npm|workspace|file|git|github|https?|sha\d+|mailto)$/i.test(account)) return;
  // `scope/name@main` is a package; Oracle's `scott/tiger@//host` has a host.
  const isParted = text[at - password.length - 1] === '/';
  if (isParted && !/^(?:\/\/|[\w-]{1,40}[.:])/.test(text.slice(at + 1, at + 43))) return;
  if (
    !/^(?!sha\d+:)(?:\/\/)?[A-Za-z][\w.-]{0,80}/.test(text.slice(at + 1, at + 82)) ||
    isHarmlessValue(password) ||
    !looksRandom(password, 5)
  )
    return;
  report(scan, {
    rule: 'login',
    start: at - password.length,
    end: at,
    from: at - password.length - account.length - 1,
  });
}
