import { describe, expect, test } from 'vitest';
import { alignWords } from './align-words.ts';
import { parsePhones } from './phones.ts';
import { phonesOfWords } from './phones-of-words.ts';

const phones = (names: string) =>
  names.split(' ').map((name, index) => ({ name, startSeconds: index / 10, endSeconds: (index + 1) / 10 }));

describe('words get the times of their phones', () => {
  test('pauses belong to no word', () => {
    const spans = alignWords(
      phones('pau hh ax l ow pau w er l d pau'),
      [
        ['hh', 'ax', 'l', 'ow'],
        ['w', 'er', 'l', 'd'],
      ],
      1.1,
    );
    expect(spans).toEqual([
      { startSeconds: 0.1, endSeconds: 0.5 },
      { startSeconds: 0.6, endSeconds: 1 },
    ]);
  });

  test('a vowel that changes in context still counts', () => {
    const [first, second] = alignWords(phones('ax k ae t'), [['ey'], ['k', 'ae', 't']], 0.4);
    expect([first!.endSeconds, second!.startSeconds]).toEqual([0.1, 0.1]);
  });

  test('a silent token lies in the gap between its neighbours', () => {
    const spans = alignWords(phones('w ah n pau t uw'), [['w', 'ah', 'n'], [], ['t', 'uw']], 0.6);
    expect(spans[1]!.startSeconds).toBeCloseTo(0.3);
    expect(spans[1]!.endSeconds).toBeCloseTo(0.4);
  });

  test('a spoken word without a match takes a little of the one before, and time never runs back', () => {
    const spans = alignWords(phones('w ah n t uw'), [['w', 'ah', 'n'], ['s'], ['t', 'uw']], 0.5);
    expect(spans[1]!.endSeconds).toBeGreaterThan(spans[1]!.startSeconds);
    expect(spans[0]!.endSeconds).toBeLessThanOrEqual(spans[1]!.startSeconds);
    expect(spans[1]!.endSeconds).toBeLessThanOrEqual(spans[2]!.startSeconds + 1e-9);
  });
});

test('the phones of all sentences count from the start of the sound', () => {
  const [, second] = parsePhones(' pau:0.2 ah:0.5 pau:0.7\n pau:0.1 b:0.3\n');
  expect(second!.map(({ name, startSeconds }) => [name, startSeconds])).toEqual([
    ['pau', 0.7],
    ['b', 0.7999999999999999],
  ]);
});

test('a word that makes two sentences is found by halving, and every word is asked for once', () => {
  const asked: string[] = [];
  const pronounce = (text: string) => {
    asked.push(text);
    return text
      .split('.\n\n')
      .flatMap((word) => (word.startsWith('e.g') ? [['iy'], ['jh', 'iy']] : [[...word.replace('.', '')]]));
  };
  const known = new Map<string, string[]>();
  expect(phonesOfWords(['so', 'e.g.', 'so,', '—'], pronounce, known)).toEqual([
    ['s', 'o'],
    ['iy', 'jh', 'iy'],
    ['s', 'o'],
    ['—'],
  ]);
  const before = asked.length;
  phonesOfWords(['so', 'e.g.'], pronounce, known);
  expect(asked).toHaveLength(before);
});
