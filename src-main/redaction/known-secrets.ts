import { alphanumerics, characterSet } from './characters.ts';
import { ranks } from './finding.ts';
import { report } from './scan.ts';
import type { Trigger } from './triggers.ts';

/** A secret that the app holds itself, to be found in whatever form it turns up. */
export interface KnownSecret {
  /** Names the placeholder: `openai-key`, `user-name`. */
  kind: string;
  value: string;
}

type Border = 'none' | 'word' | 'segment';

const base64Characters = characterSet(/[A-Za-z0-9+/_=-]/);
const shortestSecret = 3;
/** Shorter ones turn up inside other words. */
const shortestAnywhere = 6;
/** A user may be called so; a log says these words for other reasons. */
const commonNames = new Set(
  'root user admin test node home public shared default guest system video aura ffmpeg studio render owner local desktop windows linux ubuntu debian runner docker build'.split(
    ' ',
  ),
);

const ruleOfKind = (kind: string): string =>
  /[a-z]+(?:-[a-z]+){0,5}/.exec(kind.toLowerCase().replaceAll(/[^a-z]+/g, '-'))?.[0].slice(0, 48) ?? 'secret';

/** Escapes need no form of their own: they are undone in views of the text. */
export function knownSecretTriggers(secret: KnownSecret): Trigger[] {
  const value = secret.value.trim();
  if (value.length < shortestSecret) return [];
  const rule = ruleOfKind(secret.kind);
  const border = borderOf(rule, value);
  const plain = formTrigger(rule, value, value, border);
  if (value.length < shortestAnywhere) return [plain];
  const forms = new Set([
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('hex'),
  ]);
  forms.delete(value);
  const encoded = new Set([...base64Forms(Buffer.from(value)), ...base64Forms(Buffer.from(value, 'utf16le'))]);
  return [
    plain,
    ...[...forms].map((form) => formTrigger(rule, form, value, border)),
    ...[...encoded].filter((form) => form.length >= 6).map((form) => base64Trigger(rule, form, value)),
  ];
}

function borderOf(rule: string, value: string): Border {
  if (rule === 'user-name') return value.length < 5 || commonNames.has(value.toLowerCase()) ? 'segment' : 'word';
  if (rule === 'host-name') return 'word';
  return value.length < shortestAnywhere || rule === 'home-folder' ? 'word' : 'none';
}

function formTrigger(rule: string, form: string, value: string, border: Border): Trigger {
  return {
    text: form,
    canSpanLines: border === 'none',
    find: (scan, _start, end) => {
      const start = startOfOccurrence(scan.text, form, end);
      if (hasBorder(scan.text, start, end, border))
        report(scan, { rule, start, end, rank: ranks.known, secret: value });
    },
  };
}

/** Goes back over what line breaks put between the characters. */
function startOfOccurrence(text: string, form: string, end: number): number {
  let at = end;
  for (let index = form.length - 1; index >= 0; index -= 1) {
    at -= 1;
    while (at > 0 && text[at] !== form[index] && /\s/.test(text[at]!)) at -= 1;
  }
  return Math.max(0, at);
}

function hasBorder(text: string, start: number, end: number, border: Border): boolean {
  if (border === 'none') return true;
  const isWord = (index: number): boolean => alphanumerics[text.charCodeAt(index)] === 1 || text[index] === '_';
  if ((start > 0 && isWord(start - 1) && isWord(start)) || isWord(end)) return false;
  return (
    border === 'word' ||
    (/[\\/]/.test(text[start - 1] ?? '') &&
      /(?:^|[\\/])(?:home|users)[\\/]+$/i.test(text.slice(Math.max(0, start - 12), start)))
  );
}

/** What stays the same of a value's base64 wherever it stands inside the encoded text: one form for each alignment. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    const first = Math.ceil((offset * 8) / 6);
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const url = encoded.slice(first, whole);
    return [url, url.replaceAll('-', '+').replaceAll('_', '/')];
  });
}

function base64Trigger(rule: string, form: string, value: string): Trigger {
  return {
    text: form,
    canSpanLines: true,
    find: (scan, _start, end) => {
      const { text } = scan;
      // The characters at both borders carry bits of the secret too.
      let first = startOfOccurrence(text, form, end);
      let last = end;
      for (let step = 0; step < 2 && first > 0 && base64Characters[text.charCodeAt(first - 1)] === 1; step += 1)
        first -= 1;
      for (let step = 0; step < 4 && base64Characters[text.charCodeAt(last)] === 1; step += 1) last += 1;
      report(scan, { rule, start: first, end: last, rank: ranks.known, secret: value });
    },
  };
}
