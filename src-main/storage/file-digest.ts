import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** More is no faster, and lies about until it is collected. */
const chunkBytes = 1 << 18;

/** SHA-256 of a file's content. One piece of memory serves all of it: a stream would leave a new one behind at each read. */
export async function fileDigest(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(chunkBytes, (await file.stat()).size)));
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
