import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keyNames, type KeyName } from '../../../src-shared/provider-keys.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import { answerWithFault, type Fault } from './fault.test-support.ts';
import { localDiffusion, pexels, pixabay, stability, unsplash } from './picture-protocols.test-support.ts';
import type { Protocol, Route, RouteName, SeenRequest } from './protocol.test-support.ts';
import { publishedErrors } from './published-errors.test-support.ts';
import { anthropic, google, localLlm } from './script-protocols.test-support.ts';
import { elevenlabs, openai } from './speech-protocols.test-support.ts';

const protocols: readonly Protocol[] = [
  openai,
  anthropic,
  google,
  localLlm,
  elevenlabs,
  pexels,
  pixabay,
  unsplash,
  stability,
  localDiffusion,
];

/** The keys that the server takes; every other one is answered as the provider answers a bad key. */
export const loopbackKeys = Object.fromEntries(
  keyNames.map((name) => [name, `loopback-${name.toLowerCase().replaceAll('_', '-')}-4f7Gq2Zr`]),
) as Record<KeyName, string>;

/**
 * All providers on this computer, over real HTTP: each speaks its published protocol, refuses what its documentation
 * does not allow, and fails as it is told to.
 *
 *     const loopback = await startLoopback();
 *     // baseUrls for settings.json, keys for the environment
 *     settings.providers.OpenAI.baseUrl = loopback.baseUrls.OpenAI;
 *     loopback.fail('OpenAI', { kind: 'status', status: 503, body: {} }, { route: 'LLM', times: 2 });
 *     …
 *     expect(loopback.requests).toHaveLength(3);
 *     expect(loopback.problems).toEqual([]);
 *     await loopback.close();
 */
export interface Loopback {
  readonly origin: string;
  readonly baseUrls: Record<ProviderName, string>;
  /** Every request in order, also those that were refused. */
  readonly requests: readonly SeenRequest[];
  /** What was asked against a provider's documentation. */
  readonly problems: readonly string[];
  /**
   * From now on, for a route or all routes of the provider, so many times or for ever; each time, or only every
   * second, third … The newest counts first.
   */
  fail(provider: ProviderName, fault: Fault, where?: { route?: RouteName; times?: number; every?: number }): void;
  /** Every route of every provider. */
  failAll(fault: Fault): void;
  /** Forgets faults, requests and problems. */
  heal(): void;
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

interface Planned {
  provider: ProviderName | undefined;
  route: RouteName | undefined;
  fault: Fault;
  timesLeft: number;
  every: number;
  asked: number;
}

export async function startLoopback({ port = 0 }: { port?: number } = {}): Promise<Loopback> {
  const requests: SeenRequest[] = [];
  const problems: string[] = [];
  let planned: Planned[] = [];
  let origin = '';
  const faultFor = ({ provider, route }: SeenRequest): Fault | undefined => {
    const plan = planned.findLast(
      (one) =>
        one.timesLeft > 0 &&
        (one.provider === undefined || one.provider === provider) &&
        (one.route === undefined || one.route === route),
    );
    if (!plan || plan.asked++ % plan.every !== 0) return undefined;
    plan.timesLeft -= 1;
    return plan.fault;
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response, { requests, problems, faultFor, origin }).catch((error: unknown) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrls: Object.fromEntries(
      protocols.map(({ provider, mount }) => [provider, origin + mount]),
    ) as Loopback['baseUrls'],
    requests,
    problems,
    fail: (provider, fault, { route, times = Infinity, every = 1 } = {}) =>
      void planned.push({ provider, route, fault, timesLeft: times, every, asked: 0 }),
    failAll: (fault) =>
      void planned.push({ provider: undefined, route: undefined, fault, timesLeft: Infinity, every: 1, asked: 0 }),
    heal() {
      planned = [];
      requests.length = 0;
      problems.length = 0;
    },
    openConnections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Parts {
  requests: SeenRequest[];
  problems: string[];
  faultFor: (request: SeenRequest) => Fault | undefined;
  origin: string;
}

async function answer(incoming: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const protocol = protocols.find(({ mount }) => url.pathname === mount || url.pathname.startsWith(`${mount}/`));
  const path = protocol ? url.pathname.slice(protocol.mount.length) || '/' : '';
  const route = protocol?.routes.find((one) => one.method === incoming.method && one.path.test(path));
  if (!protocol || !route) {
    parts.problems.push(`There is no ${incoming.method} ${url.pathname}`);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    return;
  }
  const arrivedMs = performance.now();
  const request = seen(incoming, url, path, { protocol, route, arrivedMs, text: await readText(incoming) });
  parts.requests.push(request);
  response.once('close', () => {
    request.answered = { status: response.statusCode, durationMs: performance.now() - arrivedMs };
  });
  const found = (route.problems?.(request) ?? []).filter((problem) => typeof problem === 'string');
  parts.problems.push(...found.map((problem) => `${protocol.provider} ${request.path}: ${problem}`));

  const fault = parts.faultFor(request) ?? refusal(request, protocol, route, found);
  if (fault && (await answerWithFault(fault, request, response))) return;
  const { headers = {}, body } = route.answer(request, parts.origin);
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function seen(
  incoming: IncomingMessage,
  url: URL,
  path: string,
  { protocol, route, text, arrivedMs }: { protocol: Protocol; route: Route; text: string; arrivedMs: number },
): SeenRequest {
  return {
    provider: protocol.provider,
    route: route.name,
    method: incoming.method ?? '',
    path,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()])),
    text,
    json: asJson(text),
    port: incoming.socket.remotePort ?? 0,
    arrivedMs,
  };
}

/** A bad key is told before a bad request, as everywhere. */
function refusal(request: SeenRequest, protocol: Protocol, route: Route, problems: string[]): Fault | undefined {
  const { keyName, keyOf, provider } = protocol;
  const needsKey = keyName !== undefined && route.name !== 'download';
  if (needsKey && keyOf?.(request) !== loopbackKeys[keyName]) {
    const published = publishedErrors.find(
      (one) => one.provider === provider && one.code === `InvalidApiKey:${provider}`,
    );
    return {
      kind: 'status',
      status: published?.status ?? 401,
      body: published?.body ?? '',
      headers: published?.headers ?? {},
    };
  }
  if (problems.length === 0) return undefined;
  return {
    kind: 'status',
    status: 400,
    body: { error: { message: problems.join('; '), type: 'invalid_request_error' } },
  };
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function asJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
