import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { streams, type JobListUpdate, type PortMessage } from '../../src-shared/ipc.ts';
import { runStream, type Sources, type StreamPort } from './run-stream.ts';

const removed = (number: number): JobListUpdate => ({
  kind: 'removed',
  jobId: `J-${String(number).padStart(12, '0')}`,
});
const idle = Object.fromEntries(
  Object.keys(streams).map((name) => [name, () => untilAborted(new AbortController().signal)]),
) as unknown as Sources;

// oxlint-disable-next-line require-yield -- a source with nothing to tell
async function* untilAborted(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

const invalidInput: unknown = expect.stringMatching(/^InvalidInput:/);
const openPorts: MessagePort[] = [];
afterEach(() => openPorts.splice(0).forEach((port) => port.close()));

/** A real channel, with the window's end in the test's hands. */
function openChannel() {
  const { port1, port2 } = new MessageChannel();
  openPorts.push(port1, port2);
  const received: PortMessage[] = [];
  port2.on('message', (message: PortMessage) => received.push(message));
  const port: StreamPort = {
    send: (message) => port1.postMessage(message),
    onRequest: (listener) => port1.on('message', listener),
    onClose: (listener) => port1.on('close', listener),
    close: () => port1.close(),
  };
  return { port, received, ask: (request: unknown) => port2.postMessage(request), leave: () => port2.close() };
}

describe('a stream', () => {
  test('sends no more than the window has asked for', async () => {
    let produced = 0;
    const flood: Sources = {
      ...idle,
      'jobs.watchAll': async function* () {
        for (;;) yield removed(produced++);
      },
    };
    const { port, received, ask, leave } = openChannel();
    const done = runStream(flood, port, 'jobs.watchAll', undefined);
    ask({ kind: 'credit', count: 5 });
    await vi.waitFor(() => expect(received).toHaveLength(5));
    await sleep(50);
    expect(received).toHaveLength(5);
    expect(produced).toBeLessThanOrEqual(6);
    ask({ kind: 'credit', count: 3 });
    await vi.waitFor(() => expect(received).toHaveLength(8));
    leave();
    await done;
  });

  test('keeps the order and ends when its source ends', async () => {
    const three: Sources = {
      ...idle,
      'jobs.watchAll': async function* () {
        yield* [removed(1), removed(2), removed(3)];
      },
    };
    const { port, received, ask } = openChannel();
    ask({ kind: 'credit', count: 10 });
    await runStream(three, port, 'jobs.watchAll', undefined);
    await vi.waitFor(() =>
      expect(received).toEqual([
        ...[1, 2, 3].map((number) => ({ kind: 'item', item: removed(number) })),
        { kind: 'end' },
      ]),
    );
  });

  test.each(['closes', 'stops'])('aborts its source when the window %s it', async (how) => {
    let reason: unknown;
    const watched: Sources = {
      ...idle,
      'jobs.watchAll': async function* (_input, signal) {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
        });
        yield* untilAborted(signal);
      },
    };
    const { port, received, ask, leave } = openChannel();
    const done = runStream(watched, port, 'jobs.watchAll', undefined);
    ask({ kind: 'credit', count: 1 });
    await sleep(20);
    if (how === 'closes') leave();
    else ask({ kind: 'stop' });
    await done;
    expect(reason).toBeInstanceOf(Error);
    expect(received).toEqual([]);
  });

  test('tells its source’s error as data', async () => {
    const failing: Sources = {
      ...idle,
      'jobs.watchAll': () => {
        throw new Error('no database');
      },
    };
    const { port, received } = openChannel();
    await runStream(failing, port, 'jobs.watchAll', undefined);
    await vi.waitFor(() => expect(received).toMatchObject([{ kind: 'error', error: { code: 'UnknownError' } }]));
  });

  test.each([
    ['no credit at all', { kind: 'credit', count: 0 }],
    ['credit without end', { kind: 'credit', count: 1e9 }],
    ['a text for a number', { kind: 'credit', count: '5' }],
    ['an unknown key', { kind: 'stop', now: true }],
    ['an unknown kind', { kind: 'flush' }],
    ['no object', 'credit'],
  ])('ends with an error when the window asks for %s', async (_title, request) => {
    const { port, received, ask } = openChannel();
    ask(request);
    await runStream(idle, port, 'jobs.watchAll', undefined);
    await vi.waitFor(() => expect(received).toMatchObject([{ kind: 'error', error: { code: invalidInput } }]));
  });
});

describe('hostile openings', () => {
  test.each(['jobs.erase', '__proto__', 'toString', '', 7, null, {}])('%j is not found', async (name) => {
    const { port, received } = openChannel();
    await runStream(idle, port, name, undefined);
    await vi.waitFor(() => expect(received).toMatchObject([{ kind: 'error', error: { code: 'NotFound:stream' } }]));
  });

  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const inputs: unknown[] = [7, 'x', null, [], { nobodyKnowsThisKey: 1 }, { jobId: 'x'.repeat(10_000_000) }, cyclic];
  inputs.push(JSON.parse('{"__proto__":{}}'));
  const cases = Object.keys(streams).flatMap((name) => inputs.map((input, index) => ({ name, index, input })));

  test.each(cases)('$name refuses input $index', async ({ name, input }) => {
    const { port, received } = openChannel();
    await runStream(idle, port, name, input);
    await vi.waitFor(() => expect(received).toMatchObject([{ kind: 'error', error: { code: invalidInput } }]));
  });
});
