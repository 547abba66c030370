import { expect, test } from 'vitest';
import { motionOf, windowAt } from './motion.ts';

const picture = { kind: 'picture' as const, focus: { x: 0.8, y: 0.2 } };
const six = (seed: number) => ({ seed, seconds: 6 });
const windows = (motion: ReturnType<typeof motionOf>, count = 150) =>
  Array.from({ length: count }, (_, frame) => windowAt(motion, frame, count));

test('a picture moves between the whole and 1.12 times, and starts and ends at rest', () => {
  const sizes = windows(motionOf(picture, 0, six(0))).map(({ size }) => size);
  expect([sizes[0], sizes.at(-1)]).toEqual([1, 1 / 1.12]);
  const steps = sizes.slice(1).map((size, index) => Math.abs(size - sizes[index]!));
  const middle = steps[75]!;
  expect(steps[0]).toBeLessThan(middle / 20);
  expect(steps.at(-1)).toBeLessThan(middle / 20);
});

test('a short scene moves less far, so that all move at one pace', () => {
  const closest = (seconds: number) => motionOf(picture, 0, { seed: 0, seconds }).to.zoom - 1;
  expect(closest(2) * 2).toBeCloseTo(closest(4), 9);
  expect(closest(60)).toBeCloseTo(0.12, 9);
});

test('scenes move towards the subject, along it, away and back in turn, and the seed tells which comes first', () => {
  const kindOf = (index: number, seed: number) => {
    const { from, to } = motionOf(picture, index, six(seed));
    if (from.zoom !== to.zoom) return from.zoom < to.zoom ? 'in' : 'out';
    return from.focusX < to.focusX ? 'right' : 'left';
  };
  expect([0, 1, 2, 3, 4].map((index) => kindOf(index, 4))).toEqual(['in', 'right', 'out', 'left', 'in']);
  expect(kindOf(0, 5)).toBe('right');
});

test('the subject stays where it is in the frame while the view comes closer', () => {
  for (const { left, top, size } of windows(motionOf(picture, 0, six(0)))) {
    expect((0.8 - left) / size).toBeCloseTo(0.8, 9);
    expect((0.2 - top) / size).toBeCloseTo(0.2, 9);
  }
});

test.each([0, 1, 2, 3])('no window leaves the picture: turn %i', (turn) => {
  for (const focus of [{ x: 0, y: 0 }, { x: 1, y: 1 }, picture.focus])
    for (const { left, top, size } of windows(motionOf({ kind: 'picture', focus }, turn, six(0)))) {
      expect(left >= 0 && top >= 0 && left + size <= 1 + 1e-12 && top + size <= 1 + 1e-12).toBe(true);
    }
});

test('a card keeps all of its text inside the frame: at most 1.5 % goes at each side', () => {
  for (const index of [0, 1, 2, 3])
    for (const { left, top, size } of windows(motionOf({ kind: 'card', focus: { x: 0, y: 0 } }, index, six(0)))) {
      expect(Math.max(left, top, 1 - left - size, 1 - top - size)).toBeLessThan(0.015);
    }
});
