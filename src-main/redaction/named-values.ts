import { credentialsStart, isSimpleScheme, readParameters } from './auth-schemes.ts';
import { blanks, endOfRun, startOfLine } from './characters.ts';
import { findColumnSecrets } from './find-table-secrets.ts';
import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { isSecretValue } from './judge-value.ts';
import { findPlace, readName, type Place, type PlacedName } from './name-place.ts';
import {
  behindQuote,
  readBare,
  readBlock,
  readIndented,
  readQuoted,
  readToEndOfLine,
  startsQuoted,
  type ReadValue,
} from './read-value.ts';
import { report, type Scan } from './scan.ts';
import { classifyName, environmentRule, headerRule, type SecretName } from './secret-names.ts';

const mostItems = 200;

/** The value behind a name such as `password`, `X-Api-Key` or `AWS_SECRET_ACCESS_KEY`, however the two are tied. */
export function findNamedValue(scan: Scan, hitStart: number, hitEnd: number): void {
  if (hitStart < scan.readUntil) return;
  const { text } = scan;
  const name = readName(text, hitStart, hitEnd);
  scan.readUntil = Math.max(name.end, hitEnd);
  const secret = classify(name);
  if (!secret) return;
  const place = findPlace(text, name);
  if (isInList(text, name)) findColumnSecrets(scan, name);
  if (
    !place ||
    isQuotedValue(text, name) ||
    (place.tie !== 'assigned' &&
      place.tie !== 'colon' &&
      text[name.start - 1] === '/' &&
      /\S/.test(text[name.start - 2] ?? ' '))
  )
    return;
  const isHeader = headerRule(name.text) !== undefined;
  for (const value of readValues(scan, name, secret, place)) {
    // What was read at length is not read again from every name inside it: that would take quadratic time.
    if (isHeader || value.end - value.start > 512) scan.readUntil = Math.max(scan.readUntil, value.end);
    if (!isSecretValue(text, name, secret, place, value)) continue;
    report(scan, { rule: secret.rule, start: value.start, end: value.end, from: name.start });
    scan.readUntil = Math.max(scan.readUntil, value.end);
  }
}

