import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

type Use = 'new' | 'reused';

const seen = new WeakSet<Socket>();
const uses = new Map<string, Use | undefined>();
let isListening = false;

/** Learns whether a request, known by its `X-Request-ID`, went over a connection of its own. Ask once, with `stop`. */
export function watchConnection(requestId: string): { stop(): Use | undefined } {
  listen();
  uses.set(requestId, undefined);
  return {
    stop() {
      const use = uses.get(requestId);
      uses.delete(requestId);
      return use;
    },
  };
}

/** undici tells which socket it sends the head of a request on: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
function listen(): void {
  if (isListening) return;
  isListening = true;
  subscribe('undici:client:sendHeaders', (message) => {
    const { headers, socket } = message as { headers: string; socket: Socket };
    const requestId = /^x-request-id: *(\S+)/im.exec(headers)?.[1];
    if (requestId === undefined || !uses.has(requestId)) return;
    uses.set(requestId, seen.has(socket) ? 'reused' : 'new');
    seen.add(socket);
  });
}
