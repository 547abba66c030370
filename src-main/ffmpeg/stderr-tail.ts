/** Keeps the end of a stream of text, whatever its length. */
export class StderrTail {
  readonly #limitBytes: number;
  #chunks: Buffer[] = [];
  #sizeBytes = 0;

  constructor(limitBytes = 64 * 1024) {
    this.#limitBytes = limitBytes;
  }

  push(chunk: Buffer): void {
    // A copy: a slice would keep the whole chunk that it was cut from.
    const kept = chunk.length > this.#limitBytes ? Buffer.from(chunk.subarray(-this.#limitBytes)) : chunk;
    this.#chunks.push(kept);
    this.#sizeBytes += kept.length;
    while (this.#sizeBytes - (this.#chunks[0]?.length ?? 0) >= this.#limitBytes) {
      this.#sizeBytes -= this.#chunks.shift()?.length ?? 0;
    }
    // Many tiny writes would otherwise cost an object each.
    if (this.#chunks.length > 64) this.#chunks = [Buffer.concat(this.#chunks)];
  }

  toString(): string {
    return Buffer.concat(this.#chunks).subarray(-this.#limitBytes).toString('utf8');
  }
}
