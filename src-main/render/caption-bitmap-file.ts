import { readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { captionBoxBytes, type CaptionBox, type Size } from './picture-kernel.ts';

/** A caption's bitmap on disk, in the planes that the kernel lays over a frame. */
export interface CaptionBitmap {
  path: string;
  box: CaptionBox;
}

/** A long film has thousands of these, mostly flat: the fastest deflate makes them a tenth as large. */
export const packCaption = (planes: Uint8Array): Buffer => deflateRawSync(planes, { level: 1 });

/** In a worker thread: one that waits for a file of some kilobytes costs less than one that awaits it. */
export function readCaptionBitmap({ path, box }: CaptionBitmap): Buffer {
  return inflateRawSync(readFileSync(path), { maxOutputLength: captionBoxBytes(box) });
}

/** The smallest even box around all that is not transparent, or nothing. */
export function captionBoxOf(rgba: Uint8Array, { width, height }: Size): CaptionBox | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    const first = row.findIndex(isVisible);
    if (first === -1) continue;
    left = Math.min(left, first);
    right = Math.max(right, row.findLastIndex(isVisible));
    top = Math.min(top, y);
    bottom = y;
  }
  if (right === -1) return undefined;
  // Chroma has half as many columns and rows.
  const [x, y] = [left & ~1, top & ~1];
  return { x, y, width: (right + 2 - x) & ~1, height: (bottom + 2 - y) & ~1 };
}

/** Alpha is the last byte of a pixel, and every platform that Node knows is little-endian where it matters here. */
const isVisible = (pixel: number): boolean => pixel > 0xffffff;

/**
 * Planes Y, inverse alpha, U, V, inverse alpha of the chroma; colours premultiplied, BT.709 in TV range:
 * https://www.itu.int/rec/R-REC-BT.709
 */
export function captionPlanes(rgba: Uint8Array, frame: Size, box: CaptionBox): Uint8Array {
  const planes = new Uint8Array(captionBoxBytes(box));
  const luma = box.width * box.height;
  for (let y = 0; y < box.height; y += 2)
    for (let x = 0; x < box.width; x += 2) {
      const block = { u: 0, v: 0, alpha: 0 };
      for (const [dx, dy] of corners) {
        const at = ((box.y + y + dy) * frame.width + box.x + x + dx) * 4;
        const to = (y + dy) * box.width + x + dx;
        addPixel(planes, to, to + luma, rgba, at, block);
      }
      const to = 2 * luma + (y / 2) * (box.width / 2) + x / 2;
      planes[to] = block.u / 4 + 0.5;
      planes[to + luma / 4] = block.v / 4 + 0.5;
      planes[to + luma / 2] = 255 - Math.round(block.alpha / 4);
    }
  return planes;
}
const corners = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

function addPixel(
  planes: Uint8Array,
  lumaAt: number,
  inverseAt: number,
  rgba: Uint8Array,
  at: number,
  block: { u: number; v: number; alpha: number },
): void {
  const alpha = rgba[at + 3] ?? 0;
  planes[inverseAt] = 255 - alpha;
  // Most of a box is empty; what is left of it stays zero.
  if (alpha === 0) return;
  const [red, green, blue, part] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, alpha / 255];
  planes[lumaAt] = part * (16 + 0.1826 * red + 0.6142 * green + 0.062 * blue) + 0.5;
  block.u += part * (128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue);
  block.v += part * (128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue);
  block.alpha += alpha;
}
