import dgram from 'node:dgram';
import dns, { lookup, promises } from 'node:dns';
import { once } from 'node:events';
import http from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { request } from 'undici';
import { isLoopbackHost } from './loopback.ts';
import { guardOffline, isOffline, onOfflineChange } from './offline-guard.ts';

let server: Server;
let port: number;
let connections = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => guardOffline(false));
afterAll(() => void server.close());

const offline = { code: 'ERR_STUDIO_OFFLINE' };
const errorOf = async (emitter: NodeJS.EventEmitter): Promise<unknown> => (await once(emitter, 'error'))[0];

test('nothing opens a socket while it is on, whoever tries', async () => {
  guardOffline(true);
  const before = connections;
  await expect(errorOf(connect(port, '127.0.0.1'))).resolves.toMatchObject(offline);
  await expect(errorOf(connect({ port, host: 'localhost' }))).resolves.toMatchObject(offline);
  await expect(errorOf(tls.connect({ port, host: '127.0.0.1' }))).resolves.toMatchObject(offline);
  await expect(errorOf(http.get(`http://127.0.0.1:${port}/`))).resolves.toMatchObject(offline);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: offline });
  await expect(request(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(offline);
  const udp = dgram.createSocket('udp4');
  const refused = errorOf(udp);
  udp.send('hello', port, '127.0.0.1');
  await expect(refused).resolves.toMatchObject(offline);
  expect(connections).toBe(before);
});

test('no name is asked for, by whichever function', async () => {
  guardOffline(true);
  await expect(promisify(lookup)('example.com')).rejects.toMatchObject(offline);
  await expect(promisify(dns.resolve4)('example.com')).rejects.toMatchObject(offline);
  await expect(promises.lookup('example.com')).rejects.toMatchObject(offline);
  await expect(new promises.Resolver().resolveTxt('example.com')).rejects.toMatchObject(offline);
  // This computer's own name needs no server.
  await expect(promises.lookup('localhost')).resolves.toEqual({ address: '127.0.0.1', family: 4 });
  await expect(promises.lookup('localhost', { all: true, family: 6 })).resolves.toEqual([
    { address: '::1', family: 6 },
  ]);
});

test('a server of the user’s own on this computer is reached, its neighbours are not', async () => {
  guardOffline(true, () => new Set([`localhost:${port}`]));
  expect((await request(`http://localhost:${port}/`)).statusCode).toBe(204);
  expect((await request(`http://127.0.0.1:${port}/`)).statusCode).toBe(204);
  await expect(request(`http://127.0.0.1:${port - 1}/`)).rejects.toMatchObject(offline);
  guardOffline(true, () => new Set([`example.com:${port}`]));
  await expect(request(`http://example.com:${port}/`)).rejects.toMatchObject(offline);
});

test.skipIf(process.platform === 'win32')('pipes go on', async () => {
  const path = join(tmpdir(), `aura-pipe-${process.pid}`);
  const pipe = createServer((socket) => socket.end('hello')).listen(path);
  await once(pipe, 'listening');
  guardOffline(true);
  const [data] = (await once(connect(path), 'data')) as [Buffer];
  expect(data.toString()).toBe('hello');
  pipe.close();
});

test('it is switched at run time, and whoever keeps connections is told', async () => {
  const seen: boolean[] = [];
  const off = onOfflineChange(() => seen.push(isOffline()));
  guardOffline(true);
  guardOffline(true);
  guardOffline(false);
  off();
  guardOffline(true);
  guardOffline(false);
  expect(seen).toEqual([true, false]);
  expect((await request(`http://127.0.0.1:${port}/`)).statusCode).toBe(204);
});

test.for([
  ['127.0.0.1', true],
  ['127.8.4.2', true],
  ['::1', true],
  ['[::1]', true],
  ['LOCALHOST', true],
  ['model.localhost', true],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
  ['', false],
] as const)('%s is this computer: %s', ([host, isLocal]) => expect(isLoopbackHost(host)).toBe(isLocal));
