/** The horizontal pass's table: what a group of eight neighbouring output columns needs, in two quads of four. */

import { Address } from './memory.as';
import { LEFT_PAD, SAMPLE_BYTES } from './plane.as';
import { startOf, tapsOf } from './taps.as';

// A quad's fields, as byte offsets.
export const QUAD_BYTES: usize = 64;
export const QUAD_PICK: usize = 0;
export const QUAD_NEAR_TAPS: usize = 16;
export const QUAD_FAR_TAPS: usize = 32;
export const QUAD_SOURCE_OFFSET: usize = 48;
export const QUAD_OUTPUT_COLUMN: usize = 52;
export const GROUP_BYTES: usize = 2 * QUAD_BYTES;

/** Fills the horizontal pass's table. The last group of eight columns ends at the last column, so it may overlap its neighbour. */
export function fillGroups(outputWidth: i32, columnTaps: Address, columnStarts: Address, quads: Address): i32 {
  const count = (outputWidth + 7) >> 3;
  for (let group = 0; group < count; group++) {
    const column = min(group * 8, outputWidth - 8);
    const entry = quads + <usize>group * GROUP_BYTES;
    fillQuad(entry, column, columnTaps, columnStarts);
    fillQuad(entry + QUAD_BYTES, column + 4, columnTaps, columnStarts);
  }
  return count;
}

/**
 * What four output columns need: eight samples are read at the source offset, `pick` brings tap 0's samples of the four
 * columns into lanes 0-3 and tap 1's into lanes 4-7. Read two samples further on, the same `pick` gives taps 2 and 3.
 */
function fillQuad(quad: Address, column: i32, columnTaps: Address, columnStarts: Address): void {
  const start = startOf(columnStarts, column);
  store<i32>(quad, (start + LEFT_PAD) * SAMPLE_BYTES, QUAD_SOURCE_OFFSET);
  store<i32>(quad, column, QUAD_OUTPUT_COLUMN);
  for (let lane = 0; lane < 4; lane++) {
    const taps = tapsOf(columnTaps, column + lane);
    const low = quad + <usize>(lane * 2), high = low + 8;
    const firstByte = (startOf(columnStarts, column + lane) - start) * SAMPLE_BYTES;
    store<u16>(low, <u16>(firstByte | ((firstByte + 1) << 8)), QUAD_PICK);
    store<u16>(high, <u16>((firstByte + 2) | ((firstByte + 3) << 8)), QUAD_PICK);
    store<i16>(low, load<i16>(taps), QUAD_NEAR_TAPS);
    store<i16>(high, load<i16>(taps, 2), QUAD_NEAR_TAPS);
    store<i16>(low, load<i16>(taps, 4), QUAD_FAR_TAPS);
    store<i16>(high, load<i16>(taps, 6), QUAD_FAR_TAPS);
  }
}
