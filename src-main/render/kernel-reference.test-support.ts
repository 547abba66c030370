/** What the picture kernel does, written as plainly as it can be said; kernel/*.as.ts must give the same bytes. */

export interface Resampling {
  width: number;
  height: number;
  originX: number;
  stepX: number;
  originY: number;
  stepY: number;
  outputWidth: number;
  outputHeight: number;
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
const positionOf = (origin: number, step: number, index: number, last: number): number =>
  Math.max(-1, Math.min(origin + index * step, last));

/** Catmull-Rom weights in 1/32768; 1.0 does not fit. */
function tapsAt(t: number): [number, number, number, number] {
  const t2 = t * t;
  const t3 = t2 * t;
  const tap0 = Math.trunc((-0.5 * t3 + t2 - 0.5 * t) * 32768 - 0.5);
  const tap1 = Math.min(Math.trunc((1.5 * t3 - 2.5 * t2 + 1) * 32767 + 0.5), 32767);
  const tap2 = Math.min(Math.trunc((-1.5 * t3 + 2 * t2 + 0.5 * t) * 32768 + 0.5), 32767);
  return [tap0, tap1, tap2, Math.min(32768 - tap0 - tap1 - tap2, 32767)];
}

const scaled = (sample: number, tap: number): number => (sample * tap + 0x4000) >> 15;
const asI16 = (value: number): number => (value << 16) >> 16;

export function referenceResample(source: Uint8Array, { width, height, ...to }: Resampling): Uint8Array {
  const output = new Uint8Array(to.outputWidth * to.outputHeight);
  const row = new Int16Array(width);
  for (let y = 0; y < to.outputHeight; y++) {
    const position = positionOf(to.originY, to.stepY, y, height - 1);
    const first = Math.floor(position) - 1;
    const taps = tapsAt(position - Math.floor(position));
    for (let x = 0; x < width; x++)
      row[x] = taps.reduce(
        (sum, tap, k) => sum + scaled((source[clamp(first + k, height - 1) * width + x] ?? 0) << 6, tap),
        0,
      );
    for (let x = 0; x < to.outputWidth; x++)
      output[y * to.outputWidth + x] = columnAt(row, positionOf(to.originX, to.stepX, x, width - 1));
  }
  return output;
}

function columnAt(row: Int16Array, position: number): number {
  const first = Math.floor(position) - 1;
  const sum = tapsAt(position - Math.floor(position)).reduce(
    (total, tap, k) => total + scaled(row[clamp(first + k, row.length - 1)] ?? 0, tap),
    0,
  );
  return clamp(Math.min(32767, asI16(sum) + 32) >> 6, 255);
}

export const referenceCrossfade = (a: Uint8Array, b: Uint8Array, weight: number): Uint8Array =>
  a.map((value, index) => (value * (256 - weight) + (b[index] ?? 0) * weight + 128) >> 8);

/** Premultiplied `bitmap` over `under`, both of the same size. */
export const referenceOverlay = (under: Uint8Array, bitmap: Uint8Array, inverseAlpha: Uint8Array): Uint8Array =>
  under.map((value, index) =>
    Math.min(255, Math.round((value * (inverseAlpha[index] ?? 0)) / 255) + (bitmap[index] ?? 0)),
  );
