import { readFile } from 'node:fs/promises';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { openLog } from '../logging/log.ts';
import { failingServer } from './failing-server.test-support.ts';
import { never, openAi, openResilience } from './open-resilience.test-support.ts';
import { TestClock } from './test-clock.test-support.ts';

/** Every call counts by itself. */
const noRetries = { resilience: { retry: { maxRetryAttempts: 0 } } };
const circuitOpen: unknown = expect.objectContaining({ code: 'CIRCUIT_OPEN' });

async function openedBreaker(settings: unknown = noRetries) {
  const server = await failingServer({ status: 503 });
  const studio = await openResilience({ settings });
  const call = () => studio.runUnder(openAi, never, ({ signal }) => server.ask(signal));
  for (let count = 0; count < 5; count++)
    await expect(call()).rejects.toMatchObject({ code: 'ProviderUnavailable:OpenAI' });
  return { server, call, ...studio };
}

describe('a circuit breaker', () => {
  test('opens after five failures; the next call fails at once, says when to come again and sends no byte', async () => {
    const { server, call, state, clock } = await openedBreaker();
    expect(server.requests).toHaveLength(5);
    expect(state()).toEqual({
      name: 'OpenAI-LLM',
      state: 'Open',
      failureCount: 5,
      lastFailure: new Date(clock.wallMs()).toISOString(),
      nextAttempt: new Date(clock.wallMs() + 30_000).toISOString(),
    });
    const connections = server.connections();
    await expect(call()).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
      message: 'Service temporarily unavailable due to repeated failures. It will automatically recover.',
      details: { nextAttempt: new Date(clock.wallMs() + 30_000).toISOString() },
    });
    const tookMs: number[] = [];
    for (let count = 0; count < 101; count++) {
      const startMs = performance.now();
      await call().catch(() => undefined);
      tookMs.push(performance.now() - startMs);
    }
    expect(tookMs.toSorted((one, other) => one - other)[50]).toBeLessThan(5);
    expect(server.requests).toHaveLength(5);
    expect(server.connections()).toBe(connections);
  });

  test('sends one probe for eight calls at once after its break, and closes after two that succeed', async () => {
    const { server, call, state, clock, desk } = await openedBreaker();
    clock.advance(29_999);
    await expect(call()).rejects.toEqual(circuitOpen);
    clock.advance(1);
    expect(state()?.state).toBe('HalfOpen');
    server.answerWith({ status: 200 });
    const eight = await Promise.allSettled(Array.from({ length: 8 }, call));
    expect(server.requests).toHaveLength(6);
    expect(eight.filter(({ status }) => status === 'rejected')).toHaveLength(7);
    expect(state()?.state).toBe('HalfOpen');
    const watching = new AbortController();
    const { value: seen } = await desk.watch(watching.signal)[Symbol.asyncIterator]().next();
    watching.abort();
    expect(seen).toMatchObject({ goodProbes: { 'OpenAI-LLM': 1 } });
    await call();
    expect(state()).toMatchObject({ state: 'Closed', failureCount: 0, nextAttempt: null });
  });

  test('opens again for as long when a probe fails', async () => {
    const { call, state, clock } = await openedBreaker();
    clock.advance(30_000);
    await expect(call()).rejects.toMatchObject({ code: 'ProviderUnavailable:OpenAI' });
    expect(state()?.state).toBe('Open');
    clock.advance(29_999);
    await expect(call()).rejects.toEqual(circuitOpen);
  });

  test('lets one probe through at a time while the first is still out, and gives up on it after ten seconds', async () => {
    const { server, call, state, clock } = await openedBreaker();
    clock.advance(30_000);
    server.answerWith('never');
    void call().catch(() => undefined);
    await expect.poll(() => server.requests.length).toBe(6);
    await expect(call()).rejects.toEqual(circuitOpen);
    clock.advance(10_000);
    expect(state()?.state).toBe('Open');
  });

  test('does not count what is the question’s fault, nor a cancel', async () => {
    const server = await failingServer({ status: 400 });
    const { runUnder, state } = await openResilience({ settings: noRetries });
    const call = (signal: AbortSignal) => runUnder(openAi, signal, (attempt) => server.ask(attempt.signal));
    for (const status of [400, 401, 402, 451, 404]) {
      server.answerWith({ status });
      await expect(call(never)).rejects.toBeInstanceOf(StudioError);
    }
    server.answerWith('never');
    for (let count = 0; count < 5; count++) {
      const canceling = new AbortController();
      const canceled = call(canceling.signal);
      const received = server.requests.length;
      await expect.poll(() => server.requests.length).toBeGreaterThan(received - 1);
      canceling.abort();
      await expect(canceled).rejects.toThrow('aborted');
    }
    expect(state()).toMatchObject({ state: 'Closed', failureCount: 0 });
  });

  test('opens when half of mixed traffic fails, and not for failures that are a minute old', async () => {
    const server = await failingServer({ status: 200 });
    const { runUnder, state, clock } = await openResilience({ settings: noRetries });
    const call = (status: number) => {
      server.answerWith({ status });
      return runUnder(openAi, never, ({ signal }) => server.ask(signal)).catch(() => undefined);
    };
    await call(503);
    clock.advance(61_000);
    for (const status of [200, 200, 503]) await call(status);
    expect(state()?.state).toBe('Closed');
    await call(503);
    expect(state()?.state).toBe('Open');
  });

  test('stays open over a restart until its time, and reads no more into a clock that was set back', async () => {
    const { dataFolder, clock } = await openedBreaker();
    clock.advance(10_000);
    const restarted = await openResilience({ dataFolder, clock, settings: noRetries });
    expect(restarted.state()).toMatchObject({ state: 'Open', failureCount: 5 });
    await expect(restarted.runUnder(openAi, never, () => Promise.resolve(1))).rejects.toEqual(circuitOpen);
    clock.advance(20_000);
    await restarted.runUnder(openAi, never, () => Promise.resolve(1));
    expect(restarted.state()?.state).toBe('HalfOpen');

    const setBack = new TestClock();
    setBack.setWall(-86_400_000);
    const { dataFolder: other } = await openedBreaker();
    const later = await openResilience({ dataFolder: other, clock: setBack, settings: noRetries });
    setBack.advance(29_000);
    expect(later.state()?.state).toBe('Open');
    setBack.advance(1000);
    expect(later.state()?.state).toBe('HalfOpen');
  });

  test('neither opens nor closes because somebody sets the clock', async () => {
    const { clock, state } = await openedBreaker();
    clock.setWall(3_600_000);
    expect(state()?.state).toBe('Open');
    clock.setWall(-7_200_000);
    clock.advance(30_000);
    expect(state()?.state).toBe('HalfOpen');
  });

  test('is closed by hand, held open by hand, and knows no strange names', async () => {
    const { desk, call, server, clock } = await openedBreaker();
    expect(desk.reset('openai-llm')).toMatchObject({ state: 'Closed', failureCount: 0 });
    server.answerWith({ status: 200 });
    await call();
    expect(desk.isolate('OpenAI-LLM')).toMatchObject({ state: 'Open', nextAttempt: null });
    clock.advance(86_400_000);
    await expect(call()).rejects.toEqual(circuitOpen);
    expect(() => desk.reset('nope')).toThrow('There is no circuit breaker “nope”.');
  });

  test('that another process resets is reset here', async () => {
    const { dataFolder, call, server } = await openedBreaker();
    const commandLine = await openResilience({ dataFolder, settings: noRetries });
    commandLine.desk.reset('OpenAI-LLM');
    server.answerWith({ status: 200 });
    await call();
    expect(server.requests).toHaveLength(6);
  });

  test('follows settings that change while it runs, and is out of the way when switched off', async () => {
    const { set, call, server } = await openedBreaker();
    set({ resilience: { retry: { maxRetryAttempts: 0 }, circuitBreaker: { enabled: false } } });
    await expect(call()).rejects.toMatchObject({ code: 'ProviderUnavailable:OpenAI' });
    expect(server.requests).toHaveLength(6);
  });

  test('writes each change of state into the log, word for word', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aura-breaker-log-'));
    const opened = openLog({ folder });
    const { clock, state } = await openedBreaker();
    clock.advance(30_000);
    state();
    await opened.close();
    const [name] = await readdir(folder);
    const lines = (await readFile(join(folder, name!), 'utf8')).split('\n').filter((line) => line.includes('Circuit'));
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual([
      '[Circuit Breaker] OpenAI-LLM: State changed to Open',
      '[Circuit Breaker] OpenAI-LLM: State changed to HalfOpen',
    ]);
  });
});
