import { describe, expect, test } from 'vitest';
import { spokenForm } from './spoken-form.ts';

describe('a token is said as English says it', () => {
  test.each([
    ['naïve', 'naive'],
    ['Łódź', 'Lodz'],
    ['don’t', "don't"],
    ['“quoted”', 'quoted'],
    ['€20', '20 euros'],
    ['$20', '$20'],
    ['3.5%', '3.5%'],
    ['10–20', '10 to 20'],
    ['1.5x', '1.5 x'],
    ['1990s', '1990s'],
    ['1st', '1st'],
    ['½', 'one half'],
    ['α', 'alpha'],
    ['Ω', 'omega'],
    ['snake_case', 'snake case'],
    ['hello@example.com', 'hello@example.com'],
    ['nice🎉', 'nice'],
    ['{\\b1}bold', 'b1 bold'],
  ])('%s → %s', (shown, spoken) => expect(spokenForm(shown)).toBe(spoken));

  test.each(['—', '🎉', '👨‍👩‍👧', '…', '***', '(', '日本'])('%s is not said', (shown) =>
    expect(spokenForm(shown)).toBe(''),
  );

  test('an endless word is cut', () => expect(spokenForm('x'.repeat(5000)).length).toBe(60));
});
