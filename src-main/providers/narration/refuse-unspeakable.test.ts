import { describe, expect, test } from 'vitest';
import { refuseUnspeakable } from './refuse-unspeakable.ts';

const refuse =
  (text: string, language = 'en') =>
  () =>
    refuseUnspeakable('Flite', text, language);

describe('an English voice refuses what it cannot say', () => {
  test.each([
    ['日本の夏は美しい。', 'Japanese'],
    ['人工智能正在改变世界', 'Chinese'],
    ['안녕하세요 세계', 'Korean'],
    ['مرحبا بالعالم', 'Arabic'],
    ['שלום עולם', 'Hebrew'],
    ['Привет, мир', 'Cyrillic'],
    ['Welcome to 日本の夏は美しい', 'Japanese'],
  ])('%s', (text, script) => {
    expect(refuse(text)).toThrow(
      expect.objectContaining({ code: 'InvalidInput:narration', message: expect.stringContaining(script) }),
    );
  });

  test('text in another language is refused by its name', () => {
    expect(refuse('Guten Tag', 'de-AT')).toThrow(/Austrian German|German \(Austria\)/);
  });

  test.each(['🎉🎉', '—', '…', '   '])('“%s” has no words', (text) => expect(refuse(text)).toThrow('no words'));

  test.each([
    'Hello.',
    'A café in Łódź 🎉',
    'The angle α is small',
    '2024',
    'We call this feeling saudade, and once wrote the long word 森.',
  ])('“%s” is spoken', (text) => expect(refuse(text, 'en-GB')).not.toThrow());
});
