import { setTimeout as delay } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import type { OneProvider, ProviderName } from '../../../src-shared/provider-settings.ts';
import { createSlots, type Slots } from '../../ffmpeg/slots.ts';

type Connection = OneProvider['connection'];

interface Connections {
  /** Waits until this provider may be asked once more, and works. */
  use<T>(provider: ProviderName, signal: AbortSignal, work: (dispatcher: Dispatcher) => Promise<T>): Promise<T>;
  /** Closes every connection, those in use too. */
  drop(): Promise<void>;
}

/** Enough for a film's scenes and a batch, and few enough for every provider's free plan. */
const usualConcurrency = 4;
/** Whoever calls sets limits of its own; these only see to it that no connection hangs for ever. */
const longestSilenceMs = 600_000;
const connectMs = 15_000;

/** Keeps, spaces and counts the connections of each provider as its settings say at that moment. */
export function createConnections(connectionOf: (provider: ProviderName) => Connection): Connections {
  const agents = new Map<string, Agent>();
  const gates = new Map<ProviderName, Gate>();

  const agentOf = (provider: ProviderName): Agent => {
    const isKept = connectionOf(provider).strategy === 'kept';
    const key = `${provider} ${isKept}`;
    const agent = agents.get(key) ?? createAgent(isKept);
    agents.set(key, agent);
    return agent;
  };

  return {
    use(provider, signal, work) {
      const gate = gates.get(provider) ?? createGate(() => connectionOf(provider));
      gates.set(provider, gate);
      return gate.slots.use(signal, async () => {
        await gate.whenDue(signal);
        return work(agentOf(provider));
      });
    },
    async drop() {
      const dropped = [...agents.values()];
      agents.clear();
      await Promise.all(dropped.map((agent) => agent.destroy()));
    },
  };
}

const createAgent = (isKept: boolean): Agent =>
  new Agent({
    // Zero asks the server to close after each answer.
    pipelining: isKept ? 1 : 0,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: 16_384,
    headersTimeout: longestSilenceMs,
    bodyTimeout: longestSilenceMs,
    connect: { timeout: connectMs },
  });

interface Gate {
  slots: Slots;
  /** Waits for the interval since the request before. */
  whenDue(signal: AbortSignal): Promise<void>;
}

function createGate(connection: () => Connection): Gate {
  let nextMs = 0;
  return {
    slots: createSlots(() => {
      const { strategy, concurrency } = connection();
      return strategy === 'conservative' ? 1 : concurrency || usualConcurrency;
    }),
    async whenDue(signal) {
      const now = performance.now();
      const startMs = Math.max(now, nextMs);
      nextMs = startMs + connection().requestInterval;
      if (startMs > now) await delay(startMs - now, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
  };
}
