import { isHarmlessValue, looksRandom } from './harmless-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { classifyName } from './secret-names.ts';

interface ValueRedaction {
  redactText: (text: string) => string;
  placeholderFor: (rule: string, secret: string) => string;
}

/** Fields that the studio writes itself: a value of exactly this form holds nothing private. */
const allowedFields = new Map<string, RegExp>([
  ['jobId', /^J-[0-9A-HJKMNP-TV-Z]{12}$/],
  ['retryOf', /^J-[0-9A-HJKMNP-TV-Z]{12}$/],
  ['correlationId', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/],
  ['bundleId', /^[0-9a-f]{32}$/],
  ['sha256', /^[0-9a-f]{64}$/],
  ['timestamp', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/],
  ['level', /^[a-z]{3,8}$/i],
]);

const deepest = 64;

/** A copy of JSON data without its secrets; what a secret's name holds goes whatever it looks like. */
export function redactStructure(value: unknown, redaction: ValueRedaction): unknown {
  const walk = (item: unknown, name: string, depth: number): unknown => {
    if (depth > deepest) return '[too deep]';
    if (typeof item === 'string') return redactLeaf(item, name, redaction);
    if (typeof item === 'number' || typeof item === 'bigint') return redactNumber(item, name, redaction);
    if (Array.isArray(item))
      return redactPair(item, redaction) ?? item.map((element: unknown) => walk(element, name, depth + 1));
    if (typeof item !== 'object' || item === null) return item;
    if (item instanceof Date) return item.toJSON();
    const named = nameInside(item);
    const entries = Object.entries(item).map(([key, inner]) => {
      const nameOfInner = named !== '' && /^(?:value|val|content)$/i.test(key) ? named : ownName(key, name);
      return [redaction.redactText(key), walk(inner, nameOfInner, depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  };
  return walk(value, '', 0);
}

/** Inside `credentials: {…}` every string is one, whatever its own name; a name of its own kind wins. */
const ownName = (key: string, outer: string): string =>
  classifyName(outer)?.strength === 'strong' && !classifyName(key) ? outer : key;

/** `{name: 'Authorization', value: '…'}`, as HTTP archives list their headers. */
function nameInside(item: object): string {
  const name = Object.entries(item).find(
    ([key, value]) => /^(?:name|key|header|field)$/i.test(key) && typeof value === 'string',
  )?.[1] as string | undefined;
  return name !== undefined && classifyName(name)?.strength === 'strong' ? name : '';
}

/** `['authorization', '…']`, as fetch lists its headers. */
function redactPair(item: readonly unknown[], redaction: ValueRedaction): unknown[] | undefined {
  const [name, value] = item;
  if (
    item.length !== 2 ||
    typeof name !== 'string' ||
    typeof value !== 'string' ||
    classifyName(name)?.strength !== 'strong'
  )
    return undefined;
  return [redaction.redactText(name), redactLeaf(value, name, redaction)];
}

function redactLeaf(text: string, name: string, redaction: ValueRedaction): string {
  if (allowedFields.get(name)?.test(text)) return text;
  const secret = classifyName(name);
  if (!secret || text === '' || isPlaceholder(text) || isState(text)) return redaction.redactText(text);
  const isSecret =
    secret.strength === 'strong' ||
    (/token|session|sig|auth/.test(secret.rule) ? !isHarmlessValue(text) && !/\s/.test(text) : looksRandom(text, 16));
  return isSecret ? redaction.placeholderFor(secret.rule, text) : redaction.redactText(text);
}

/** The few answers that a field for a secret gives without one. */
const isState = (text: string): boolean =>
  /^(?:\[REDACTED[^\]]*\]|\*{3,}|true|false|null|none|undefined|missing|not set|unset|set|present|absent)$/i.test(text);

function redactNumber(item: number | bigint, name: string, redaction: ValueRedaction): unknown {
  const secret = classifyName(name);
  if (secret?.strength === 'strong') return redaction.placeholderFor(secret.rule, String(item));
  const redacted = redaction.redactText(String(item));
  return redacted === String(item) ? item : redacted;
}
