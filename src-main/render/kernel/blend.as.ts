/** Crossfades frames and lays captions over them, on bytes. */

import { Address } from './memory.as';

/** output = (a * (256 - weight) + b * weight + 128) >> 8, weight from 0 (all a) to 256 (all b). `output` may be a or b. */
export function crossfade(a: Address, b: Address, output: Address, sizeBytes: i32, weight: i32): void {
  const weightA = i16x8.splat(<i16>(256 - weight)), weightB = i16x8.splat(<i16>weight);
  const vectorEnd = sizeBytes & ~15;
  let at: i32 = 0;
  // A `for` is compiled with its test at the top, which V8 keeps: a tenth slower in a loop this short.
  if (vectorEnd > 0) {
    do {
      v128.store(output + at, fade16(v128.load(a + at), v128.load(b + at), weightA, weightB));
      at += 16;
    } while (at < vectorEnd);
  }
  for (; at < sizeBytes; at++) {
    store<u8>(output + at, <u8>((<i32>load<u8>(a + at) * (256 - weight) + <i32>load<u8>(b + at) * weight + 128) >> 8));
  }
}

// @ts-ignore: decorator
@inline
function fade16(a: v128, b: v128, weightA: v128, weightB: v128): v128 {
  return i8x16.narrow_i16x8_u(
    fade8(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b), weightA, weightB),
    fade8(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b), weightA, weightB),
  );
}

// @ts-ignore: decorator
@inline
function fade8(a: v128, b: v128, weightA: v128, weightB: v128): v128 {
  const sum = i16x8.add(i16x8.mul(a, weightA), i16x8.mul(b, weightB));
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(128)), 8);
}

/**
 * Lays a bitmap over a plane: plane = plane * inverseAlpha / 255 + bitmap, where `bitmap` is premultiplied by its alpha.
 * `plane` points at the bitmap's top left corner; the division is the exact rounded one, (t + (t >> 8)) >> 8 with t = x + 128.
 */
export function overlay(plane: Address, planeWidth: i32, bitmap: Address, inverseAlpha: Address, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const row = plane + <usize>(y * planeWidth);
    const offset = <usize>(y * width);
    let x: usize = 0;
    for (; x + 8 <= <usize>width; x += 8) {
      const kept = i16x8.mul(v128.load8x8_u(row + x), v128.load8x8_u(inverseAlpha + offset + x));
      const pixels = i16x8.add(divideBy255(kept), v128.load8x8_u(bitmap + offset + x));
      v128.store64_lane(row + x, i8x16.narrow_i16x8_u(pixels, pixels), 0);
    }
    for (; x < <usize>width; x++) {
      const t = <i32>load<u8>(row + x) * <i32>load<u8>(inverseAlpha + offset + x) + 128;
      store<u8>(row + x, <u8>min(((t + (t >> 8)) >> 8) + <i32>load<u8>(bitmap + offset + x), 255));
    }
  }
}

// @ts-ignore: decorator
@inline
function divideBy255(products: v128): v128 {
  const t = i16x8.add(products, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}
