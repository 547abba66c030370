/** The program's memory as its host reads and writes it. Looked up at every call: growing it detaches its buffer. */
export class WasiMemory {
  readonly #memory: () => WebAssembly.Memory;

  constructor(memory: () => WebAssembly.Memory) {
    this.#memory = memory;
  }

  get view(): DataView {
    return new DataView(this.#memory().buffer);
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.#memory().buffer);
  }

  /** Writes a `size` or a pointer: 32 bits. */
  setSize(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  textAt(start: number, length: number): string {
    return new TextDecoder().decode(this.bytes.slice(start, start + length));
  }

  /** The stretches that an `iovec` array of so many entries names. */
  *vectors(list: number, count: number): Generator<Uint8Array> {
    for (let index = 0; index < count; index += 1) {
      const start = this.view.getUint32(list + index * 8, true);
      yield this.bytes.subarray(start, start + this.view.getUint32(list + index * 8 + 4, true));
    }
  }
}
