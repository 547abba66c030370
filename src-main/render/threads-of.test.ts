import { expect, test } from 'vitest';
import { threadsOf, type SegmentToRender } from './render-segments.ts';

/** Of so many frames each. */
const film = (...frames: number[]) =>
  frames.map((count, index) => ({ index, spec: { frames: count } }) as SegmentToRender);
const threadsIn = (segments: readonly SegmentToRender[], cores: number) => segments.map(threadsOf(segments, cores));

test('a short film gives all cores to its few segments', () => {
  expect(threadsIn(film(90, 90), 8)).toEqual([4, 4]);
  expect(threadsIn(film(90, 90, 90, 90, 90), 16)).toEqual([3, 3, 3, 3, 3]);
});

test('what is left at the end, fewer segments than cores, shares the cores; the shortest come last', () => {
  expect(threadsIn(film(60, 120, 60, 120, 120, 90), 4)).toEqual([2, 1, 2, 1, 1, 1]);
});

test('where it comes out even, or with one core, each has a thread', () => {
  expect(threadsIn(film(60, 120, 60, 120), 2)).toEqual([1, 1, 1, 1]);
  expect(threadsIn(film(60, 120, 60), 1)).toEqual([1, 1, 1]);
});
