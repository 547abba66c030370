import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  referenceCrossfade,
  referenceOverlay,
  referenceResample,
  type Resampling,
} from './kernel-reference.test-support.ts';
import { captionBoxBytes, frameSize, startPictureKernel, type Size } from './picture-kernel.ts';
import { stillSize } from './working-image.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-kernel-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Hard edges, flats and noise: what makes a resampler ring and overflow. */
function hardPicture(size: number, width: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: size }, (_, i) => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (((x >> 4) + (y >> 4)) % 3 === 0) return (state >>> 16) & 255;
    return ((x >> 3) + (y >> 3)) & 1 ? 255 : 0;
  });
}

const kinds = ['simd', 'relaxed'] as const;
const shapes: [string, Size, Size][] = [
  ['landscape', { width: 720, height: 404 }, { width: 640, height: 360 }],
  [
    'portrait, with a chroma width that is not a multiple of eight',
    { width: 606, height: 1076 },
    { width: 540, height: 960 },
  ],
  ['square', { width: 404, height: 404 }, { width: 360, height: 360 }],
  ['an odd shape', { width: 374, height: 122 }, { width: 334, height: 110 }],
];
/** Sizes that films are made in. The reference takes seconds for a frame of these, so rows of it are looked at. */
const formats: [string, Size][] = [
  ['3840x2160', { width: 3840, height: 2160 }],
  ['1920x1080', { width: 1920, height: 1080 }],
  ['1080x1920', { width: 1080, height: 1920 }],
  ['1080x1080', { width: 1080, height: 1080 }],
];
const windows = [
  { left: 0, top: 0, size: 1 },
  { left: 0.0713, top: 0.0291, size: 0.8931 },
  { left: 0.1071, top: 0.1071, size: 0.8929 },
];

describe.each(kinds)('the %s kernel', (kind) => {
  test.each(shapes)('draws a still as the reference does, bit for bit: %s', async (_shape, still, frame) => {
    const kernel = await startPictureKernel({ frame, still, captionBytes: 0 }, kind);
    const bytes = hardPicture(frameSize(still), still.width, 9);
    const path = join(folder, `${kind}.yuv`);
    await writeFile(path, bytes);
    for (const window of windows) {
      const reference = referenceFrame(bytes, still, frame, window);
      kernel.loadStill(1, path, still);
      kernel.drawStill(1, window, 2);
      expect(Buffer.compare(kernel.frameBytes(2), reference)).toBe(0);
      // Loaded for moving sideways only, it is the same picture.
      kernel.frameBytes(2).fill(0);
      kernel.loadStill(1, path, still, { top: window.top, size: window.size });
      kernel.drawStill(1, window, 2);
      expect(Buffer.compare(kernel.frameBytes(2), reference)).toBe(0);
    }
  });

  test.each(formats)('draws the same rows as the reference in %s', async (_format, frame) => {
    const still = stillSize(frame, 'picture');
    const kernel = await startPictureKernel({ frame, still, captionBytes: 0 }, kind);
    const bytes = hardPicture(frameSize(still), still.width, 5);
    const path = join(folder, `${kind}-format.yuv`);
    await writeFile(path, bytes);
    const [, window = windows[0]!] = windows;
    for (const rows of [undefined, { top: window.top, size: window.size }]) {
      kernel.loadStill(0, path, still, rows);
      kernel.drawStill(0, window, 1);
      const drawn = kernel.frameBytes(1);
      for (const { start, width, row, expected } of referenceRows(bytes, still, frame, window))
        expect([row, Buffer.compare(drawn.subarray(start, start + width), expected)]).toEqual([row, 0]);
    }
  });

  test('refuses to draw a still off the rows that it was loaded for', async () => {
    const size = { width: 64, height: 64 };
    const kernel = await startPictureKernel({ frame: size, still: size, captionBytes: 0 }, kind);
    await writeFile(join(folder, 'sideways.yuv'), Buffer.alloc(frameSize(size)));
    kernel.loadStill(0, join(folder, 'sideways.yuv'), size, { top: 0, size: 0.9 });
    expect(() => kernel.drawStill(0, { left: 0, top: 0.01, size: 0.9 }, 0)).toThrow('sideways only');
  });

  test('crossfades as the reference does, at every weight', async () => {
    const size = { width: 334, height: 110 };
    const kernel = await startPictureKernel({ frame: size, still: size, captionBytes: 0 }, kind);
    const [a, b] = [hardPicture(frameSize(size), size.width, 1), hardPicture(frameSize(size), size.width, 2)];
    for (const weight of [0, 1, 16, 128, 240, 256]) {
      kernel.frameBytes(0).set(a);
      kernel.frameBytes(1).set(b);
      kernel.crossfade(0, 1, weight);
      expect(Buffer.compare(kernel.frameBytes(0), referenceCrossfade(a, b, weight))).toBe(0);
    }
  });

  test('lays a caption over its place and touches nothing else', async () => {
    const size = { width: 128, height: 64 };
    const box = { x: 70, y: 30, width: 58, height: 34 };
    const kernel = await startPictureKernel({ frame: size, still: size, captionBytes: captionBoxBytes(box) }, kind);
    const before = hardPicture(frameSize(size), size.width, 3);
    kernel.frameBytes(0).set(before);
    const bitmap = hardPicture(captionBoxBytes(box), box.width, 4);
    kernel.captionBytes(bitmap.length).set(bitmap);
    kernel.overlayCaption(box, 0);
    expect(Buffer.compare(kernel.frameBytes(0), withCaption(before, size, bitmap, box))).toBe(0);
  });
});

