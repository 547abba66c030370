import { randomUUID } from 'node:crypto';
import { StudioError, toFailure } from '../../src-shared/failure.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import { defaultMaxInputBytes, PortRequest, streams } from '../../src-shared/ipc.ts';
import type { PortMessage, StreamItem, StreamName } from '../../src-shared/ipc.ts';
import type { z } from 'zod';
import { runWithCorrelation } from '../logging/correlation.ts';
import { checkPayload } from './check-payload.ts';

/** What feeds each stream. A source ends, or rejects with the signal's reason, once the signal aborts. */
export type Sources = {
  [Name in StreamName]: (
    input: z.output<(typeof streams)[Name]['input']>,
    signal: AbortSignal,
  ) => AsyncIterable<StreamItem<Name>>;
};

/** The main process's end of a message port, whatever carries it. */
export interface StreamPort {
  send(message: PortMessage): void;
  onRequest(listener: (request: unknown) => void): void;
  /** The window closed its end, was reloaded or crashed. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Feeds one stream until its source ends or the window loses interest. Never throws: errors travel as data. */
export async function runStream(sources: Sources, port: StreamPort, name: unknown, input: unknown): Promise<void> {
  const correlationId = randomUUID();
  const demand = watchDemand(port);
  try {
    const items = openSource(sources, name, input, demand.signal);
    await runWithCorrelation(correlationId, () => pump(items, port, demand));
    port.send({ kind: 'end' });
  } catch (error) {
    if (!demand.isGone()) port.send({ kind: 'error', error: toFailure(error, correlationId) });
  } finally {
    demand.stop();
    port.close();
  }
}

function openSource(sources: Sources, name: unknown, input: unknown, signal: AbortSignal): AsyncIterable<unknown> {
  if (!isStreamName(name)) throw new StudioError('NotFound:stream');
  checkPayload(input, defaultMaxInputBytes);
  const parsed = streams[name].input.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  const source = sources[name] as (input: unknown, signal: AbortSignal) => AsyncIterable<unknown>;
  return source(parsed.data, signal);
}

const isStreamName = (name: unknown): name is StreamName => typeof name === 'string' && Object.hasOwn(streams, name);

type Demand = ReturnType<typeof watchDemand>;

/** Takes an item only when the window has granted credit for it, so that a slow window slows its source. */
async function pump(items: AsyncIterable<unknown>, port: StreamPort, demand: Demand): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      await demand.oneCredit();
      const next = await iterator.next();
      demand.signal.throwIfAborted();
      if (next.done) return;
      port.send({ kind: 'item', item: next.value });
    }
  } finally {
    await iterator.return?.();
  }
}

const maxCredit = 100_000;

/** Counts what the window has asked for; its signal aborts when the window stops, goes away or breaks the rules. */
function watchDemand(port: StreamPort) {
  const abort = new AbortController();
  let credit = 0;
  let isGone = false;
  let wake = () => {};
  const end = (reason: unknown) => {
    abort.abort(reason);
    wake();
  };
  port.onClose(() => {
    isGone = true;
    end(new Error('The window closed the stream.'));
  });
  port.onRequest((data) => {
    const request = PortRequest.safeParse(data);
    if (!request.success) return end(invalidInput(request.error));
    if (request.data.kind === 'stop') {
      isGone = true;
      return end(new Error('The window stopped the stream.'));
    }
    credit = Math.min(maxCredit, credit + request.data.count);
    wake();
  });

  return {
    signal: abort.signal,
    isGone: () => isGone,
    stop: () => end(new Error('The stream is over.')),
    async oneCredit() {
      while (credit === 0 && !abort.signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      abort.signal.throwIfAborted();
      credit -= 1;
    },
  };
}
