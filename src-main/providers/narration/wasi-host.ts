import { readInto, writeTo, type WasiFiles } from './wasi-files.ts';
import { WasiMemory } from './wasi-memory.ts';

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
export function wasiHost(args: readonly string[], files: WasiFiles, memoryOf: () => WebAssembly.Memory) {
  const memory = new WasiMemory(memoryOf);
  return { ...processCalls(args, memory), ...folderCalls(files, memory), ...fileCalls(files, memory) };
}

function processCalls(args: readonly string[], memory: WasiMemory) {
  const encoded = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  return {
    args_sizes_get(count: number, size: number) {
      memory.setSize(count, encoded.length);
      memory.setSize(
        size,
        encoded.reduce((sum, arg) => sum + arg.length, 0),
      );
      return success;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      for (const [index, arg] of encoded.entries()) {
        memory.setSize(pointers + index * 4, at);
        memory.bytes.set(arg, at);
        at += arg.length;
      }
      return success;
    },
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      // A clock that stands still keeps every run the same.
      memory.view.setBigUint64(result, 0n, true);
      return success;
    },
    proc_exit(exitCode: number): never {
      throw new WasiExit(exitCode);
    },
  };
}

function folderCalls(files: WasiFiles, memory: WasiMemory) {
  return {
    fd_prestat_get(descriptor: number, result: number) {
      if (descriptor !== folderDescriptor) return badDescriptor;
      memory.view.setUint8(result, 0);
      memory.setSize(result + 4, folderName.length);
      return success;
    },
    fd_prestat_dir_name(descriptor: number, path: number) {
      if (descriptor !== folderDescriptor) return badDescriptor;
      memory.bytes.set(new TextEncoder().encode(folderName), path);
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
      const descriptor = files.open(memory.textAt(path, length), (flags & createFlag) !== 0);
      if (descriptor === undefined) return noSuchFile;
      memory.setSize(result, descriptor);
      return success;
    },
  };
}

function fileCalls(files: WasiFiles, memory: WasiMemory) {
  return {
    fd_close(descriptor: number) {
      files.close(descriptor);
      return success;
    },
    fd_fdstat_get(descriptor: number, result: number) {
      memory.bytes.fill(0, result, result + 24);
      memory.view.setUint8(result, typeOf(descriptor));
      memory.view.setBigUint64(result + 8, allRights, true);
      memory.view.setBigUint64(result + 16, allRights, true);
      return success;
    },
    fd_fdstat_set_flags: () => success,
    fd_read(descriptor: number, list: number, count: number, result: number) {
      const file = files.at(descriptor);
      let total = 0;
      if (file) for (const target of memory.vectors(list, count)) total += readInto(file, target);
      memory.setSize(result, total);
      return success;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, result: number) {
      const file = files.at(descriptor);
      if (!file) return badDescriptor;
      file.position = Number(offset) + ([0, file.position, file.size][whence] ?? 0);
      memory.view.setBigUint64(result, BigInt(file.position), true);
      return success;
    },
    fd_write(descriptor: number, list: number, count: number, result: number) {
      let total = 0;
      for (const chunk of memory.vectors(list, count)) {
        if (!write(files, descriptor, chunk)) return badDescriptor;
        total += chunk.length;
      }
      memory.setSize(result, total);
      return success;
    },
  };
}

function typeOf(descriptor: number): number {
  if (descriptor === folderDescriptor) return fileType.folder;
  return descriptor < folderDescriptor ? fileType.characterDevice : fileType.regular;
}

function write(files: WasiFiles, descriptor: number, chunk: Uint8Array): boolean {
  const stream = { 1: files.stdout, 2: files.stderr }[descriptor];
  if (stream) {
    stream.push(chunk.slice());
    return true;
  }
  const file = files.at(descriptor);
  if (file) writeTo(file, chunk);
  return file !== undefined;
}
