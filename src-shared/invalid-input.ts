import type { z } from 'zod';
import { StudioError } from './failure.ts';

type Issue = z.core.$ZodIssue;

/** What a schema refused, as the failure that a person reads: it names the field and what would be right. */
export function invalidInput(error: z.ZodError): StudioError {
  const [issue] = error.issues;
  if (!issue) return new StudioError('InvalidInput:input');
  const field = fieldOf(issue);
  return new StudioError(`InvalidInput:${field}`, {
    message: `“${field}” ${complaint(issue)}.`,
    details: { path: issue.path.join('.'), issues: error.issues.slice(0, 5).map(({ message }) => message) },
  });
}

/** People know the field, not the way to it: `brief.durationSeconds` is "durationSeconds" wherever it stands. */
function fieldOf(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return issue.keys[0] ?? 'input';
  return issue.path.findLast((part) => typeof part === 'string') ?? 'input';
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not known here';
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'must not be empty' : `needs at least ${figure(issue.minimum)} characters`;
      return `must be at least ${figure(issue.minimum)}`;
    case 'too_big':
      if (issue.origin === 'string') return `is longer than ${figure(issue.maximum)} characters`;
      return issue.origin === 'array'
        ? `has more than ${figure(issue.maximum)} entries`
        : `must be at most ${figure(issue.maximum)}`;
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${kind(issue.expected)}`;
    case 'invalid_value':
      return `must be ${issue.values.join(', ')}`;
    case 'invalid_union':
      return `must be ${allowedValues(issue).join(', ') || 'of another kind'}`;
    case 'invalid_format':
      if (issue.format === 'url') return 'must be an address that begins with http:// or https://';
      return issue.message.startsWith('must ') ? issue.message : 'is not valid';
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}

const allowedValues = (issue: Extract<Issue, { code: 'invalid_union' }>): string[] =>
  issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));

const figure = (value: number | bigint): string => value.toLocaleString('en');

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const kind = (expected: string): string => kinds[expected] ?? expected;