test('a still that is shorter than it should be is refused', async () => {
  const size = { width: 64, height: 64 };
  const kernel = await startPictureKernel({ frame: size, still: size, captionBytes: 0 });
  await writeFile(join(folder, 'short.yuv'), Buffer.alloc(100));
  expect(() => kernel.loadStill(0, join(folder, 'short.yuv'), size)).toThrow('shorter than it should be');
});

interface ReferencePlane extends Resampling {
  bytes: Uint8Array;
  /** Where it begins in a frame. */
  start: number;
}

function referencePlanes(
  bytes: Uint8Array,
  still: Size,
  frame: Size,
  window: { left: number; top: number; size: number },
): ReferencePlane[] {
  const [stepX, stepY] = [(window.size * still.width) / frame.width, (window.size * still.height) / frame.height];
  const [left, top] = [window.left * still.width, window.top * still.height];
  let [at, start] = [0, 0];
  return [1, 2, 2].map((part) => {
    const [width, height] = [still.width / part, still.height / part];
    const plane = bytes.subarray(at, (at += width * height));
    // A chroma sample is sited at luma column 2x and between rows 2y and 2y + 1.
    const originX = (left + stepX / 2 - 0.5) / part;
    const originY = part === 1 ? top + stepY / 2 - 0.5 : (top + stepY - 1) / 2;
    const [outputWidth, outputHeight] = [frame.width / part, frame.height / part];
    const placed = { bytes: plane, start, width, height, originX, stepX, originY, stepY, outputWidth, outputHeight };
    start += outputWidth * outputHeight;
    return placed;
  });
}

const referenceFrame = (...shown: Parameters<typeof referencePlanes>): Buffer =>
  Buffer.concat(referencePlanes(...shown).map(({ bytes, ...resampling }) => referenceResample(bytes, resampling)));

/** Rows at the edges and within, of each plane, and where they are in a frame. */
function referenceRows(...shown: Parameters<typeof referencePlanes>) {
  return referencePlanes(...shown).flatMap(({ bytes, start, ...plane }) => {
    const { outputWidth: width, outputHeight, originY, stepY } = plane;
    return [0, 1, Math.floor(outputHeight * 0.37), outputHeight - 2, outputHeight - 1].map((row) => ({
      ...{ row, width, start: start + row * width },
      expected: referenceResample(bytes, { ...plane, originY: originY + row * stepY, outputHeight: 1 }),
    }));
  });
}

function withCaption(
  before: Uint8Array,
  frame: Size,
  bitmap: Uint8Array,
  box: { x: number; y: number } & Size,
): Uint8Array {
  const after = before.slice();
  const luma = box.width * box.height;
  const chroma = luma / 4;
  const planes = [
    { start: 0, part: 1, bitmap: 0, inverse: luma },
    { start: frame.width * frame.height, part: 2, bitmap: 2 * luma, inverse: 2 * luma + 2 * chroma },
    { start: (frame.width * frame.height * 5) / 4, part: 2, bitmap: 2 * luma + chroma, inverse: 2 * luma + 2 * chroma },
  ];
  for (const plane of planes) {
    const [width, height, stride] = [box.width / plane.part, box.height / plane.part, frame.width / plane.part];
    for (let y = 0; y < height; y++) {
      const row = plane.start + (box.y / plane.part + y) * stride + box.x / plane.part;
      const part = (from: number) => bitmap.subarray(from + y * width, from + (y + 1) * width);
      after.set(referenceOverlay(before.subarray(row, row + width), part(plane.bitmap), part(plane.inverse)), row);
    }
  }
  return after;
}
