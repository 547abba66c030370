import { expect, test } from 'vitest';
import { chapterAt, chapterTarget } from './chapters.ts';

const chapters = [{ startSeconds: 0 }, { startSeconds: 6 }, { startSeconds: 14.4 }];

test('a moment belongs to the last chapter that began by then', () => {
  expect([0, 5.9, 6, 14.3, 14.4, 99].map((seconds) => chapterAt(chapters, seconds))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('back goes to the start of this chapter, and from there to the one before', () => {
  expect(chapterTarget(chapters, 10, 'previous')).toBe(6);
  expect(chapterTarget(chapters, 7, 'previous')).toBe(0);
  expect(chapterTarget(chapters, 1, 'previous')).toBe(0);
});

test('forward goes to the next chapter, and stays put in the last', () => {
  expect(chapterTarget(chapters, 1, 'next')).toBe(6);
  expect(chapterTarget(chapters, 20, 'next')).toBeUndefined();
});
