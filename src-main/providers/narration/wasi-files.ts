/** A file that lives in memory and grows as it is written. */
export interface MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;
  size: number;
  position: number;
}

/** Descriptors 0 to 2 are the standard streams, 3 is the one folder; files come after. */
const firstFileDescriptor = 4;
const firstBytes = 1 << 18;

/** The files of one WASI program: names, open descriptors, and what it said on its standard streams. */
export class WasiFiles {
  readonly stdout: Uint8Array[] = [];
  readonly stderr: Uint8Array[] = [];
  readonly #byName = new Map<string, MemoryFile>();
  readonly #open = new Map<number, MemoryFile>();
  #nextDescriptor = firstFileDescriptor;

  put(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#byName.set(name, { bytes, size: bytes.length, position: 0 });
  }

  take(name: string): Uint8Array<ArrayBuffer> | undefined {
    const file = this.#byName.get(name);
    return file?.bytes.subarray(0, file.size);
  }

  /** Undefined when there is no such file and none is to be made. */
  open(name: string, canCreate: boolean): number | undefined {
    const file = this.#byName.get(name) ?? (canCreate ? newFile() : undefined);
    if (!file) return undefined;
    file.position = 0;
    this.#byName.set(name, file);
    const descriptor = this.#nextDescriptor++;
    this.#open.set(descriptor, file);
    return descriptor;
  }

  at(descriptor: number): MemoryFile | undefined {
    return this.#open.get(descriptor);
  }

  close(descriptor: number): void {
    this.#open.delete(descriptor);
  }
}

const newFile = (): MemoryFile => ({ bytes: new Uint8Array(firstBytes), size: 0, position: 0 });

export function readInto(file: MemoryFile, target: Uint8Array): number {
  const chunk = file.bytes.subarray(file.position, Math.min(file.size, file.position + target.length));
  target.set(chunk);
  file.position += chunk.length;
  return chunk.length;
}

export function writeTo(file: MemoryFile, chunk: Uint8Array): void {
  const end = file.position + chunk.length;
  if (end > file.bytes.length) {
    const larger = new Uint8Array(Math.max(file.bytes.length * 2, end));
    larger.set(file.bytes.subarray(0, file.size));
    file.bytes = larger;
  }
  file.bytes.set(chunk, file.position);
  file.position = end;
  file.size = Math.max(file.size, end);
}
