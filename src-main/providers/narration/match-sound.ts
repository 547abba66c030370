import { featureCount } from './sound-features.ts';

/** How far one reading may run ahead of the other, as a part of the whole, and in frames at least. */
const bandShare = 0.15;
const leastBand = 40;
const [fromAbove, fromDiagonal, fromLeft] = [1, 2, 3];

/**
 * For each frame of one recording the frame of another at which the same is said: dynamic time warping within a band
 * around the diagonal. Sakoe and Chiba, 1978: https://doi.org/10.1109/TASSP.1978.1163055
 */
export function matchSound(one: Float32Array, other: Float32Array): Int32Array {
  const rows = one.length / featureCount;
  const columns = other.length / featureCount;
  const reach = Math.max(leastBand, Math.ceil(bandShare * columns), Math.ceil(columns / rows) + 1);
  const width = 2 * reach + 1;
  const firstColumn = (row: number): number => Math.round((row * columns) / rows) - reach;
  const origins = new Uint8Array(rows * width);
  let above = new Float32Array(width).fill(Infinity);
  for (let row = 0; row < rows; row += 1) {
    const here = new Float32Array(width).fill(Infinity);
    const shift = firstColumn(row) - firstColumn(row - 1);
    for (let at = Math.max(0, -firstColumn(row)); at < width && firstColumn(row) + at < columns; at += 1) {
      const column = firstColumn(row) + at;
      const costs = [above[at + shift] ?? Infinity, above[at + shift - 1] ?? Infinity, here[at - 1] ?? Infinity];
      let least = row === 0 && column === 0 ? 0 : Infinity;
      for (const [index, cost] of costs.entries()) {
        // On the first row there is nothing above.
        if ((row === 0 && index < 2) || cost >= least) continue;
        least = cost;
        origins[row * width + at] = index + 1;
      }
      here[at] = least + distance(one, row, other, column);
    }
    above = here;
  }
  return walkBack({ origins, rows, columns, width, firstColumn });
}

function distance(one: Float32Array, row: number, other: Float32Array, column: number): number {
  let sum = 0;
  for (let index = 0; index < featureCount; index += 1)
    sum += (one[row * featureCount + index]! - other[column * featureCount + index]!) ** 2;
  return Math.sqrt(sum);
}

interface Walked {
  origins: Uint8Array;
  rows: number;
  columns: number;
  width: number;
  firstColumn: (row: number) => number;
}

function walkBack({ origins, rows, columns, width, firstColumn }: Walked): Int32Array {
  const map = new Int32Array(rows);
  let row = rows - 1;
  let column = columns - 1;
  while (row > 0 || column > 0) {
    map[row] = column;
    const origin = origins[row * width + column - firstColumn(row)];
    if (origin === fromAbove) row -= 1;
    else if (origin === fromDiagonal) {
      row -= 1;
      column -= 1;
    } else if (origin === fromLeft) column -= 1;
    else break;
  }
  return map;
}
