import { expect, test } from 'vitest';
import { releaseProblems } from './release-problems.mjs';

const electron = { version: '45.4.1', isFallback: false };
const ffmpeg = { path: '/somewhere/ffmpeg', isFallback: false };

test("a release of Electron's own runtime and ffmpeg-static's FFmpeg is fine", () => {
  expect(releaseProblems({ electron, ffmpeg })).toEqual([]);
});

test('a release with the Electron that stands in for development is refused', () => {
  const fallback = { version: '33.2.1', isFallback: true };
  expect(releaseProblems({ electron: fallback, ffmpeg })).toEqual([expect.stringContaining('Electron 33.2.1')]);
});

test.each([{ path: '/somewhere/ffmpeg', isFallback: true }, undefined])(
  'a release with FFmpeg %o is refused',
  (other) => {
    expect(releaseProblems({ electron, ffmpeg: other })).toEqual([expect.stringContaining('FFmpeg')]);
  },
);
