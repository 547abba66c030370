import {
  isDense,
  isHarmlessValue,
  isOddWord,
  isPassphrase,
  isPasswordLike,
  isProse,
  looksRandom,
} from './harmless-values.ts';
import type { Place, PlacedName } from './name-place.ts';
import { readToEndOfLine, startsQuoted, type ReadValue } from './read-value.ts';
import type { SecretName } from './secret-names.ts';

/** Whether what stands at a secret's name is one: the vaguer the name and the looser the tie, the more it must look so. */
export function isSecretValue(
  text: string,
  name: PlacedName,
  secret: SecretName,
  place: Place,
  value: ReadValue,
): boolean {
  const content = text.slice(value.start, value.end);
  if (/^(?:seed|mnemonic)$/.test(secret.rule) && isSeed(content)) return true;
  if (isHarmlessValue(content)) return false;
  // Redis takes its password so.
  if (name.text === 'AUTH' && place.tie !== 'colon')
    return isPasswordLike(content) || (value.isQuoted && isOddWord(content));
  // Nginx passes a request on to a server.
  if (/^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/.test(name.text) && /^(?:option|beside)$/.test(place.tie))
    return false;
  // The shell's `pwd` is a folder.
  if (/^pwd$/i.test(name.text) && /^(?:\/|~|[A-Za-z]:[\\/])/.test(content)) return false;
  if (secret.rule === 'cookie')
    return secret.strength === 'strong'
      ? /[^\s=]=\S/.test(content) || looksRandom(content, 24)
      : looksRandom(content, 12);
  if (place.tie === 'beside' && /^(?:passcode|PIN)$/i.test(name.text) && /^\d{4,8}$/.test(content)) return true;
  if (secret.rule === 'key' && isHexKey(content)) {
    if (place.tie === 'option') return true;
    if (place.tie === 'beside' && isBesideService(around(text, name, value), content)) return true;
  }
  if (place.tie === 'beside' && isOddWord(content)) {
    if (isBesideAccount(text, name)) return true;
    // `values that pass predicate checks`: the verb is no name.
    if (/^pass$/i.test(name.text)) return false;
  }
  if (place.tie === 'beside') return isBesideSecret(secret, content, startsQuoted(text, value.start - 1));
  if (place.tie === 'said') return isSaid(secret, content) || isSaidPlainly(text, secret, value);
  if (place.tie === 'argument') return isPasswordLike(content);
  if (secret.strength === 'weak') return isWeakSecret(text, name, secret, value);
  // `passwords: 128` counts them.
  if (/^\d{1,6}$/.test(content))
    return /^(?:password|code|card-code|secret)$/.test(secret.rule) && content.length > 2 && !/[^s]s$/i.test(name.text);
  if (value.isQuoted)
    return place.tie === 'element' || !isProse(content) || (secret.rule === 'password' && isPassphrase(content));
  if (content.length < 3 || (isProse(content) && !/phrase/i.test(name.text))) return false;
  return !(
    /^[a-z]+[.,;:]?$/.test(content) &&
    /^[a-z]+[.,;:]? +[a-z]/.test(text.slice(value.start, value.end + 40)) &&
    isProse(
      readToEndOfLine(text, value.start).end > value.end
        ? text.slice(value.start, readToEndOfLine(text, value.start).end)
        : content,
    )
  );
}

/** `my password is swordfish`; in `the password to decrypt it` no password follows. */
const isSaidPlainly = (text: string, secret: SecretName, { start, end }: ReadValue): boolean =>
  secret.rule === 'password' &&
  isOddWord(text.slice(start, end)) &&
  /(?:is|was|=|(?:set|changed) to)[ \t]{1,4}$/.test(text.slice(Math.max(0, start - 14), start));

/** `The password is hunter2x`, `your security code is 482913`. */
const isSaid = (secret: SecretName, content: string): boolean =>
  secret.rule === 'pin'
    ? /^\d{4,8}$/.test(content)
    : secret.rule === 'code'
      ? /\d{4}/.test(content)
      : secret.rule === 'password'
        ? looksRandom(content, 5) || isPasswordLike(content)
        : looksRandom(content, secret.strength === 'strong' ? 10 : 16);

