import { describe, expect, test } from 'vitest';
import { slicePauseMs } from '../../providers/http/connections.ts';
import { ask, debugFor, loopback } from './debug.test-support.ts';

describe('a strategy is seen on the wire:', () => {
  const connectionsOf = async (connection: object, count = 4) => {
    const { debug, http } = await debugFor({ connection });
    await debug.enable();
    const started = performance.now();
    for (let number = 0; number < count; number++) await ask(http, 'J-ABCDEFGHJKMN', `s${number}`);
    const { request_timings, session_events } = await debug.log('J-ABCDEFGHJKMN');
    return {
      kinds: request_timings.map((timing) => timing.connection),
      starts: request_timings.map(({ timestamp }) => Date.parse(timestamp)),
      tookMs: performance.now() - started,
      session_events,
    };
  };

  test('kept connections are used again', async () => {
    expect((await connectionsOf({ strategy: 'kept' })).kinds).toEqual(['new', 'reused', 'reused', 'reused']);
  });

  test.each(['perRequest', 'conservative'])('%s opens one for each request, which is no event', async (strategy) => {
    const { kinds, session_events } = await connectionsOf({ strategy });
    expect(kinds).toEqual(['new', 'new', 'new', 'new']);
    expect(session_events).toBe(0);
  });

  test('an interval lies between the starts of two requests', async () => {
    const { starts } = await connectionsOf({ requestInterval: 120 }, 3);
    for (let index = 1; index < starts.length; index++) {
      expect((starts[index] ?? 0) - (starts[index - 1] ?? 0)).toBeGreaterThanOrEqual(110);
    }
  });

  test('a pause follows each slice', async () => {
    const { starts } = await connectionsOf({ batchSize: 2 }, 3);
    expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBeGreaterThanOrEqual(slicePauseMs - 20);
  });

  test.each([
    [1, false],
    [3, true],
  ])('of %i items at a time it is %s that two are under way together', async (concurrency, together) => {
    const { debug, http } = await debugFor({ connection: { concurrency } });
    await debug.enable();
    loopback.failAll({ kind: 'slow', delayMs: 80 });
    await Promise.all([0, 1, 2].map((number) => ask(http, 'J-ABCDEFGHJKMN', `s${number}`)));
    const { request_timings } = await debug.log('J-ABCDEFGHJKMN');
    const spans = request_timings
      .map(({ timestamp, response_time_ms }) => ({ from: Date.parse(timestamp), ms: response_time_ms }))
      .sort((one, other) => one.from - other.from);
    const overlaps = spans.some(({ from }, index) => {
      const before = spans[index - 1];
      return before !== undefined && from < before.from + before.ms - 10;
    });
    expect(spans.every(({ ms }) => ms >= 75)).toBe(true);
    expect(overlaps).toBe(together);
  });
});
