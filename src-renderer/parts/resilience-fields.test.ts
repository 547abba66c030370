import { expect, test } from 'vitest';
import { Settings } from '../../src-shared/settings.ts';
import { texts } from '../texts.ts';
import { ownFields, resilienceGroups, shown, typedValue, valueAt } from './resilience-fields.ts';

const defaults = Settings.parse({});

test('every field on the page is a setting of its kind, with words', () => {
  for (const { path, kind } of resilienceGroups.flatMap(({ fields }) => fields)) {
    expect([path, typeof valueAt(defaults, path)]).toEqual([path, kind === 'switch' ? 'boolean' : 'number']);
    expect([path, texts.resilienceSettings.labels[path]]).toEqual([path, expect.any(String)]);
  }
  for (const { path } of ownFields) expect(texts.resilienceSettings.ownLabels[path]).toEqual(expect.any(String));
});

test.for<[number, Parameters<typeof shown>[1], string]>([
  [30_000, 'ms', '30'],
  [1500, 'ms', '1.5'],
  [0.2, 'part', '20'],
  [2, 'factor', '2'],
  [0, 'count', '0'],
])('%d as %s is shown as %s and read back', ([value, kind, text]) => {
  expect(shown(value, kind)).toBe(text);
  expect(typedValue(text, kind)).toBe(value);
});

test('what is no number is none', () => {
  expect(typedValue('', 'ms')).toBeUndefined();
  expect(typedValue('soon', 'ms')).toBeUndefined();
  expect(typedValue('1,5', 'ms')).toBe(1500);
});
