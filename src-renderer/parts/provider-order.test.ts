import { expect, test } from 'vitest';
import { imageNames, llmNames } from '../../src-shared/provider-settings.ts';
import { Settings } from '../../src-shared/settings.ts';
import { listProviders, moved, orderChanges, providersOn } from './provider-order.ts';

const settingsWith = (providers: object): Settings => Settings.parse({ providers });
const namesOf = (rows: { name: string; isOn: boolean }[]) =>
  rows.map(({ name, isOn }) => `${name} ${isOn ? 'on' : 'off'}`);

test('a fresh profile lists everything, with what needs nothing on and last', () => {
  expect(namesOf(listProviders('LLM', llmNames, settingsWith({})))).toEqual([
    'OpenAI off',
    'Anthropic off',
    'Google off',
    'LocalLLM off',
    'Template on',
  ]);
});

test('those that are on come first, in their order; own pictures before them, cards after all', () => {
  const settings = settingsWith({ images: { primary: 'Unsplash', fallback: ['Pexels', 'Cards'] } });
  expect(namesOf(listProviders('Images', imageNames, settings))).toEqual([
    'OwnFiles on',
    'Unsplash on',
    'Pexels on',
    'Pixabay off',
    'OpenAI off',
    'Stability off',
    'LocalDiffusion off',
    'Cards on',
  ]);
});

test('what stands behind the last resort is never asked, so it is off', () => {
  expect(providersOn('LLM', settingsWith({ llm: { primary: 'Template', fallback: ['OpenAI'] } }))).toEqual([]);
});

test('a list by hand is shown as it is, and replaced when the order is changed in the app', () => {
  const listed = [
    { name: 'Google', priority: 2 },
    { name: 'OpenAI', priority: 1 },
    { name: 'Anthropic', priority: 0, enabled: false },
  ];
  expect(providersOn('LLM', settingsWith({ llm: { providers: listed } }))).toEqual(['OpenAI', 'Google']);
  expect(orderChanges('LLM', ['Google', 'OpenAI'])).toEqual([
    { path: 'providers.llm.primary', value: 'Google' },
    { path: 'providers.llm.fallback', value: ['OpenAI', 'Template'] },
    { path: 'providers.llm.providers', value: null },
  ]);
});

test('with none on the settings go back to their defaults', () => {
  expect(orderChanges('TTS', []).map(({ value }) => value)).toEqual([null, null, null]);
});

test('moving stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});
