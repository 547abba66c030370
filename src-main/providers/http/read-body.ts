import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { currentWatcher } from '../../runtime/watched-work.ts';

export interface ReadBody {
  bytes: Buffer;
  /** True when there was more than was asked for; the rest was not read. */
  isCut: boolean;
}

/** Codings that the door asks for; what comes in another is not unpacked. */
export const acceptedEncodings = 'gzip, deflate, br';
const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** Unpacks an answer as it comes and stops, closing the connection, as soon as it is larger than `mostBytes`. */
export async function readBody(
  body: Readable,
  {
    encoding,
    mostBytes,
    keepsCut,
    signal,
  }: {
    encoding: string;
    mostBytes: number;
    /** What was read of one that is too large is of use, as of an error. */
    keepsCut: boolean;
    signal: AbortSignal;
  },
): Promise<ReadBody> {
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding as keyof typeof decoders] : undefined;
  const chunks: Buffer[] = [];
  const watcher = currentWatcher();
  let length = 0;
  let isCut = false;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      watcher?.sign();
      const room = mostBytes - length;
      if (chunk.length > room) {
        if (!keepsCut) chunks.length = 0;
        else if (room > 0) chunks.push(chunk.subarray(0, room));
        isCut = true;
        throw new TooLarge();
      }
      chunks.push(chunk);
      length += chunk.length;
    }
  };
  try {
    await (decoder ? pipeline(body, decoder(), collect, { signal }) : pipeline(body, collect, { signal }));
  } catch (error) {
    // Which stream is to blame does not matter when it was told to stop.
    signal.throwIfAborted();
    if (!isCut) throw error;
  }
  return { bytes: Buffer.concat(chunks), isCut };
}

class TooLarge extends Error {}
