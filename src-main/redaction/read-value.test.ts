import { expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';

/** A text put into JSON so many times over, as bodies in records in logs are. */
const nested = (text: string, depth: number): string =>
  depth === 0 ? text : nested(JSON.stringify({ said: text }), depth - 1);

test.for([0, 1, 2, 3])('what follows a secret in JSON of depth %i stays', (depth) => {
  const secret = ['abcdEF12', 'gh345678'].join('');
  const text = nested(`{"API_KEY":"${secret}","step":"mux"}\nNo space left on device`, depth);
  const once = createRedactor().redactText(text).text;
  expect(once).not.toContain(secret);
  expect(once).toContain('No space left on device');
  expect(once).toContain('mux');
  expect(createRedactor().redactText(once).text).toBe(once);
});

test('a quote inside an escaped secret does not end it', () => {
  const text = JSON.stringify(JSON.stringify({ password: 'abc"def-ghi', step: 'mux' }));
  const { text: redacted } = createRedactor().redactText(text);
  expect(redacted).not.toMatch(/abc|def-ghi/);
  expect(redacted).toContain('mux');
});
