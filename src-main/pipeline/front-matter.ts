import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { Brief } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';

/** The brief's keys without its defaults: what is absent says nothing. */
const FrontMatter = z.strictObject(
  Object.fromEntries(
    Object.entries(Brief.shape).map(([key, schema]) => [
      key,
      (schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema).optional(),
    ]),
  ),
);

/** What a text's front matter says of its film. Throws `InvalidInput:{key}` for what the brief does not know. */
export function readFrontMatter(yaml: string): Partial<Brief> {
  if (!yaml.trim()) return {};
  const result = FrontMatter.safeParse(parseYaml(yaml));
  if (!result.success) throw invalidInput(result.error);
  return result.data;
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
