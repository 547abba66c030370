import { describe, expect, test } from 'vitest';
import { slicePauseMs } from '../../providers/http/connections.ts';
import { ask, debugFor, loopback } from './debug.test-support.ts';

/** What a session tells of some requests, one after the other, and what the server saw of them. */
async function wireOf(connection: object, count = 4) {
  const { debug, http } = await debugFor({ connection });
  await debug.enable();
  for (let number = 0; number < count; number++) await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
  const { request_timings, session_events } = await debug.log('J-ABCDEFGHJKMN');
  return {
    told: request_timings.map((timing) => timing.connection),
    connections: new Set(loopback.requests.map(({ port }) => port)).size,
    arrivals: loopback.requests.map(({ arrivedMs }) => arrivedMs),
    session_events,
  };
}

const gaps = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? time));

describe('a strategy is seen on the wire:', () => {
  test('kept connections are used again', async () => {
    const { told, connections } = await wireOf({ strategy: 'kept' });
    expect(connections).toBe(1);
    expect(told).toEqual(['new', 'reused', 'reused', 'reused']);
  });

  test('an answer that refuses is an answer: its connection is used again', async () => {
    loopback.fail('OpenAI', { kind: 'status', status: 503, body: { error: 'overloaded' } }, { times: 3 });
    const { told, connections, session_events } = await wireOf({ strategy: 'kept' });
    expect(connections).toBe(1);
    expect(told).toEqual(['new', 'reused', 'reused', 'reused']);
    expect(session_events).toBe(1);
  });

  test.each(['perRequest', 'conservative'])('%s opens one for each request, which is no event', async (strategy) => {
    const { told, connections, session_events } = await wireOf({ strategy });
    expect(connections).toBe(4);
    expect(told).toEqual(['new', 'new', 'new', 'new']);
    expect(session_events).toBe(0);
  });

  test('an interval lies between the starts of two requests', async () => {
    const { arrivals } = await wireOf({ requestInterval: 120 }, 3);
    for (const gap of gaps(arrivals)) expect(gap).toBeGreaterThanOrEqual(100);
  });

  test('a pause follows each slice', async () => {
    const { arrivals } = await wireOf({ batchSize: 2 }, 3);
    expect(gaps(arrivals)[1]).toBeGreaterThanOrEqual(slicePauseMs - 30);
  });

  test.each<[string, object, number]>([
    ['one item at a time', { concurrency: 1 }, 1],
    ['the conservative strategy', { strategy: 'conservative' }, 1],
    ['three at once', { concurrency: 3 }, 3],
  ])('of three requests with %s so many are under way together: %j, %i', async (_name, connection, together) => {
    const { debug, http } = await debugFor({ connection });
    await debug.enable();
    loopback.failAll({ kind: 'slow', delayMs: 80 });
    await Promise.all([0, 1, 2].map((number) => ask(http, 'J-ABCDEFGHJKMN', `s${number}`)));
    const { request_timings } = await debug.log('J-ABCDEFGHJKMN');
    expect(request_timings.every(({ response_time_ms }) => response_time_ms >= 75)).toBe(true);
    const spans = loopback.requests.map(({ arrivedMs, answered }) => [
      arrivedMs,
      arrivedMs + (answered?.durationMs ?? 0),
    ]);
    const atOnce = spans.map(
      ([from = 0]) => spans.filter(([start = 0, end = 0]) => start <= from && from < end).length,
    );
    expect(Math.max(...atOnce)).toBe(together);
  });
});
