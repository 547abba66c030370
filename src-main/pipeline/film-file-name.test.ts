import { expect, test } from 'vitest';
import { filmFileName } from './film-file-name.ts';

test.each([
  ['Tea, slowly', 'Tea, slowly'],
  ['お茶の時間 🍵', 'お茶の時間 🍵'],
  ['../../etc/passwd', 'etc passwd'],
  ['a/b\\c:d*e?"f"<g>|h', 'a b c d e f g h'],
  ['line\nbreak\u0000and\u202Eturn', 'line break and turn'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['Console', 'Console'],
  ['what?...  ', 'what'],
  ['Why birds leave…', 'Why birds leave'],
  ['', 'Film'],
  ['///', 'Film'],
  ["100% 'it'", "100% 'it'"],
])('%j becomes %j', (title, name) => {
  expect(filmFileName(title)).toBe(name);
});

test('a long title is cut between characters', () => {
  const name = filmFileName('茶'.repeat(100));
  expect(name).toBe('茶'.repeat(40));
  expect(filmFileName('👩‍👩‍👧'.repeat(20)).at(-1)).not.toBe('\uFFFD');
});
