import { expect, test } from 'vitest';
import { LoudnessMeter } from './loudness-meter.ts';

/** A second of 1 kHz on both channels, full scale. */
const second = Float32Array.from({ length: 96_000 }, (_, index) =>
  Math.sin((2 * Math.PI * (Math.floor(index / 2) % 48)) / 48),
);

/** So many seconds at so many dBFS, one after another. */
function measured(...parts: [seconds: number, levelDb: number][]) {
  const meter = new LoudnessMeter();
  for (const [seconds, levelDb] of parts) {
    const tone = second.map((sample) => sample * 10 ** (levelDb / 20));
    for (let left = seconds; left > 0; left--) {
      // In pieces of no particular length, as they come.
      const piece = tone.subarray(0, 2 * Math.round(48_000 * Math.min(1, left)));
      for (let at = 0; at < piece.length; at += 7002) meter.add(piece.subarray(at, at + 7002));
    }
  }
  return meter.result();
}

// https://tech.ebu.ch/docs/tech/tech3341.pdf, "Minimum requirements test signals", 1 to 5.
test.each([
  ['a steady tone', [[20, -23]], -23],
  ['another', [[20, -33]], -33],
  [
    'quiet parts at both ends, which the gate leaves out',
    [
      [10, -36],
      [60, -23],
      [10, -36],
    ],
    -23,
  ],
  [
    'quieter ones beside them',
    [
      [10, -72],
      [10, -36],
      [60, -23],
      [10, -36],
      [10, -72],
    ],
    -23,
  ],
  [
    'a tone that changes',
    [
      [20, -26],
      [20.1, -20],
      [20, -26],
    ],
    -23,
  ],
] as [string, [number, number][], number][])('%s is as loud as the EBU says', (_what, parts, lufs) => {
  expect(Math.abs(measured(...parts).lufs - lufs)).toBeLessThan(0.1);
});

test('silence has no loudness and no peak', () => {
  expect(measured([2, -200]).lufs).toBe(-Infinity);
  expect(new LoudnessMeter().result()).toEqual({ lufs: -Infinity, truePeakDbtp: -Infinity });
});

test('a peak is told with what may hide between the samples', () => {
  const { truePeakDbtp } = measured([1, -6]);
  expect(truePeakDbtp).toBeGreaterThanOrEqual(-6);
  expect(truePeakDbtp).toBeLessThan(-4.5);
});
