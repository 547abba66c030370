import { describe, expect, test } from 'vitest';
import { motionOf, windowAt } from './motion.ts';

const picture = { kind: 'picture' as const, focus: { x: 0.8, y: 0.2 } };
const windows = (motion: ReturnType<typeof motionOf>, count = 150) =>
  Array.from({ length: count }, (_, frame) => windowAt(motion, frame, count));

test('a picture moves between the whole and 1.12 times, and starts and ends at rest', () => {
  const sizes = windows(motionOf(picture, 0, 0)).map(({ size }) => size);
  expect([sizes[0], sizes.at(-1)]).toEqual([1, 1 / 1.12]);
  const steps = sizes.slice(1).map((size, index) => Math.abs(size - sizes[index]!));
  const middle = steps[75]!;
  expect(steps[0]).toBeLessThan(middle / 20);
  expect(steps.at(-1)).toBeLessThan(middle / 20);
});

test('scenes move in and out in turn, and the seed tells which comes first', () => {
  const isInward = (index: number, seed: number) => motionOf(picture, index, seed).toZoom > 1;
  expect([0, 1, 2, 3].map((index) => isInward(index, 4))).toEqual([true, false, true, false]);
  expect(isInward(0, 5)).toBe(false);
});

test('the focus stays where it is in the frame, and no window leaves the picture', () => {
  for (const { left, top, size } of windows(motionOf(picture, 0, 0))) {
    expect((0.8 - left) / size).toBeCloseTo(0.8, 9);
    expect((0.2 - top) / size).toBeCloseTo(0.2, 9);
    expect(left >= 0 && top >= 0 && left + size <= 1 + 1e-12 && top + size <= 1 + 1e-12).toBe(true);
  }
});

describe('a card', () => {
  test('keeps all of its text inside the frame: at most 1.5 % goes at each side', () => {
    for (const index of [0, 1])
      for (const { left, top, size } of windows(motionOf({ kind: 'card', focus: { x: 0, y: 0 } }, index, 0))) {
        expect(Math.max(left, top, 1 - left - size, 1 - top - size)).toBeLessThan(0.015);
      }
  });
});
