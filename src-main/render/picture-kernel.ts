import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { builtPath } from '../runtime/app-files.ts';
import type { PictureWindow } from './motion.ts';

/** What kernel/kernel.as.ts exports: addresses and numbers, see there. */
interface KernelExports {
  memory: WebAssembly.Memory;
  allocate(sizeBytes: number): number;
  loadPlane(bytes: number, width: number, height: number, plane: number, stride: number): void;
  resample(
    plane: number,
    width: number,
    height: number,
    stride: number,
    originX: number,
    stepX: number,
    originY: number,
    stepY: number,
    output: number,
    outputWidth: number,
    outputHeight: number,
  ): void;
  loadSlidingPlane(
    bytes: number,
    width: number,
    height: number,
    plane: number,
    stride: number,
    originY: number,
    stepY: number,
    outputHeight: number,
  ): void;
  slide(
    plane: number,
    width: number,
    stride: number,
    originX: number,
    stepX: number,
    output: number,
    outputWidth: number,
    outputHeight: number,
  ): void;
  crossfade(a: number, b: number, output: number, sizeBytes: number, weight: number): void;
  overlay(plane: number, planeWidth: number, bitmap: number, inverseAlpha: number, width: number, height: number): void;
}

export interface Size {
  width: number;
  height: number;
}
export interface KernelSizes {
  /** Of the frames that are made; both even. */
  frame: Size;
  /** Of the largest still; both even. */
  still: Size;
  /** Of the largest caption bitmap. */
  captionBytes: number;
}

/** A caption as it lies in `captionBytes`: planes Y, inverse alpha, U, V, inverse alpha of the chroma. All numbers even. */
export interface CaptionBox extends Size {
  x: number;
  y: number;
}
export const captionBoxBytes = ({ width, height }: Size): number => width * height * 2 + (width * height * 3) / 4;

interface Plane extends Size {
  address: number;
  /** In samples. */
  stride: number;
}

/** Draws frames of yuv420p in WebAssembly memory: a still in motion, a crossfade, a caption over it. */
export interface PictureKernel {
  /** Frames are numbers 0 to 2; each is whole planes, one after another. */
  frameBytes(frame: number): Uint8Array;
  /**
   * A file of yuv420p; both sides of `size` are even. `rows` are those of every window that will be drawn, where they are
   * the same: half of each frame's work is then done here.
   */
  loadStill(slot: number, path: string, size: Size, rows?: WindowRows): void;
  drawStill(slot: number, window: PictureWindow, frame: number): void;
  /** Mixes frame `b` into frame `a`; `weight` of b from 0 to 256. */
  crossfade(a: number, b: number, weight: number): void;
  /** Where the caption's planes belong. */
  captionBytes(sizeBytes: number): Uint8Array;
  overlayCaption(box: CaptionBox, frame: number): void;
}

/** A window's place from top to bottom. */
export type WindowRows = Pick<PictureWindow, 'top' | 'size'>;

interface Still {
  planes: Plane[];
  rows: WindowRows | undefined;
}

const frameCount = 3;
const stillSlots = 2;

/** Throws where there is no WebAssembly SIMD. A `kind` is for tests, which compare both. */
export async function startPictureKernel(sizes: KernelSizes, kind?: KernelKind): Promise<PictureKernel> {
  allowRelaxedSimd();
  const wasm = kind ? await readKernel(kind) : await readBestKernel();
  const { exports } = new WebAssembly.Instance(await WebAssembly.compile(wasm));
  return new WasmPictureKernel(exports as unknown as KernelExports, sizes);
}

type KernelKind = 'simd' | 'relaxed';
const readKernel = (kind: KernelKind): Promise<Buffer> =>
  readFile(builtPath('kernel', kind === 'relaxed' ? 'kernel.relaxed.wasm' : 'kernel.wasm'));

/** Relaxed SIMD halves the time and gives the same bytes. */
async function readBestKernel(): Promise<Buffer> {
  const relaxed = await readKernel('relaxed');
  return WebAssembly.validate(relaxed) ? relaxed : readKernel('simd');
}

