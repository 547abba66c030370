/** Where the four taps of each output position lie in the source, and how much each weighs: a tap is 1/32768 (Q15). */

import { Address } from './memory.as';

const TAPS_BYTES: usize = 4 * 2;
const START_BYTES: usize = 4;

/** Catmull-Rom weights and first source pixel of each output position; the weights of one position sum to 1. */
export function computeTaps(count: i32, origin: f64, step: f64, lastPixel: i32, taps: Address, starts: Address): void {
  for (let i = 0; i < count; i++) {
    const position = max(-1.0, min(origin + <f64>i * step, <f64>lastPixel));
    const pixel = <i32>(position + 4) - 4; // floor, as position + 4 is positive
    const t = position - <f64>pixel, t2 = t * t, t3 = t2 * t;
    const tap0 = <i32>((-0.5 * t3 + t2 - 0.5 * t) * 32768 - 0.5); // never positive: rounds half away from zero
    const tap1 = min(<i32>((1.5 * t3 - 2.5 * t2 + 1) * 32767 + 0.5), 32767); // 1.0 does not fit Q15
    const tap2 = min(<i32>((-1.5 * t3 + 2 * t2 + 0.5 * t) * 32768 + 0.5), 32767);
    const tap3 = min(32768 - tap0 - tap1 - tap2, 32767);
    const entry = taps + <usize>i * TAPS_BYTES;
    store<i16>(entry, <i16>tap0);
    store<i16>(entry, <i16>tap1, 2);
    store<i16>(entry, <i16>tap2, 4);
    store<i16>(entry, <i16>tap3, 6);
    store<i32>(starts + <usize>i * START_BYTES, pixel - 1);
  }
}

// @ts-ignore: decorator
@inline
export function startOf(starts: Address, i: i32): i32 {
  return load<i32>(starts + <usize>i * START_BYTES);
}

/** Address of the four i16 weights of output position `i`. */
// @ts-ignore: decorator
@inline
export function tapsOf(taps: Address, i: i32): Address {
  return taps + <usize>i * TAPS_BYTES;
}

/**
 * (sample * tap + 0x4000) >> 15. On x86 the saturating form costs five instructions, the relaxed one a single one. They differ
 * only for -32768 * -32768, and no tap is that small, so both builds give the same bytes on every machine.
 */
// @ts-ignore: decorator
@inline
export function times(samples: v128, taps: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i16x8.relaxed_q15mulr_s(samples, taps);
  return i16x8.q15mulr_sat_s(samples, taps);
}
