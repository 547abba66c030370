import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';
import type { OneProvider, ProviderName } from '../../../src-shared/provider-settings.ts';
import { createSlots, type Slots } from '../../ffmpeg/slots.ts';

/** A connection to one server; it carries one request at a time. */
export interface Line {
  client: Client;
  /** How often it was opened: a server closes one that is idle, and the next request opens it anew. */
  openings: number;
  /** The last answer was read to its end, whatever it said: another request may follow over the same connection. */
  isWhole: boolean;
}

interface Connections {
  /** Waits until this provider may be asked once more, and works. What ends halfway takes its connection along. */
  use<T>(
    of: { provider: ProviderName; origin: string; signal: AbortSignal },
    work: (line: Line) => Promise<T>,
  ): Promise<T>;
  /** Closes every connection, those in use too. */
  drop(): Promise<void>;
}

type Connection = OneProvider['connection'];

/** Enough for a film's scenes and a batch, and few enough for every provider's free plan. */
const usualConcurrency = 4;
/** Whoever calls sets limits of its own; these only see to it that no connection hangs for ever. */
const longestSilenceMs = 600_000;
const connectMs = 15_000;

/** Keeps, spaces and counts the connections of each provider as its settings say at that moment. */
export function createConnections(connectionOf: (provider: ProviderName) => Connection): Connections {
  const gates = new Map<ProviderName, Gate>();
  const idle = new Map<string, Line[]>();
  const inUse = new Set<Line>();

  const run = async <T>(key: string, origin: string, isKept: boolean, work: (line: Line) => Promise<T>): Promise<T> => {
    const line = (isKept && idle.get(key)?.pop()) || openLine(origin, isKept);
    inUse.add(line);
    line.isWhole = false;
    try {
      return await work(line);
    } finally {
      inUse.delete(line);
      // undici would open a line again for a request that was aborted.
      if (isKept && line.isWhole && !line.client.destroyed) idle.set(key, [...(idle.get(key) ?? []), line]);
      else void line.client.destroy();
    }
  };

  return {
    use({ provider, origin, signal }, work) {
      const gate = gates.get(provider) ?? createGate(() => connectionOf(provider));
      gates.set(provider, gate);
      return gate.slots.use(signal, async () => {
        await gate.whenDue(signal);
        return run(`${provider} ${origin}`, origin, connectionOf(provider).strategy === 'kept', work);
      });
    },
    async drop() {
      const lines = [...inUse, ...[...idle.values()].flat()];
      idle.clear();
      await Promise.all(lines.map(({ client }) => client.destroy()));
    },
  };
}

function openLine(origin: string, isKept: boolean): Line {
  const client = new Client(origin, {
    // Zero asks the server to close after each answer.
    pipelining: isKept ? 1 : 0,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: 16_384,
    headersTimeout: longestSilenceMs,
    bodyTimeout: longestSilenceMs,
    connect: { timeout: connectMs },
  });
  const line = { client, openings: 0, isWhole: false };
  client.on('connect', () => (line.openings += 1));
  return line;
}

interface Gate {
  slots: Slots;
  /** Waits for the interval since the request before. */
  whenDue(signal: AbortSignal): Promise<void>;
}

/** Between two slices a provider that counts per second begins to count anew. */
export const slicePauseMs = 1500;

function createGate(connection: () => Connection): Gate {
  let nextMs = 0;
  let begun = 0;
  return {
    slots: createSlots(() => {
      const { strategy, concurrency } = connection();
      return strategy === 'conservative' ? 1 : concurrency || usualConcurrency;
    }),
    async whenDue(signal) {
      const now = performance.now();
      const startMs = Math.max(now, nextMs);
      const { requestInterval, batchSize } = connection();
      begun += 1;
      const isSliceOver = batchSize > 0 && begun % batchSize === 0;
      nextMs = startMs + Math.max(requestInterval, isSliceOver ? slicePauseMs : 0);
      if (startMs > now) await delay(startMs - now, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
  };
}
