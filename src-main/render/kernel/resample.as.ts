/** Moves a still with sub-pixel precision: separable bicubic, first the rows, then the columns, four rows at once. */

import { Address } from './memory.as';
import {
  fillGroups, GROUP_BYTES, QUAD_BYTES, QUAD_FAR_TAPS, QUAD_NEAR_TAPS, QUAD_OUTPUT_COLUMN, QUAD_PICK, QUAD_SOURCE_OFFSET,
} from './column-groups.as';
import { LEFT_PAD, loadRow, sampleAt, SAMPLE_BYTES, SAMPLE_SHIFT } from './plane.as';
import { computeTaps, startOf, tapsOf, times } from './taps.as';

const HALF_PIXEL: i16 = 32;
const MAX_OUTPUT_SIZE: i32 = 4096;
const MAX_SOURCE_WIDTH: i32 = 8192;
/** Above this, the taps of four neighbouring outputs no longer fit the eight samples that one register holds. */
const MAX_COLUMN_STEP: f64 = 2;

/** Rows resampled together, so that a table entry is loaded once for all of them; 8 were no faster. */
const ROWS_AT_ONCE: i32 = 4;
const ROW_BYTES: usize = (MAX_SOURCE_WIDTH + 64) * 2;

// Constant sizes, zero-filled, no bytes in the binary.
const columnTaps: Address = memory.data(MAX_OUTPUT_SIZE * 8, 16);
const columnStarts: Address = memory.data(MAX_OUTPUT_SIZE * 4, 16);
const rowTaps: Address = memory.data(MAX_OUTPUT_SIZE * 8, 16);
const rowStarts: Address = memory.data(MAX_OUTPUT_SIZE * 4, 16);
const blendedRows: Address = memory.data(4 * (MAX_SOURCE_WIDTH + 64) * 2, 64);
const quads: Address = memory.data((MAX_OUTPUT_SIZE / 4) * 64, 64);

/**
 * Output pixel (i, j) shows the source at (originX + i * stepX, originY + j * stepY), pixel centres at whole numbers.
 * `output` is outputWidth x outputHeight bytes without padding; outputWidth is at least 8.
 * Out of range sizes or steps trap: a wrong picture would be found much later.
 */
export function resample(
  plane: Address, width: i32, height: i32, stride: i32,
  originX: f64, stepX: f64, originY: f64, stepY: f64,
  output: Address, outputWidth: i32, outputHeight: i32,
): void {
  const groupCount = planColumns(width, originX, stepX, outputWidth);
  planRows(height, originY, stepY, outputHeight);
  const from = (startOf(columnStarts, 0) + LEFT_PAD) & ~7;
  const to = min((startOf(columnStarts, outputWidth - 1) + LEFT_PAD + 4 + 7) & ~7, stride);

  for (let y = 0; y < outputHeight; y += ROWS_AT_ONCE) {
    // Past the last row the last one is done again: cheaper than a branch in the inner loop.
    const y0 = y, y1 = min(y + 1, outputHeight - 1), y2 = min(y + 2, outputHeight - 1), y3 = min(y + 3, outputHeight - 1);
    blendRowsOf(plane, height, stride, y0, blendedRows, from, to);
    blendRowsOf(plane, height, stride, y1, blendedRows + ROW_BYTES, from, to);
    blendRowsOf(plane, height, stride, y2, blendedRows + 2 * ROW_BYTES, from, to);
    blendRowsOf(plane, height, stride, y3, blendedRows + 3 * ROW_BYTES, from, to);
    resampleColumns(
      groupCount, blendedRows, ROW_BYTES,
      output + <usize>(y0 * outputWidth), output + <usize>(y1 * outputWidth),
      output + <usize>(y2 * outputWidth), output + <usize>(y3 * outputWidth),
    );
  }
}

/**
 * Loads a still that only moves sideways: its rows are resampled here, once and for all frames. `plane` gets `outputHeight`
 * rows of samples.
 */
