/**
 * A plane in work: rows of i16 samples, each the 8-bit value times 64, with its edges replicated to both sides so that the
 * taps of the outermost columns can be read without a branch.
 */

import { Address } from './memory.as';

export const SAMPLE_SHIFT: i32 = 6;
export const SAMPLE_BYTES: i32 = 2;
/** Replicated samples before each row, so that the first tap of column -1 can be read. */
export const LEFT_PAD: i32 = 2;

/**
 * Widens a plane of bytes into samples.
 * `stride` is in samples: a multiple of 8, at least width + 16.
 */
export function loadPlane(bytes: Address, width: i32, height: i32, plane: Address, stride: i32): void {
  for (let y = 0; y < height; y++) loadRow(bytes + <usize>(y * width), width, sampleAt(plane, y * stride), stride);
}

export function loadRow(source: Address, width: i32, row: Address, stride: i32): void {
  const samples = sampleAt(row, LEFT_PAD);
  let x = 0;
  for (; x + 8 <= width; x += 8) {
    v128.store(sampleAt(samples, x), i16x8.shl(v128.load8x8_u(source + <usize>x), SAMPLE_SHIFT));
  }
  for (; x < width; x++) store<i16>(sampleAt(samples, x), <i16>(<i32>load<u8>(source + <usize>x) << SAMPLE_SHIFT));
  fillSamples(row, samples, load<i16>(samples));
  fillSamples(sampleAt(samples, width), sampleAt(row, stride), load<i16>(sampleAt(samples, width - 1)));
}

function fillSamples(from: Address, to: Address, sample: i16): void {
  for (let at = from; at < to; at += SAMPLE_BYTES) store<i16>(at, sample);
}

// @ts-ignore: decorator
@inline
export function sampleAt(row: Address, x: i32): Address {
  return row + <usize>(x * SAMPLE_BYTES);
}
