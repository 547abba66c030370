import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createGzip } from 'node:zlib';
import type { SeenRequest } from './protocol.test-support.ts';

/** What goes wrong, instead of the answer. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** The right answer, so much later. */
  | { kind: 'slow'; delayMs: number }
  /** Takes the request and says nothing. */
  | { kind: 'never' }
  /** Ends in the middle of what its head has promised. */
  | { kind: 'truncated' }
  /** 200 and the right type, and bytes that mean nothing. */
  | { kind: 'garbage' }
  | { kind: 'html' }
  /** Some kilobytes of gzip that unpack to `bytes`, 1 GB unless said otherwise. */
  | { kind: 'bomb'; bytes?: number }
  /** 50 MB, or so many, of the right type. */
  | { kind: 'large'; bytes?: number }
  | { kind: 'reset' }
  | { kind: 'redirect'; location: string };

/** Answers with the fault; false when the right answer is to follow after all. */
export async function answerWithFault(fault: Fault, request: SeenRequest, response: ServerResponse): Promise<boolean> {
  const socket = response.socket as Socket;
  const type = typeOf(request);
  switch (fault.kind) {
    case 'status':
      return answerStatus(fault, response);
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return false;
    case 'never':
      return true;
    case 'truncated':
      response.writeHead(200, { 'content-type': type, 'content-length': '4000' });
      response.write('{"id": "cut", "text": "and the', () => socket.destroy());
      return true;
    case 'garbage':
      response.writeHead(200, { 'content-type': type }).end(Buffer.from([0x7b, 0, 0xff, 0xfe, 0x2c, 0x80, 0x0a, 1, 2]));
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        '<!doctype html><html><head><title>Log in to the hotel’s network</title></head><body>Welcome</body></html>',
      );
      return true;
    case 'bomb':
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
      await pour(response, fault.bytes ?? 1_000_000_000, true);
      return true;
    case 'large':
      response.writeHead(200, { 'content-type': type });
      await pour(response, fault.bytes ?? 50_000_000, false);
      return true;
    case 'reset':
      socket.resetAndDestroy();
      return true;
    case 'redirect':
      response.writeHead(302, { location: fault.location }).end();
      return true;
  }
}

function answerStatus(
  { status, headers = {}, body = '' }: Extract<Fault, { kind: 'status' }>,
  response: ServerResponse,
): true {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
  return true;
}

const typeOf = ({ route, provider }: SeenRequest): string => {
  if (route === 'download') return 'image/png';
  if (route === 'TTS' && provider === 'OpenAI') return 'audio/pcm';
  return route === 'Images' && provider === 'Stability' ? 'image/png' : 'application/json';
};

/** As fast as it is read, and only while somebody reads. */
async function pour(response: ServerResponse, bytes: number, isZipped: boolean): Promise<void> {
  const target = isZipped ? createGzip({ level: 9 }) : response;
  if (target !== response) target.pipe(response);
  const block = Buffer.alloc(1_000_000, isZipped ? 32 : 120);
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  for (let sent = 0; sent < bytes && !response.destroyed; sent += block.length) {
    if (!target.write(block)) await Promise.race([gone, new Promise((resolve) => target.once('drain', resolve))]);
  }
  if (!response.destroyed) target.end();
}
