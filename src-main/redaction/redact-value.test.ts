import { describe, expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';

const redact = (value: unknown): unknown => createRedactor().redactValue(value);

describe('redactValue', () => {
  test('the value of a secret’s name goes whatever it looks like, a state or nothing stays', () => {
    expect(redact({ password: 'a', apiKey: 12345, settings: { client_secret: 'b', token: '', secret: null } })).toEqual(
      {
        password: '[REDACTED:password#1]',
        apiKey: '[REDACTED:api-key#2]',
        settings: { client_secret: '[REDACTED:secret#3]', token: '', secret: null },
      },
    );
  });

  test('a record of the studio’s own stays whole', () => {
    const record = {
      timestamp: '2026-11-22T01:02:03.456Z',
      level: 'info',
      message: 'Step started',
      jobId: 'J-ABCDEFGH2345',
      correlationId: '3f1f0a52-6a9f-4c1e-9d49-0a0c7f4f2a11',
      data: {
        step: 'mux',
        tokens: 1532,
        maxTokens: 4096,
        code: 'MissingApiKey:OPENAI_API_KEY',
        hasApiKey: true,
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        durationMs: 3021,
        key: 'en-US',
      },
    };
    expect(redact(record)).toEqual(record);
  });

  test('strings, keys and lists of headers are searched', () => {
    const output = JSON.stringify(
      redact({
        note: 'see https://bob:pw1@x.example',
        '/home/jdoe/a.mp4': 1,
        headers: [{ name: 'X-Api-Key', value: 'abc' }, ['authorization', 'Bearer q']],
        credentials: { user: 'x1', inner: ['y2'] },
      }),
    );
    for (const secret of ['bob', 'pw1', 'jdoe', '"abc"', 'Bearer q', 'x1', 'y2']) expect(output).not.toContain(secret);
  });

  test('a circle ends, and twice is once', () => {
    const circle: Record<string, unknown> = { password: 'x' };
    circle['self'] = circle;
    expect(JSON.stringify(redact(circle)).length).toBeLessThan(10_000);
    const once = redact({ token: 'abc123', text: 'a@b.example' });
    expect(redact(once)).toEqual(once);
  });
});
