import { endOfLine, startOfLine } from './characters.ts';
import type { TextRun } from './find-tokens.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { report, type Scan } from './scan.ts';

const reachBack = 64;
const reachAhead = 48;

/** Words that make a secret of a random run in the same clause, in the languages that people write logs in. */
const credentialWord =
  /(?<![a-z])(?:(?:api|access|secret|private|auth|licen[cs]e|encryption|decryption|signing|account|master|service|client|stream|product|activation|admin|deploy|app)[ _-]?keys?|tokens?|secrets?|passw(?:or)?ds?|pwd|passphrase|passcode|credentials?|creds|bearer|signature|cookies?|session(?:[ _-]?(?:id|key|token))?|licen[cs]e|seed|mnemonic|salt|otp|jwt|pat|schl(?:ü|ue)ssel|zugangsdaten|kennwort|passwort|cl(?:é|e)s?|jeton|mot de passe|llave|clave|contraseña|chave|senha|chiave|klucz|has(?:ł|l)o|sleutel|wachtwoord|nyckel|lösenord|ключ\S{0,3}|токен\S{0,3}|пароль\S{0,3})(?![a-z])|密钥|秘钥|密码|口令|令牌|キー|トークン|パスワード|シークレット|비밀번호|토큰|키/gi;

/** Words that say that it is a digest, an ID or a name of something kept: seen nearest to the run they win. */
const identityWord =
  /sha-?\d|md5|blake|(?<![a-z])(?:hash(?:es|ed)?|digests?|etags?|commits?|integrity|checksums?|crc(?:32)?|[ug]uids?|traces?|requests?|correlation|jobs?|spans?|builds?|revisions?|rev|fingerprints?|segments?|scenes?|cach\w{1,3}|content|version|images?|layers?|blobs?|public|files?|bundles?|ids?|ref|tree|parent|object|kid|nonce|thumbprint|model|seed|license|licence|row|sort|primary|foreign|lookup|dedupe)(?![a-z])/gi;

const wordBehind =
  /^["'`)\]]{0,2}[ \t]+(?:(?:is|was|as|=)[ \t]+)?(?:(?:not|no longer|an?|the|your|my|our|valid|new|old|unknown|expired|wrong|invalid)[ \t]+){0,4}(?:\w{1,16}[ \t]+)?(?:api[ _-]?key|access[ _-]?key|key|token|secret|password|credential|passphrase)\b/i;

/**
 * A long random run that a word beside it makes a secret: `stored session 4f…`, `9a… is not a valid API key`. Digests
 * and IDs look just the same, so the word that stands nearest decides.
 */
export function findWordedSecrets(scan: Scan, runs: readonly TextRun[]): void {
  for (const run of runs) {
    const start = startOfPart(scan.text, run);
    const value = scan.text.slice(start, Math.min(run.end, start + 256)).replace(/[.:~-]+$/, '');
    if (!isLongRandom(value) || isHarmlessValue(value)) continue;
    if (isNamedBefore(scan.text, start) || isNamedBehind(scan.text, start + value.length))
      report(scan, { rule: 'secret', start, end: start + value.length });
  }
}

/** Behind the last separator that is not part of base64. */
function startOfPart(text: string, { start, end }: TextRun): number {
  const run = text.slice(start, Math.min(end, start + 512)).replace(/=+$/, '');
  return start + Math.max(run.lastIndexOf('='), run.lastIndexOf(':')) + 1;
}

const isLongRandom = (value: string): boolean =>
  /^(?:[0-9a-f]{32,128}|[0-9A-F]{32,128})$/.test(value) ||
  (value.length >= 24 &&
    /^[A-Za-z0-9_-]+$|^[A-Za-z0-9+/]+={0,2}$/.test(value) &&
    /\d/.test(value) &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    looksRandom(value, 24) &&
    (value.match(/[a-z][A-Z\d]|[A-Z][a-z\d]|\d[A-Za-z]/g)?.length ?? 0) * 4 >= value.length);

function isNamedBefore(text: string, start: number): boolean {
  const clause = text.slice(Math.max(startOfLine(text, start, reachBack), start - reachBack), start);
  const before = clause.slice(Math.max(...['. ', '; ', ', '].map((stop) => clause.lastIndexOf(stop))) + 1);
  const named = lastMatch(before, credentialWord);
  return named >= 0 && lastMatch(before, identityWord) < named;
}

const isNamedBehind = (text: string, end: number): boolean =>
  wordBehind.test(text.slice(end, endOfLine(text, end, reachAhead)));

function lastMatch(text: string, word: RegExp): number {
  let last = -1;
  for (const { index, 0: found } of text.matchAll(word)) last = index + found.length;
  return last;
}
