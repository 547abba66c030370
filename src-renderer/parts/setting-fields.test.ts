import { expect, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { texts } from '../texts.ts';
import { ownFields, renderingGroups, resilienceGroups, shown, typedValue, valueAt } from './setting-fields.ts';

const defaults = Settings.parse({});
const { labels, ownLabels } = texts.settingFields;
const fields = [...renderingGroups, ...resilienceGroups].flatMap((group) => group.fields);

/** The path of every single value in the settings. */
const leavesOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`))
    : [path];

/** Those that have a control made for them alone, on which page. */
const elsewhere = [
  /^appearance\./, // About
  /^rendering\.(outputFolder|ffmpegPath)$/, // Rendering, with a dialog
  /^privacy\./, // Privacy
  /^budget\./, // Providers, beside what was spent
  /^providers\.(llm|tts|images)\.(primary|fallback|fallbackEnabled)$/, // Providers, by dragging
  /^providers\.[A-Z]/, // under Limits of one provider
];

test('every default has its field on a page, once', () => {
  const paths = fields.map(({ path }) => path);
  const inGroups = leavesOf(defaults).filter((path) => elsewhere.every((pattern) => !pattern.test(path)));
  expect(paths.toSorted()).toEqual(inGroups.toSorted());
});

test('what a provider may have of its own has its field', () => {
  const own = Settings.parse({
    providers: {
      OpenAI: { requestTimeout: 1, operationTimeout: 1, retry: { ...defaults.resilience.retry } },
    },
  }).providers.OpenAI;
  expect(ownFields.map(({ path }) => path).toSorted()).toEqual(leavesOf(own).toSorted());
});

test('every field suits the value that it is for, and has words', () => {
  const types: Record<string, string> = { switch: 'boolean', text: 'string' };
  for (const field of fields) {
    const { path, kind, options } = field;
    const value = valueAt(defaults, path);
    if (kind === 'set') expect([path, Array.isArray(value)]).toEqual([path, true]);
    else if (kind === 'choice')
      expect([path, options?.map(([one]) => one)]).toEqual([path, expect.arrayContaining([value])]);
    else expect([path, typeof value]).toEqual([path, types[kind] ?? 'number']);
    expect([path, labels[path]]).toEqual([path, expect.any(String)]);
    expect(shown(value, field)).not.toBe('');
  }
  for (const { path } of ownFields) expect(ownLabels[path]).toEqual(expect.any(String));
});

test('no option of a field is one that the settings refuse', () => {
  for (const { path, kind, options = [] } of fields) {
    for (const [option] of options) {
      const keys = path.split('.');
      const value: unknown = keys.reduceRight<unknown>(
        (inner, key) => ({ [key]: inner }),
        kind === 'set' ? [option] : option,
      );
      expect(Settings.safeParse(value).success, `${path} ${option}`).toBe(true);
    }
  }
});

test.for<[number, Parameters<typeof typedValue>[1], string]>([
  [30_000, 'ms', '30'],
  [1500, 'ms', '1.5'],
  [0.2, 'part', '20'],
  [2, 'factor', '2'],
  [0, 'count', '0'],
])('%d as %s is shown as %s and read back', ([value, kind, text]) => {
  expect(shown(value, { path: '', kind })).toBe(text);
  expect(typedValue(text, kind)).toBe(value);
});

test('what is no number is none', () => {
  expect(typedValue('', 'ms')).toBeUndefined();
  expect(typedValue('soon', 'ms')).toBeUndefined();
  expect(typedValue('1,5', 'ms')).toBe(1500);
});

test('a list is shown in words, and an empty one says what that means', () => {
  const [kinds] = fields.filter(({ path }) => path === 'testing.kinds');
  expect(shown(['429', 'hang'], kinds!)).toBe('Rate limit (429), Hangs');
  expect(shown(['timeout', '429', '503', 'auth', 'hang'], kinds!)).toBe('5 of 7');
  expect(shown([], kinds!)).toBe('Every kind');
});