/** Between the signs that part a table's columns, or at the border of a line. */
const isInList = (text: string, name: PlacedName): boolean =>
  /(?:^|[,;|(\t\n])[ "'`*[]{0,3}(?:(?:api|access|secret|auth|private) )?$/i.test(
    text.slice(Math.max(0, name.start - 12), name.start),
  ) && /^["'`*\]]{0,2} ?(?:[,;|)\t\r\n]|$)/.test(text.slice(name.end, name.end + 4));

/** `text='Password':fontsize=48` in a filter graph: what is shown, no name. */
const isQuotedValue = (text: string, name: PlacedName): boolean =>
  (text[name.start - 2] === '=' && text[name.start - 1] === "'" && text.startsWith("':", name.end)) ||
  /\btext=$/.test(text.slice(Math.max(0, name.start - 6), name.start));

function classify(name: PlacedName): SecretName | undefined {
  const rule = environmentRule(name.text);
  // Java's and MSBuild's -Dname and /p:name.
  return rule === undefined
    ? classifyName(name.text.replace(/^-D(?=[a-z])/, ''), name.before)
    : { rule, strength: 'strong' };
}

function readValues(scan: Scan, name: PlacedName, secret: SecretName, place: Place): ReadValue[] {
  const { text } = scan;
  if (place.tie === 'element') {
    const value = readElement(text, place.at);
    return value ? [value] : [];
  }
  if (place.tie === 'tuple') return readTuple(text, name, place.at);
  const at = skipPrefixes(text, place.at);
  const words = /^(?:seed|mnemonic)$/.test(secret.rule) ? readSeedWords(text, at) : undefined;
  if (words) return [words];
  if (headerRule(name.text) !== undefined) return readHeader(text, name, at);
  if (opensContainer(text, at)) return readContainer(scan, at, name, secret);
  const value = readOne(text, name, place, at);
  return value ? [dropScheme(text, value)] : [];
}

/** Blanks, YAML tags, the letters before a Python string, and wrappers such as Rust's `Some(`. */
function skipPrefixes(text: string, index: number): number {
  const prefix =
    /^[ \t]{0,64}(?:(?:!{1,2}(?!Ref|Sub|GetAtt|Import|secret|env|include)[\w/:.]{1,40}|REG_[A-Z_]{2,12})[ \t]+)?(?:(?:Some|Just|Secret|SecretString|String|Optional|str|b64decode|SecretStr|md5|sha1|sha256|sha512|crypt|encrypt|password|hash)\()?(?:[bBrRuUfFNL@$]{1,2}(?=["'])|\\+(?=["'`]))?/i.exec(
      text.slice(index, index + 160),
    );
  return index + (prefix?.[0].length ?? 0);
}

/** `{curly}Trap77` only begins like a list. */
const opensContainer = (text: string, index: number): boolean =>
  /[[{]/.test(text[index] ?? '') &&
  !/^[[{][^\s"'{}[\]:,=]{1,40}[\]}][\w!@#$%^&*.-]+/.test(text.slice(index, index + 60));

/** Twelve to twenty-four words in a row, as BIP 39 writes a wallet's seed. */
function readSeedWords(text: string, index: number): ReadValue | undefined {
  const words = /^["'[\s]{0,3}((?:[a-z]{3,8}["']?[ ,]{1,3}["']?){11,23}[a-z]{3,8})/.exec(
    text.slice(index, index + 300),
  );
  if (!words?.[1]) return undefined;
  const start = index + words[0].length - words[1].length;
  return { start, end: index + words[0].length, isQuoted: false };
}

function readOne(text: string, name: PlacedName, place: Place, at: number): ReadValue | undefined {
  if (startsQuoted(text, at)) return readQuoted(text, at) ?? readBare(text, at + 1);
  if (place.tie === 'option' || place.tie === 'said' || place.tie === 'beside') return readBare(text, at);
  const newline = /^\\?\r?\n/.exec(text.slice(at, at + 3));
  if (newline) return readNextLine(text, name, at + newline[0].length);
  const block = readBlock(text, name.start, at);
  if (block) return block;
  return startsLine(text, name) ? readLineValue(text, place, at) : readBare(text, at);
}

/** A value that stands on the line below its name: pretty JSON, folded headers, YAML. */
function readNextLine(text: string, name: PlacedName, lineStart: number): ReadValue | undefined {
  const at = endOfRun(text, lineStart, blanks, 256);
  if (startsQuoted(text, at)) return readQuoted(text, at);
  const value = at > lineStart ? readIndented(text, name.start, lineStart) : undefined;
  if (!value) return undefined;
  const content = text.slice(value.start, Math.min(value.end, value.start + 512));
  return /^[\w.-]{1,64}[ \t]?[:=]/.test(content) || /\n\s*[\w.-]{1,64}:\s/.test(content)
    ? undefined
    : { ...value, start: value.start + (content.startsWith('- ') ? 2 : 0) };
}

/** A name that opens its line owns the rest of it, unless further names follow. */
function readLineValue(text: string, place: Place, at: number): ReadValue {
  const bare = readBare(text, at);
  const line = readToEndOfLine(text, at);
  const content = text.slice(at, line.end);
  const standIn = /^<[A-Za-z][^<>]{0,78}>(?=\s|$)/.exec(content)?.[0];
  if (standIn !== undefined) return { start: at, end: at + standIn.length, isQuoted: false };
  if (place.tie === 'assigned' && text[at - 1] !== ' ') {
    const word = /^\S*/.exec(content)?.[0] ?? '';
    return /[,;&|][\w .$%-]{1,40}=/.test(word) || bare.end - at >= word.length
      ? bare
      : { start: at, end: at + word.length, isQuoted: false };
  }
  const hasFurtherNames = /[ \t,;&][\w.-]{1,64}[=:]/.test(content) || / (?:&&|\|\|?|--?\w)/.test(content);
  return hasFurtherNames || line.end <= bare.end ? bare : line;
}

function startsLine(text: string, name: PlacedName): boolean {
  const before = text.slice(startOfLine(text, name.start, 80), name.start);
  return /^[\s>#;*+-]*(?:(?:export|set|setx|env|ENV|ARG|declare -x|readonly|local|const|let|var|public|private)[ \t]+)?(?:[A-Za-z]{2,20}[ \t])?["'\\$]{0,3}(?:env:)?$/i.test(
    before,
  );
}

function readElement(text: string, index: number): ReadValue | undefined {
  const isData = text.startsWith('<![CDATA[', index);
  const start = endOfRun(text, isData ? index + 9 : index, blanks, 64);
  const close = text.slice(start, start + 8_192).search(isData ? /\]\]>/ : /</);
  if (close < 0) return readBare(text, start);
  // A manual's `<password> <file>` opens nothing that it closes.
  return isData || text[start + close + 1] === '/' ? { start, end: start + close, isQuoted: true } : undefined;
}

/** `("x-api-key", "abc")` or `['password', 'abc']`; a longer list names fields and holds no values. */
function readTuple(text: string, name: PlacedName, index: number): ReadValue[] {
  const opener = /[([]\s{0,16}\\*["'`]$/.test(text.slice(Math.max(0, name.start - 20), name.start));
  const at = skipPrefixes(text, index);
  const value = readQuoted(text, at);
  if (!value) return [];
  const isCall = text.slice(Math.max(0, name.start - 20), name.start).includes('(');
  const isPair =
    opener && (isCall ? /^["'`]\s{0,16}[),]/ : /^["'`]\s{0,16}\]/).test(text.slice(value.end, value.end + 40));
  const content = text.slice(value.start, value.end);
  const start = credentialsStart(content);
  if (isPair || start > 0 || looksRandom(content, 12)) return [dropScheme(text, value)];
  return [];
}

function readContainer(scan: Scan, index: number, name: PlacedName, secret: SecretName): ReadValue[] {
  const { text } = scan;
  if (index < scan.containerUntil) return [];
  const isList = text[index] === '[';
  const single = /^\{\s{0,16}\\*["']?(?:value|val|plain|raw)\\*["']?\s{0,4}[:=]\s{0,4}/.exec(
    text.slice(index, index + 64),
  );
  if (single) return [readQuoted(text, index + single[0].length) ?? readBare(text, index + single[0].length)];
  if (!isList && !/s$/i.test(name.text)) return [];
  if (secret.strength === 'weak' && !/tokens|keys/i.test(name.text)) return [];
  const values: ReadValue[] = [];
  const last = Math.min(text.length, index + 4_096);
  for (let at = index + 1; at < last && values.length < mostItems;) {
    const character = text[at]!;
    if (character === ']' || character === '}') break;
    const value = startsQuoted(text, at) ? readQuoted(text, at) : undefined;
    if (value && !/^["'`]\s{0,4}:/.test(text.slice(value.end, value.end + 8))) values.push(value);
    at = value ? behindQuote(text, value) : at + 1;
    scan.containerUntil = at;
  }
  return values.length === 0 && isList ? readBareItems(scan, index + 1) : values;
}

/** `[abc, def]`, as YAML and loggers write lists. */
function readBareItems(scan: Scan, index: number): ReadValue[] {
  const values: ReadValue[] = [];
  let at = index;
  do {
    const value = readBare(scan.text, endOfRun(scan.text, at, blanks, 64));
    if (value.end > value.start) values.push(value);
    at = value.end + 1;
    scan.containerUntil = Math.max(scan.containerUntil, at);
  } while (scan.text[at - 1] === ',' && values.length < mostItems && at - index < 4_096);
  return values;
}

/** A header's value: behind the scheme, to the end of the line or of the quotes around the header. */
function readHeader(text: string, name: PlacedName, at: number): ReadValue[] {
  const folded = /^\r?\n[ \t]+/.exec(text.slice(at, at + 64));
  const start = folded ? at + folded[0].length : at;
  if (text[start] === '[') return readContainerOfHeader(text, start);
  if (startsQuoted(text, start)) {
    const value = readQuoted(text, start);
    return value ? [dropScheme(text, value)] : [readBare(text, start + 1)];
  }
  const credentials = start + credentialsStart(text.slice(start, start + 64));
  const isList =
    headerRule(name.text) === 'cookie' || (credentials > start && !isSimpleScheme(text.slice(start, start + 64)));
  if (!isList) return [readBare(text, credentials)];
  return [{ ...readParameters(text, start, text[name.start - 1] ?? ''), start: credentials }];
}

function readContainerOfHeader(text: string, index: number): ReadValue[] {
  const quoted = readQuoted(text, index + 1);
  const value = quoted ?? readParameters(text, index + 1, ']');
  return [dropScheme(text, value)];
}

function dropScheme(text: string, value: ReadValue): ReadValue {
  const start = value.start + credentialsStart(text.slice(value.start, Math.min(value.end, value.start + 64)));
  return start < value.end ? { ...value, start } : value;
}

const foreignPlace =
  /^["'”»]?(?:[ \t\u3000]{0,3}[:：=＝]|[ \t]{1,3}(?:lautet|ist|est|es|è|é|är|er|jest)(?=[ \t]))[ \t\u3000]{0,4}["'“«]?/;

/** “Required”, “wrong”, “forgotten” and the like in the languages of these names. */
const foreignStates =
  /^(?:erforderlich|falsch|ungültig|leer|vergessen|geändert|fehlt|gesetzt|notwendig|requerid[ao]|incorrect[ao]|inválid[ao]|vac[ií][ao]|olvidad[ao]|cambiad[ao]|necessári[ao]|obrigatóri[ao]|incorret[ao]|esquecid[ao]|requis[e]?|obligatoire|incorrecte?|invalide|oublié|manquant|wymagane|nieprawidłowe|błędne|puste|zmienione|verplicht|onjuist|vergeten|ongeldig|krävs|felaktigt|saknas|glömt|richiest[ao]|errat[ao]|mancante|gerekli|yanlış|kötelező|hibás|povinné|nesprávné|påkrævet|forkert|påkrevd|feil|parolasi)[.,!]?$/i;

/** A password under its name in another language. */
export function findForeignValue(scan: Scan, start: number, end: number): void {
  const place = foreignPlace.exec(scan.text.slice(end, end + 16));
  if (!place || end < scan.readUntil) return;
  const value = readBare(scan.text, end + place[0].length);
  const content = scan.text.slice(value.start, value.end);
  if (content.length < 4 || isHarmlessValue(content) || foreignStates.test(content)) return;
  if (!/[\dA-Z!-/:-@]/.test(content) && !/^[a-z]{6,24}$/.test(content)) return;
  report(scan, { rule: 'password', start: value.start, end: value.end, from: start });
  scan.readUntil = value.end;
}
