import { readInto, writeTo, type WasiFiles } from './wasi-files.ts';

const success = 0;
const badDescriptor = 8;
const noSuchFile = 44;

const fileType = { characterDevice: 2, folder: 3, regular: 4 };
const folderDescriptor = 3;
const folderName = '.';
const createFlag = 1;
const allRights = 0xffff_ffff_ffff_ffffn;

/** Thrown to leave the program when it asks to end; code 0 is a good end. */
export class WasiExit extends Error {
  override readonly name = 'WasiExit';
  readonly exitCode: number;
  constructor(exitCode: number) {
    super(`The program ended with code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/**
 * The calls of WASI preview 1 that a program needs which reads a file and writes another, all in memory:
 * node:wasi would need real folders. https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */
export function wasiHost(args: readonly string[], files: WasiFiles, memory: () => WebAssembly.Memory) {
  const encoder = new TextEncoder();
  const encodedArgs = args.map((arg) => encoder.encode(`${arg}\0`));
  // Looked up at every call: growing the memory detaches its buffer.
  const view = () => new DataView(memory().buffer);
  const bytes = () => new Uint8Array(memory().buffer);
  const setSize = (at: number, value: number) => view().setUint32(at, value, true);

  const vectors = function* (list: number, count: number): Generator<Uint8Array> {
    for (let index = 0; index < count; index += 1) {
      const start = view().getUint32(list + index * 8, true);
      yield bytes().subarray(start, start + view().getUint32(list + index * 8 + 4, true));
    }
  };

  const write = (descriptor: number, chunk: Uint8Array): boolean => {
    if (descriptor === 1) files.stdout.push(chunk.slice());
    else if (descriptor === 2) files.stderr.push(chunk.slice());
    else {
      const file = files.at(descriptor);
      if (!file) return false;
      writeTo(file, chunk);
    }
    return true;
  };

  return {
    args_sizes_get(count: number, size: number) {
      setSize(count, encodedArgs.length);
      setSize(size, encodedArgs.reduce((sum, arg) => sum + arg.length, 0));
      return success;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      for (const [index, arg] of encodedArgs.entries()) {
        setSize(pointers + index * 4, at);
        bytes().set(arg, at);
        at += arg.length;
      }
      return success;
    },
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      // A clock that stands still keeps every run the same.
      view().setBigUint64(result, 0n, true);
      return success;
    },
    fd_close(descriptor: number) {
      files.close(descriptor);
      return success;
    },
    fd_fdstat_get(descriptor: number, result: number) {
      bytes().fill(0, result, result + 24);
      const standardOrFile = descriptor < folderDescriptor ? fileType.characterDevice : fileType.regular;
      view().setUint8(result, descriptor === folderDescriptor ? fileType.folder : standardOrFile);
      view().setBigUint64(result + 8, allRights, true);
      view().setBigUint64(result + 16, allRights, true);
      return success;
    },
    fd_fdstat_set_flags: () => success,
    fd_prestat_get(descriptor: number, result: number) {
      if (descriptor !== folderDescriptor) return badDescriptor;
      view().setUint8(result, 0);
      setSize(result + 4, folderName.length);
      return success;
    },
    fd_prestat_dir_name(descriptor: number, path: number) {
      if (descriptor !== folderDescriptor) return badDescriptor;
      bytes().set(encoder.encode(folderName), path);
      return success;
    },
    fd_read(descriptor: number, list: number, count: number, result: number) {
      const file = files.at(descriptor);
      let total = 0;
      if (file) for (const target of vectors(list, count)) total += readInto(file, target);
      setSize(result, total);
      return success;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, result: number) {
      const file = files.at(descriptor);
      if (!file) return badDescriptor;
      file.position = Number(offset) + ([0, file.position, file.size][whence] ?? 0);
      view().setBigUint64(result, BigInt(file.position), true);
      return success;
    },
    fd_write(descriptor: number, list: number, count: number, result: number) {
      let total = 0;
      for (const chunk of vectors(list, count)) {
        if (!write(descriptor, chunk)) return badDescriptor;
        total += chunk.length;
      }
      setSize(result, total);
      return success;
    },
    path_open(
      _folder: number,
      _lookup: number,
      path: number,
      length: number,
      flags: number,
      _rights: bigint,
      _inheriting: bigint,
      _fdFlags: number,
      result: number,
    ) {
      const name = new TextDecoder().decode(bytes().slice(path, path + length));
      const descriptor = files.open(name, (flags & createFlag) !== 0);
      if (descriptor === undefined) return noSuchFile;
      setSize(result, descriptor);
      return success;
    },
    proc_exit(exitCode: number): never {
      throw new WasiExit(exitCode);
    },
  };
}
