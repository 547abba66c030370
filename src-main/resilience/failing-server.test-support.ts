import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';

type Reply = { status: number; retryAfter?: string } | 'never';

/** A real HTTP server that answers as it is told, one reply a request; the last one again and again. */
export async function failingServer(...replies: Reply[]) {
  const requests: IncomingMessage[] = [];
  const closed: number[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const reply = replies[Math.min(requests.length, replies.length - 1)] ?? { status: 200 };
    requests.push(request);
    const index = requests.length - 1;
    response.on('close', () => response.writableFinished || closed.push(index));
    if (reply === 'never') return;
    if (reply.retryAfter !== undefined) response.setHeader('retry-after', reply.retryAfter);
    response.writeHead(reply.status).end('{}');
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    requests,
    /** Requests whose connection the client gave up. */
    closed,
    connections: () => connections,
    answerWith(...next: Reply[]) {
      replies.splice(0, replies.length, ...Array.from(requests, (): Reply => ({ status: 200 })), ...next);
    },
    /** A provider in little: throws what the door to the providers throws. */
    async ask(signal: AbortSignal): Promise<string> {
      const response = await fetch(url, { signal }).catch((error: unknown) => {
        if (signal.aborted) throw signal.reason;
        throw new StudioError('TransientNetworkFailure', { cause: error });
      });
      if (response.ok) return response.text();
      throw failureOf(response);
    },
  };
}

function failureOf(response: Response): StudioError {
  const { status } = response;
  const retryAfter = response.headers.get('retry-after');
  const details = {
    status,
    provider: 'OpenAI',
    ...(retryAfter !== null && { retryAfterMs: Number(retryAfter) * 1000 }),
  };
  if (status === 429) return new StudioError('RateLimited:OpenAI', { details });
  if (status === 401) return new StudioError('InvalidApiKey:OpenAI', { details });
  if (status === 402) return new StudioError('QuotaExceeded:OpenAI', { details });
  if (status === 451) return new StudioError('ContentRejected:OpenAI', { details });
  if (status >= 500) return new StudioError('ProviderUnavailable:OpenAI', { details });
  return new StudioError('InvalidInput:prompt', { details });
}