function isBesideSecret(secret: SecretName, content: string, isQuoted: boolean): boolean {
  if (secret.rule === 'user-name' || secret.rule === 'host-name') return false;
  if (secret.rule === 'password')
    return (
      isPasswordLike(content) || (isQuoted && /^\S{5,64}$/.test(content) && (/\d/.test(content) || isOddWord(content)))
    );
  // A seed of one-time codes is in base 32 (RFC 4648).
  if (secret.strength === 'strong' && /^[A-Z2-7]{16,64}$/.test(content)) return true;
  if (secret.rule === 'card-code') return /^\d{3,4}$/.test(content);
  if (secret.rule === 'code') return /^\d{4,8}$/.test(content) || looksRandom(content, 10);
  if (/^licen[cs]e$/.test(secret.rule)) return isLicense(content);
  if (/^(?:seed|mnemonic)$/.test(secret.rule)) return isSeed(content);
  if (secret.strength === 'strong' && /^[0-9a-f]{32,64}$/i.test(content)) return true;
  if (secret.rule === 'token' && /^[0-9a-f]{32,64}$/i.test(content)) return true;
  return looksRandom(content, isQuoted || secret.strength === 'strong' ? 10 : 16);
}

/** Twelve words or more, as BIP 39 writes a wallet's seed, or a long run; a picture's seed is a number. */
const isSeed = (content: string): boolean =>
  /^[a-z]{3,8}(?:["']?[ ,]{1,3}["']?[a-z]{3,8}){11,23}$/.test(content.trim()) ||
  /^[0-9a-f]{32,128}$/i.test(content) ||
  looksRandom(content, 24);

/** `ABCDE-12345-…` or one long run; `GPL-3.0-or-later` is the name of one. */
const isLicense = (content: string): boolean =>
  /^[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){3,}$/.test(content) ||
  (/^[A-Za-z0-9]{20,}$/.test(content) && /\d/.test(content) && /[A-Z]/.test(content));

/** `ANY_VENDOR_KEY` in an environment. */
const isEnvironmentKey = (name: string): boolean => /(?:^|\.)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_KEYS?$/.test(name);
/** What stands beside a key of Azure in a settings file. */
const besideKey =
  /(?:^|[\s{,])["']?(?:api|auth|credentials?)["']?:\s{0,40}[{\n]|\b(?:region|endpoint)\b|azure|speech|ocp-apim|subscription/i;

/** Services whose keys are 32 or 40 hex digits; a cache's key beside their name is a SHA-256. */
const hexKeyServices = /eleven[ _-]?labs|deepgram|assembly[ _-]?ai/i;

const isBesideService = (beside: string, content: string): boolean =>
  besideKey.test(beside) || (/^(?:.{32}|.{40})$/.test(content) && hexKeyServices.test(beside));

/** `user bob password swordfish`. */
const isBesideAccount = (text: string, name: PlacedName): boolean =>
  /\b(?:user|login|account|username)[ =:]{1,3}\S{1,40}[ ,]{1,3}$/i.test(
    text.slice(Math.max(0, name.start - 60), name.start),
  );

const isHexKey = (content: string): boolean => /^[0-9a-f]{32,64}$/i.test(content);

const around = (text: string, name: PlacedName, { start, end }: ReadValue): string =>
  text.slice(Math.max(0, name.start - 80), Math.min(end, start + 64) + 80);

function isWeakSecret(text: string, name: PlacedName, secret: SecretName, value: ReadValue): boolean {
  const { isQuoted } = value;
  const content = text.slice(value.start, value.end);
  const isHex = isHexKey(content);
  if (/^(?:seed|mnemonic)$/.test(secret.rule)) return isSeed(content);
  if (secret.rule === 'salt' && isQuoted && isDense(content)) return true;
  if (/\s/.test(content)) return false;
  if (/^licen[cs]e$/.test(secret.rule)) return isLicense(content);
  if (secret.rule === 'pin') return /^\d{4,8}$/.test(content);
  if (secret.rule === 'webhook') return /^https?:\/\/\S{20,}/.test(content);
  if (secret.rule === 'subscription') return isHex || looksRandom(content, 40);
  if (/^(?:sig|signature|hmac)$/.test(secret.rule) && /^(?:sha\d{1,3}=)?[0-9a-f]{32,128}$/i.test(content)) return true;
  if (secret.rule === 'token' && (isHex || /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(content))) return true;
  if (secret.rule === 'key') {
    const isKeyOfService = (): boolean =>
      isEnvironmentKey(name.text) || isBesideService(around(text, name, value), content);
    return looksRandom(content, 16) || (isHex && isKeyOfService());
  }
  if (secret.rule === 'session' && /^[a-z\d]{20,64}$/i.test(content)) return true;
  if (secret.rule === 'password') return isPasswordLike(content) || isOddWord(content);
  return looksRandom(content, isQuoted ? 6 : 8);
}