/** On by default from V8 12 (Node 22); V8 11 (Node 20) has it behind a flag, which must be set before compiling. */
function allowRelaxedSimd(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** Part of every segment's key: another kernel may give other bytes. */
export const kernelDigest = async (): Promise<string> =>
  createHash('sha256')
    .update(await readKernel('simd'))
    .digest('hex');

class WasmPictureKernel implements PictureKernel {
  readonly #wasm: KernelExports;
  readonly #sizes: KernelSizes;
  readonly #frames: number[];
  readonly #stillPlaces: number[];
  readonly #stills: Still[] = [];
  /** Bytes of a plane on their way from a file. */
  readonly #staging: number;
  readonly #caption: number;

  constructor(wasm: KernelExports, sizes: KernelSizes) {
    this.#wasm = wasm;
    this.#sizes = sizes;
    // All of it before the first frame is written: growing the memory would detach a frame that a pipe still reads.
    this.#frames = times(frameCount, () => this.#allocate(frameSize(sizes.frame)));
    this.#stillPlaces = times(stillSlots, () => this.#allocate(planesBytes(sizes.still)));
    // Stills are loaded before anything fades in, and that frame is mostly larger than a plane.
    const stagingBytes = sizes.still.width * sizes.still.height;
    const [, , fadeFrame = 0] = this.#frames;
    this.#staging = stagingBytes <= frameSize(sizes.frame) ? fadeFrame : this.#allocate(stagingBytes);
    this.#caption = this.#allocate(sizes.captionBytes);
  }

  frameBytes(frame: number): Uint8Array {
    return this.#bytes(this.#frame(frame), frameSize(this.#sizes.frame));
  }

  loadStill(slot: number, path: string, size: Size, rows?: WindowRows): void {
    const planes = this.#planesAt(slot, size);
    this.#stills[slot] = { planes, rows };
    const origins = rows && sampling(size, this.#sizes.frame, { left: 0, ...rows });
    const file = openSync(path, 'r');
    try {
      for (const [index, { width, height, address, stride }] of planes.entries()) {
        readFully(file, this.#bytes(this.#staging, width * height), path);
        if (origins) {
          const { originY, stepY } = index === 0 ? origins.luma : origins.chroma;
          const output = planesOf(this.#sizes.frame)[index]!.height;
          this.#wasm.loadSlidingPlane(this.#staging, width, height, address, stride, originY, stepY, output);
        } else this.#wasm.loadPlane(this.#staging, width, height, address, stride);
      }
    } finally {
      closeSync(file);
    }
  }

  drawStill(slot: number, window: PictureWindow, frame: number): void {
    const { planes, rows } = this.#still(slot);
    if (rows && (rows.top !== window.top || rows.size !== window.size))
      throw new RangeError(`Still ${slot} was loaded to move sideways only`);
    const origins = sampling(planes[0]!, this.#sizes.frame, window);
    let output = this.#frame(frame);
    for (const [index, plane] of planes.entries()) {
      const { width, height } = planesOf(this.#sizes.frame)[index]!;
      const { originX, stepX, originY, stepY } = index === 0 ? origins.luma : origins.chroma;
      const { address, stride } = plane;
      if (rows) this.#wasm.slide(address, plane.width, stride, originX, stepX, output, width, height);
      else {
        const across = [originX, stepX] as const;
        const down = [originY, stepY] as const;
        this.#wasm.resample(address, plane.width, plane.height, stride, ...across, ...down, output, width, height);
      }
      output += width * height;
    }
  }

  crossfade(a: number, b: number, weight: number): void {
    const [into, from] = [this.#frame(a), this.#frame(b)];
    this.#wasm.crossfade(into, from, into, frameSize(this.#sizes.frame), weight);
  }

  captionBytes(sizeBytes: number): Uint8Array {
    if (sizeBytes > this.#sizes.captionBytes) throw new RangeError('A caption is larger than was planned for');
    return this.#bytes(this.#caption, sizeBytes);
  }

  overlayCaption(box: CaptionBox, frame: number): void {
    const size = this.#sizes.frame;
    if (box.x + box.width > size.width || box.y + box.height > size.height)
      throw new RangeError('A caption is outside');
    const lumaBytes = box.width * box.height;
    const chromaBytes = lumaBytes / 4;
    const [y, yInverse] = [this.#caption, this.#caption + lumaBytes];
    const [u, v] = [yInverse + lumaBytes, yInverse + lumaBytes + chromaBytes];
    const chromaInverse = v + chromaBytes;
    const plane = this.#frame(frame);
    const wasm = this.#wasm;
    wasm.overlay(plane + box.y * size.width + box.x, size.width, y, yInverse, box.width, box.height);
    const chroma = halved(size);
    const corner = plane + size.width * size.height + (box.y / 2) * chroma.width + box.x / 2;
    wasm.overlay(corner, chroma.width, u, chromaInverse, box.width / 2, box.height / 2);
    wasm.overlay(corner + chroma.width * chroma.height, chroma.width, v, chromaInverse, box.width / 2, box.height / 2);
  }

  #planesAt(slot: number, size: Size): Plane[] {
    let address = this.#stillPlaces[slot];
    if (address === undefined) throw new RangeError(`There is no still ${slot}`);
    if (planesBytes(size) > planesBytes(this.#sizes.still))
      throw new RangeError('A still is larger than was planned for');
    return planesOf(size).map((plane) => {
      const placed = { ...plane, stride: strideOf(plane), address: address ?? 0 };
      address = placed.address + planeBytes(plane);
      return placed;
    });
  }

  #allocate(sizeBytes: number): number {
    const address = this.#wasm.allocate(sizeBytes);
    if (address === 0) throw new RangeError(`No memory for ${sizeBytes} bytes of picture`);
    return address;
  }

  #bytes(address: number, sizeBytes: number): Uint8Array {
    return new Uint8Array(this.#wasm.memory.buffer, address, sizeBytes);
  }

  #frame(index: number): number {
    const address = this.#frames[index];
    if (address === undefined) throw new RangeError(`There is no frame ${index}`);
    return address;
  }

  #still(slot: number): Still {
    const still = this.#stills[slot];
    if (!still) throw new RangeError(`Still ${slot} is not loaded`);
    return still;
  }
}

/** Where in a still's planes a frame's first sample lies, and how far the next one is from it. */
function sampling(still: Size, frame: Size, { left, top, size }: PictureWindow) {
  const stepX = (size * still.width) / frame.width;
  const stepY = (size * still.height) / frame.height;
  const [x, y] = [left * still.width, top * still.height];
  const luma = { originX: x + stepX / 2 - 0.5, stepX, originY: y + stepY / 2 - 0.5, stepY };
  // Chroma samples sit on the left one of their two columns, and between their two rows, as H.264 has it by default.
  return { luma, chroma: { originX: luma.originX / 2, stepX, originY: (y + stepY - 1) / 2, stepY } };
}

export const frameSize = ({ width, height }: Size): number => (width * height * 3) / 2;
const halved = ({ width, height }: Size): Size => ({ width: width / 2, height: height / 2 });
const planesOf = (size: Size): Size[] => [size, halved(size), halved(size)];
/** The kernel reads eight samples at a time, two before the row and some past it. */
const strideOf = ({ width }: Size): number => (width + 2 + 6 + 15) & ~7;
const planeBytes = (plane: Size): number => (strideOf(plane) * plane.height * 2 + 63) & ~63;
const planesBytes = (size: Size): number => planesOf(size).reduce((sum, plane) => sum + planeBytes(plane), 0);
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function readFully(file: number, into: Uint8Array, path: string): void {
  for (let at = 0; at < into.length;) {
    const count = readSync(file, into, at, into.length - at, null);
    if (count === 0) throw new Error(`${path} is shorter than it should be`);
    at += count;
  }
}
