import { parse, parseDocument, YAMLParseError } from 'yaml';
import { BriefWishes } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';

/** What a text's front matter says of its film. Throws `InvalidInput:{key}` for what the brief does not know. */
export function readFrontMatter(yaml: string): BriefWishes {
  if (!yaml.trim()) return {};
  const result = BriefWishes.safeParse(parseYaml(yaml));
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

const block = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** The text with some keys of its front matter said otherwise. One that cannot be read stays as it is, to be refused. */
export function withFrontMatter(markdown: string, wishes: BriefWishes): string {
  const wanted = Object.entries(wishes).filter(([, value]) => value !== undefined);
  if (wanted.length === 0) return markdown;
  const found = block.exec(markdown);
  const document = parseDocument(found?.[1] ?? '');
  if (document.errors.length > 0) return markdown;
  for (const [key, value] of wanted) document.set(key, value);
  return `---\n${document.toString()}---\n${markdown.slice(found?.[0].length ?? 0)}`;
}

function parseYaml(yaml: string): Record<string, unknown> {
  let value: unknown;
  try {
    // Aliases can make a short text huge: https://en.wikipedia.org/wiki/Billion_laughs_attack
    value = parse(yaml, { maxAliasCount: 0, prettyErrors: true });
  } catch (error) {
    const isSyntax = error instanceof YAMLParseError || error instanceof ReferenceError;
    if (isSyntax) throw badFrontMatter(`cannot be read: ${error.message.split('\n', 1)[0]}`);
    throw error;
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw badFrontMatter('must be lines of “key: value”.');
  return value as Record<string, unknown>;
}

const badFrontMatter = (why: string): StudioError =>
  new StudioError('InvalidInput:frontMatter', { message: `The front matter ${why}` });
