import { expect, test } from 'vitest';
import { imageNames, llmNames } from '../../src-shared/provider-settings.ts';
import { Settings } from '../../src-shared/settings.ts';
import {
  listProviders,
  moved,
  orderChanges,
  placedProviders,
  switched,
  type PlacedProvider,
} from './provider-order.ts';

const settingsWith = (providers: object): Settings => Settings.parse({ providers });
const inLine = (...names: PlacedProvider['name'][]): PlacedProvider[] => names.map((name) => ({ name, isOn: true }));
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
  expect(placedProviders('LLM', settingsWith({ llm: { primary: 'Template', fallback: ['OpenAI'] } }))).toEqual([]);
});

test('a list by hand is shown as it is, with what it switches off in its place', () => {
  const listed = [
    { name: 'Google', priority: 2 },
    { name: 'OpenAI', priority: 1 },
    { name: 'Anthropic', priority: 0, enabled: false },
  ];
  expect(namesOf(listProviders('LLM', llmNames, settingsWith({ llm: { providers: listed } })))).toEqual([
    'Anthropic off',
    'OpenAI on',
    'Google on',
    'LocalLLM off',
    'Template on',
  ]);
});

test('as long as all in line are on, the settings say so in the plain form', () => {
  expect(orderChanges('LLM', inLine('Google', 'OpenAI'))).toEqual([
    { path: 'providers.llm.primary', value: 'Google' },
    { path: 'providers.llm.fallback', value: ['OpenAI', 'Template'] },
    { path: 'providers.llm.providers', value: null },
  ]);
  expect(orderChanges('TTS', []).map(({ value }) => value)).toEqual([null, null, null]);
});

test('one that is switched off keeps its place, and has it again when it is switched on', () => {
  const off = switched(inLine('Google', 'OpenAI', 'Anthropic'), 'OpenAI', false);
  const [primary, fallback, providers] = orderChanges('LLM', off).map(({ value }) => value);
  expect([primary, fallback]).toEqual(['Google', ['Anthropic', 'Template']]);
  const settings = settingsWith({ llm: { primary, fallback, providers } });
  expect(namesOf(listProviders('LLM', llmNames, settings))).toEqual([
    'Google on',
    'OpenAI off',
    'Anthropic on',
    'LocalLLM off',
    'Template on',
  ]);
  const on = switched(placedProviders('LLM', settings), 'OpenAI', true);
  expect(on).toEqual(inLine('Google', 'OpenAI', 'Anthropic'));
  expect(switched(on, 'LocalLLM', true)).toEqual(inLine('Google', 'OpenAI', 'Anthropic', 'LocalLLM'));
});

test('moving stops at the ends', () => {
  const line = inLine('OpenAI', 'Google', 'Anthropic');
  expect(moved(line, 'Anthropic', -1)).toEqual(inLine('OpenAI', 'Anthropic', 'Google'));
  expect(moved(line, 'Anthropic', 1)).toEqual(line);
  expect(moved(line, 'OpenAI', -1)).toEqual(line);
  expect(moved(line, 'LocalLLM', 1)).toEqual(line);
});
