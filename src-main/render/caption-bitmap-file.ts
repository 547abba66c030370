import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { captionBoxBytes, type CaptionBox, type Size } from './picture-kernel.ts';

/** A caption's bitmap on disk, in the planes that the kernel lays over a frame. */
export interface CaptionBitmap {
  path: string;
  box: CaptionBox;
}

/** Below so many, packing costs more than their room on the disk: one is half a megabyte. */
const fewCaptions = 400;

/**
 * A long film has thousands of these, mostly flat: the fastest deflate makes them a tenth as large. What is as long as the
 * planes is not packed.
 */
export function packCaption(planes: Uint8Array, ofCaptions: number): Uint8Array {
  if (ofCaptions <= fewCaptions) return planes;
  const packed = deflateRawSync(planes, { level: 1 });
  return packed.length < planes.length ? packed : planes;
}

/**
 * In a worker thread: one that waits for a file of some kilobytes costs less than one that awaits it. Straight to where it
 * is wanted: half a megabyte a spoken word would lie about until it is collected.
 */
export function readCaptionBitmap({ path, box }: CaptionBitmap, into: Uint8Array): void {
  const sizeBytes = captionBoxBytes(box);
  const file = openSync(path, 'r');
  try {
    const count = readSync(file, into, 0, sizeBytes, 0);
    if (count === sizeBytes) return;
  } finally {
    closeSync(file);
  }
  into.set(inflateRawSync(readFileSync(path), { maxOutputLength: sizeBytes }));
}

/**
 * The smallest even box around all that is not transparent, or nothing. Alpha is the last byte of a pixel, so the highest
 * of its number: every platform that Node knows is little-endian where it matters here.
 */
export function captionBoxOf(rgba: Uint8Array, { width, height }: Size): CaptionBox | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    const [start, end] = [y * width, (y + 1) * width];
    let first = start;
    while (first < end && pixels[first]! <= 0xffffff) first++;
    if (first === end) continue;
    let last = end - 1;
    while (pixels[last]! <= 0xffffff) last--;
    left = Math.min(left, first - start);
    right = Math.max(right, last - start);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right === -1) return undefined;
  // Chroma has half as many columns and rows.
  const [x, y] = [left & ~1, top & ~1];
  return { x, y, width: (right + 2 - x) & ~1, height: (bottom + 2 - y) & ~1 };
}

/**
 * Planes Y, inverse alpha, U, V, inverse alpha of the chroma; colours premultiplied, BT.709 in TV range:
 * https://www.itu.int/rec/R-REC-BT.709
 */
export function captionPlanes(
  rgba: Uint8Array,
  frame: Size,
  box: CaptionBox,
  /** Where to: all zero. */
  planes = new Uint8Array(captionBoxBytes(box)),
): Uint8Array {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, frame.width * frame.height);
  const luma = box.width * box.height;
  // Most of a box is empty: so it starts, and blocks of four empty pixels are left as they are.
  planes.fill(255, luma, 2 * luma).fill(255, 2.5 * luma);
  for (let y = 0; y < box.height; y += 2) {
    const upper = (box.y + y) * frame.width + box.x;
    const lower = upper + frame.width;
    for (let x = 0; x < box.width; x += 2) {
      const [a, b] = [pixels[upper + x]!, pixels[upper + x + 1]!];
      const [c, d] = [pixels[lower + x]!, pixels[lower + x + 1]!];
      if ((a | b | c | d) >>> 24 === 0) continue;
      const to = y * box.width + x;
      addLuma(planes, to, luma, a);
      addLuma(planes, to + 1, luma, b);
      addLuma(planes, to + box.width, luma, c);
      addLuma(planes, to + box.width + 1, luma, d);
      addChroma(planes, 2 * luma + (y / 2) * (box.width / 2) + x / 2, luma / 4, a, b, c, d);
    }
  }
  return planes;
}

/** A pixel is alpha, blue, green and red, from its highest byte. */
const red = (pixel: number): number => pixel & 255;
const green = (pixel: number): number => (pixel >>> 8) & 255;
const blue = (pixel: number): number => (pixel >>> 16) & 255;
const alpha = (pixel: number): number => pixel >>> 24;

function addLuma(planes: Uint8Array, at: number, planeBytes: number, pixel: number): void {
  const value = 16 + 0.1826 * red(pixel) + 0.6142 * green(pixel) + 0.062 * blue(pixel);
  planes[at] = (alpha(pixel) / 255) * value + 0.5;
  planes[at + planeBytes] = 255 - alpha(pixel);
}

function addChroma(
  planes: Uint8Array,
  at: number,
  planeBytes: number,
  a: number,
  b: number,
  c: number,
  d: number,
): void {
  planes[at] = (blueness(a) + blueness(b) + blueness(c) + blueness(d)) / 4 + 0.5;
  planes[at + planeBytes] = (redness(a) + redness(b) + redness(c) + redness(d)) / 4 + 0.5;
  planes[at + 2 * planeBytes] = 255 - Math.round((alpha(a) + alpha(b) + alpha(c) + alpha(d)) / 4);
}

const blueness = (pixel: number): number =>
  (alpha(pixel) / 255) * (128 - 0.1006 * red(pixel) - 0.3386 * green(pixel) + 0.4392 * blue(pixel));
const redness = (pixel: number): number =>
  (alpha(pixel) / 255) * (128 + 0.4392 * red(pixel) - 0.3989 * green(pixel) - 0.0403 * blue(pixel));
