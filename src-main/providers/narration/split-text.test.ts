import { expect, test } from 'vitest';
import { splitText } from './split-text.ts';
import { wordsFromCharacters } from './word-times.ts';

const letters = (text: string): string => text.replaceAll(/\s+/g, '');

test.for([
  ['sentences', 'One is here. Two is there! Is three anywhere? Yes.', 30],
  ['a sentence without an end', 'word '.repeat(80).trim(), 50],
  ['a word without an end', 'x'.repeat(130), 50],
  ['emoji at the cut', '😀'.repeat(60), 25],
  ['no blanks', '月は地球を回る。潮が満ちる。'.repeat(8), 40],
  ['paragraphs', 'One.\n\nTwo.\n \nThree.', 100],
] as const)('%s: no part is too long and nothing is lost', ([, text, most]) => {
  const parts = splitText(text, most, 'en');
  for (const part of parts) {
    expect(part.text.length).toBeLessThanOrEqual(most);
    expect(Buffer.from(part.text).toString()).toBe(part.text);
  }
  expect(letters(parts.map((part) => part.text).join(''))).toBe(letters(text));
});

test('a paragraph ends where it ends', () =>
  expect(splitText('One. Two.\n\nThree.', 6, 'en')).toEqual([
    { text: 'One.', endsParagraph: false },
    { text: 'Two.', endsParagraph: true },
    { text: 'Three.', endsParagraph: true },
  ]));

test('times of characters become times of words, also where words have no blanks', () => {
  const timed = (text: string) => ({
    characters: [...text],
    startSeconds: [...text].map((_, index) => index / 10),
    endSeconds: [...text].map((_, index) => (index + 1) / 10),
  });
  expect(wordsFromCharacters('No, it is.', 'en', timed('No, it is.'))).toEqual([
    { text: 'No,', startSeconds: 0, endSeconds: 0.3 },
    { text: 'it', startSeconds: 0.4, endSeconds: 0.6 },
    { text: 'is.', startSeconds: 0.7, endSeconds: 1 },
  ]);
  const japanese = wordsFromCharacters('月は地球を回る。', 'ja', timed('月は地球を回る。'));
  expect(japanese?.map(({ text }) => text).join('')).toBe('月は地球を回る。');
  expect(japanese!.length).toBeGreaterThan(2);
  expect(wordsFromCharacters('Something else', 'en', timed('Not this'))).toBeUndefined();
});
