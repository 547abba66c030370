import type { DoorAnswer, DoorRequest, ProviderDoor } from './door.ts';

/** A `fetch` for libraries that bring their own requests; all that comes and goes is JSON. */
export const asFetch =
  (send: (request: DoorRequest) => Promise<DoorAnswer>): ProviderDoor['fetch'] =>
  async (input, init = {}) => {
    const url = input instanceof Request ? input.url : input;
    const { status, headers, body } = await send({
      url,
      method: init.method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      signal: init.signal ?? new AbortController().signal,
      expects: 'json',
      ...(typeof init.body === 'string' && { body: init.body }),
    });
    return new Response(body.toString('utf8'), { status, headers: { 'content-type': headers['content-type'] ?? '' } });
  };