export function loadSlidingPlane(
  bytes: Address, width: i32, height: i32, plane: Address, stride: i32,
  originY: f64, stepY: f64, outputHeight: i32,
): void {
  if (stride > MAX_SOURCE_WIDTH + 64) unreachable();
  planRows(height, originY, stepY, outputHeight);
  // The four rows that a row is made of lie in the places of the horizontal pass, each in that of its number's last two bits.
  let loaded = -1;
  for (let y = 0; y < outputHeight; y++) {
    const start = startOf(rowStarts, y);
    const last = clampRow(start + 3, height);
    loaded = max(loaded, clampRow(start, height) - 1);
    while (loaded < last) {
      loaded++;
      loadRow(bytes + <usize>(loaded * width), width, placeOf(loaded), stride);
    }
    blendFourRows(
      placeOf(clampRow(start, height)), placeOf(clampRow(start + 1, height)),
      placeOf(clampRow(start + 2, height)), placeOf(last),
      tapsOf(rowTaps, y), sampleAt(plane, y * stride), stride,
    );
  }
}

// @ts-ignore: decorator
@inline
function placeOf(row: i32): Address {
  return blendedRows + <usize>(row & 3) * ROW_BYTES;
}

/** The same as `resample` of a still that `loadSlidingPlane` loaded with the same rows. At least four of them. */
export function slide(
  plane: Address, width: i32, stride: i32, originX: f64, stepX: f64,
  output: Address, outputWidth: i32, outputHeight: i32,
): void {
  if (outputHeight < ROWS_AT_ONCE) unreachable();
  const groupCount = planColumns(width, originX, stepX, outputWidth);
  for (let row = 0; row < outputHeight; row += ROWS_AT_ONCE) {
    // The last four rows overlap those before them.
    const y = min(row, outputHeight - ROWS_AT_ONCE);
    resampleColumns(
      groupCount, sampleAt(plane, y * stride), <usize>(stride * SAMPLE_BYTES),
      output + <usize>(y * outputWidth), output + <usize>((y + 1) * outputWidth),
      output + <usize>((y + 2) * outputWidth), output + <usize>((y + 3) * outputWidth),
    );
  }
}

function planColumns(width: i32, originX: f64, stepX: f64, outputWidth: i32): i32 {
  if (outputWidth < 8 || outputWidth > MAX_OUTPUT_SIZE) unreachable();
  if (width > MAX_SOURCE_WIDTH - 16 || !(stepX > 0 && stepX <= MAX_COLUMN_STEP)) unreachable();
  computeTaps(outputWidth, originX, stepX, width - 1, columnTaps, columnStarts);
  return fillGroups(outputWidth, columnTaps, columnStarts, quads);
}

function planRows(height: i32, originY: f64, stepY: f64, outputHeight: i32): void {
  if (outputHeight > MAX_OUTPUT_SIZE || !(stepY > 0)) unreachable();
  computeTaps(outputHeight, originY, stepY, height - 1, rowTaps, rowStarts);
}

/** Vertical pass: one output row, samples `from` to `to` (multiples of 8). */
function blendRowsOf(plane: Address, height: i32, stride: i32, y: i32, blended: Address, from: i32, to: i32): void {
  const start = startOf(rowStarts, y);
  blendFourRows(
    sampleAt(plane, clampRow(start, height) * stride + from), sampleAt(plane, clampRow(start + 1, height) * stride + from),
    sampleAt(plane, clampRow(start + 2, height) * stride + from), sampleAt(plane, clampRow(start + 3, height) * stride + from),
    tapsOf(rowTaps, y), sampleAt(blended, from), to - from,
  );
}

/** The weighted sum of four source rows; `count` is a multiple of 8. */
function blendFourRows(
  row0: Address, row1: Address, row2: Address, row3: Address, taps: Address, blended: Address, count: i32,
): void {
  const tap0 = v128.load16_splat(taps), tap1 = v128.load16_splat(taps, 2);
  const tap2 = v128.load16_splat(taps, 4), tap3 = v128.load16_splat(taps, 6);

  const end = count * SAMPLE_BYTES;
  let at = 0;
  do {
    v128.store(blended + at, weigh(
      v128.load(row0 + at), v128.load(row1 + at), v128.load(row2 + at), v128.load(row3 + at),
      tap0, tap1, tap2, tap3,
    ));
    at += 16;
  } while (at < end);
}

