import { describe, expect, test } from 'vitest';
import { adviceFor } from './advice.ts';

const figures = (successful: number, statuses: Record<string, number> = {}, session_events = 0) => ({
  total_requests: 100,
  successful_requests: successful,
  status_code_breakdown: statuses,
  session_events,
  provider: 'OpenAI',
});
const said = (...given: Parameters<typeof figures>) => adviceFor(figures(...given)).recommendations;

describe('the advice', () => {
  test.each([
    [0, /one by one/],
    [49, /one by one.*own log/],
    [50, /longer interval.*10–20/],
    [79, /longer interval.*10–20/],
  ])('at %i %% success is one line', (successful, words) => {
    expect(said(successful)).toEqual([expect.stringMatching(words) as string]);
  });

  test.each([80, 81, 100])('at %i %% success is none', (successful) => expect(said(successful)).toEqual([]));

  test.each([
    [400, /item IDs or input/],
    [401, /key/],
    [403, /key/],
    [404, /no longer exists/],
    [429, /at least 500 ms.*conservative/],
    [503, /at least 500 ms.*conservative/],
  ])('of status %i is its own', (status, words) => {
    expect(said(100, { [status]: 1 })).toEqual([expect.stringMatching(words) as string]);
  });

  test('counts 401 and 403 once, and says nothing of what is fine', () => {
    expect(said(100, { 401: 1, 403: 2, 200: 97 })).toHaveLength(1);
    expect(said(100, { 500: 3, 200: 97, none: 1 })).toEqual([]);
  });

  test('asks for one connection per request from the eleventh session event on', () => {
    expect(said(100, {}, 10)).toEqual([]);
    expect(said(100, {}, 11)).toEqual([expect.stringContaining('one connection per request') as string]);
  });

  test('says so where there was no request', () => {
    const none = { ...figures(0), total_requests: 0 };
    expect(adviceFor(none)).toEqual({ recommendations: ['No requests were made.'], actions: [] });
  });

  test('can be taken with one press where a setting does it', () => {
    expect(adviceFor(figures(40, { 429: 60 }, 11)).actions).toEqual([
      { provider: 'OpenAI', title: expect.any(String) as string, connection: { concurrency: 1 } },
      {
        provider: 'OpenAI',
        title: expect.any(String) as string,
        connection: { strategy: 'conservative', requestInterval: 500 },
      },
      { provider: 'OpenAI', title: expect.any(String) as string, connection: { strategy: 'perRequest' } },
    ]);
    expect(adviceFor(figures(100, { 404: 1 })).actions).toEqual([]);
  });
});
