import { expect, test } from 'vitest';
import { cutBetweenWords } from './cut-between-words.ts';

test('a text is cut between two words, so that no half of a key stands at its end', () => {
  expect(cutBetweenWords('refused by 203.0.113.77 today', 19)).toBe('refused by ');
  expect(cutBetweenWords('{"key":"abcdefgh","n":1}', 12)).toBe('{"key":"');
  expect(cutBetweenWords('short', 12)).toBe('short');
  expect(cutBetweenWords('x'.repeat(9000), 2000)).toBe('x'.repeat(2000));
});
