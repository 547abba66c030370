import type { Failure } from '../src-shared/failure.ts';
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  PortMessage,
  PortRequest,
  StreamInput,
  StreamItem,
  StreamName,
} from '../src-shared/ipc.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** What a call or stream fails with; `failure` is ready for an error card. */
export class StudioCallError extends Error {
  override readonly name = 'StudioCallError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Arguments<Input> = undefined extends Input ? [] : [input: Input];

/** Asks the main process for something. Rejects with a `StudioCallError` and nothing else. */
export async function call<Name extends CallName>(
  name: Name,
  ...[input]: Arguments<CallInput<Name>>
): Promise<CallOutput<Name>> {
  const reply = await window.bridge.call(name, input).catch((error: unknown) => {
    throw new StudioCallError(lostStudio(error));
  });
  if (!reply.ok) throw new StudioCallError(reply.error);
  return reply.data as CallOutput<Name>;
}

interface StreamOptions {
  /** Ends the stream without an error. */
  signal?: AbortSignal;
  /** Items that may be under way before the main process waits for this window. */
  credit?: number;
}

/** Follows something as it happens, until it ends, the loop is left or the signal aborts. */
export async function* stream<Name extends StreamName>(
  name: Name,
  input: StreamInput<Name>,
  { signal, credit = 64 }: StreamOptions = {},
): AsyncGenerator<StreamItem<Name>, void, undefined> {
  if (signal?.aborted) return;
  const inbox = openInbox(await openPort(name, input), signal);
  let owed = credit;
  try {
    for (;;) {
      if (owed >= credit / 2) {
        inbox.ask({ kind: 'credit', count: owed });
        owed = 0;
      }
      const message = await inbox.next();
      if (!message || message.kind === 'end') return;
      if (message.kind === 'error') throw new StudioCallError(message.error);
      yield message.item as StreamItem<Name>;
      owed += 1;
    }
  } finally {
    inbox.close();
  }
}

/** Messages of one port in order; `undefined` once the signal has aborted. */
function openInbox(port: MessagePort, signal: AbortSignal | undefined) {
  const messages: PortMessage[] = [];
  let wake = () => {};
  const push = (message: PortMessage) => {
    messages.push(message);
    wake();
  };
  const onAbort = () => wake();
  port.addEventListener('message', (event: MessageEvent<PortMessage>) => push(event.data));
  port.addEventListener('close', () => push({ kind: 'error', error: lostStudio('The port closed.') }));
  port.start();
  signal?.addEventListener('abort', onAbort);

  return {
    ask: (request: PortRequest) => port.postMessage(request),
    async next(): Promise<PortMessage | undefined> {
      while (messages.length === 0 && !signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
      return signal?.aborted ? undefined : messages.shift();
    },
    close() {
      signal?.removeEventListener('abort', onAbort);
      port.postMessage({ kind: 'stop' } satisfies PortRequest);
      port.close();
    },
  };
}

const awaitedPorts = new Map<string, (port: MessagePort) => void>();

function openPort(name: StreamName, input: unknown): Promise<MessagePort> {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    awaitedPorts.set(id, resolve);
    window.bridge.open(id, name, input);
  });
}

// A port cannot cross the context bridge as a value, so the preload posts it to this page, tagged with its id.
// https://www.electronjs.org/docs/latest/tutorial/message-ports#communicating-directly-between-the-main-process-and-the-main-world-of-a-context-isolated-page
window.addEventListener('message', (event: MessageEvent<{ streamPort?: string }>) => {
  if (event.source !== window || typeof event.data?.streamPort !== 'string') return;
  const [port] = event.ports;
  const resolve = awaitedPorts.get(event.data.streamPort);
  awaitedPorts.delete(event.data.streamPort);
  if (port) resolve?.(port);
});

const lostStudio = (reason: unknown): Failure => ({
  code: 'NotReady',
  message: 'The window lost touch with the studio.',
  remediation: 'Videos that were saved are safe. Close the window and open the studio again.',
  details: { reason: reason instanceof Error ? reason.message : String(reason) },
  correlationId: crypto.randomUUID(),
});