// @ts-ignore: decorator
@inline
function clampRow(row: i32, height: i32): i32 {
  return max(0, min(row, height - 1));
}

// @ts-ignore: decorator
@inline
function weigh(a: v128, b: v128, c: v128, d: v128, tapA: v128, tapB: v128, tapC: v128, tapD: v128): v128 {
  return i16x8.add(i16x8.add(times(a, tapA), times(b, tapB)), i16x8.add(times(c, tapC), times(d, tapD)));
}

/** Horizontal pass: four rows, so many bytes apart, into four rows of output bytes. */
function resampleColumns(
  groupCount: i32, rows: Address, rowBytes: usize,
  output0: Address, output1: Address, output2: Address, output3: Address,
): void {
  const end = quads + <usize>groupCount * GROUP_BYTES;
  for (let left = quads; left < end; left += GROUP_BYTES) {
    const right = left + QUAD_BYTES;
    const leftPick = v128.load(left, QUAD_PICK), rightPick = v128.load(right, QUAD_PICK);
    const leftNear = v128.load(left, QUAD_NEAR_TAPS), rightNear = v128.load(right, QUAD_NEAR_TAPS);
    const leftFar = v128.load(left, QUAD_FAR_TAPS), rightFar = v128.load(right, QUAD_FAR_TAPS);
    const leftSource = rows + load<u32>(left, QUAD_SOURCE_OFFSET);
    const rightSource = rows + load<u32>(right, QUAD_SOURCE_OFFSET);
    const column = load<u32>(left, QUAD_OUTPUT_COLUMN);

    storePixels(
      output0 + column,
      weighQuad(leftSource, leftPick, leftNear, leftFar),
      weighQuad(rightSource, rightPick, rightNear, rightFar),
    );
    storePixels(
      output1 + column,
      weighQuad(leftSource + rowBytes, leftPick, leftNear, leftFar),
      weighQuad(rightSource + rowBytes, rightPick, rightNear, rightFar),
    );
    storePixels(
      output2 + column,
      weighQuad(leftSource + 2 * rowBytes, leftPick, leftNear, leftFar),
      weighQuad(rightSource + 2 * rowBytes, rightPick, rightNear, rightFar),
    );
    storePixels(
      output3 + column,
      weighQuad(leftSource + 3 * rowBytes, leftPick, leftNear, leftFar),
      weighQuad(rightSource + 3 * rowBytes, rightPick, rightNear, rightFar),
    );
  }
}

/** Lanes 0-3: taps 0 + 2 of four columns; lanes 4-7: taps 1 + 3. The sums wrap, so their order does not matter. */
// @ts-ignore: decorator
@inline
function weighQuad(source: Address, pick: v128, nearTaps: v128, farTaps: v128): v128 {
  return i16x8.add(
    times(swizzle(v128.load(source), pick), nearTaps),
    times(swizzle(v128.load(source, 4), pick), farTaps),
  );
}

// @ts-ignore: decorator
@inline
function storePixels(output: Address, left: v128, right: v128): void {
  const samples = i16x8.add(v128.shuffle<i64>(left, right, 0, 2), v128.shuffle<i64>(left, right, 1, 3));
  const pixels = i16x8.shr_s(i16x8.add_sat_s(samples, i16x8.splat(HALF_PIXEL)), SAMPLE_SHIFT);
  v128.store64_lane(output, i8x16.narrow_i16x8_u(pixels, pixels), 0);
}

/** Every index in a `pick` is below 16, where the relaxed form is exact too. */
// @ts-ignore: decorator
@inline
function swizzle(samples: v128, pick: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(samples, pick);
  return i8x16.swizzle(samples, pick);
}
