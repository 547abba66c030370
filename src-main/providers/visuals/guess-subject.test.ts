import { describe, expect, test } from 'vitest';
import { guessSubject, thumbnailWidth } from './guess-subject.ts';

type Colour = [red: number, green: number, blue: number];
const [width, height] = [thumbnailWidth, 36];

/** A picture of 16:9 from what is at each place, in fractions of it. */
function picture(colourAt: (x: number, y: number) => Colour) {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++)
    rgb.set(colourAt(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height), at * 3);
  return { width, height, rgb };
}

/** A disc at a place, round as it is seen. */
const isIn = (x: number, y: number, centre: { x: number; y: number }, radius: number): boolean =>
  Math.hypot(x - centre.x, ((y - centre.y) * height) / width) < radius;

/** The same at every run. */
function noise() {
  let state = 7;
  return () => ((state = (Math.imul(state, 1103515245) + 12345) | 0) >>> 16) & 255;
}

const places = [
  { x: 0.22, y: 0.3 },
  { x: 0.75, y: 0.35 },
  { x: 0.7, y: 0.72 },
  { x: 0.5, y: 0.5 },
];

describe.each(places)('a subject at %o is found', (place) => {
  const distance = (found: { x: number; y: number } | undefined) =>
    found ? Math.hypot(found.x - place.x, found.y - place.y) : Infinity;

  test('a red disc on a grey that grows lighter', () => {
    const shown = picture((x, y) =>
      isIn(x, y, place, 0.08) ? [200, 40, 40] : [90 + 60 * x, 90 + 60 * x, 90 + 60 * x],
    );
    expect(distance(guessSubject(shown))).toBeLessThan(0.1);
  });

  test('a face in a meadow under a sky', () => {
    const shown = picture((x, y) =>
      isIn(x, y, place, 0.07) ? [198, 140, 110] : y < 0.45 ? [150, 180, 225] : [70, 120, 60],
    );
    expect(distance(guessSubject(shown))).toBeLessThan(0.14);
  });

  test('a dark boat on a light sea', () => {
    const shown = picture((x, y) => (isIn(x, y, place, 0.06) ? [40, 35, 30] : [190, 200, 210 - 20 * y]));
    expect(distance(guessSubject(shown))).toBeLessThan(0.1);
  });

  test('a patch full of detail on a flat ground', () => {
    const random = noise();
    const shown = picture((x, y) => {
      const value = isIn(x, y, place, 0.1) && random() > 128 ? 240 : 110;
      return [value, value, value];
    });
    expect(distance(guessSubject(shown))).toBeLessThan(0.12);
  });
});

test.each([
  ['one colour', () => [120, 130, 140]],
  ['black', () => [0, 0, 0]],
  [
    'noise',
    (() => {
      const random = noise();
      return () => [random(), random(), random()];
    })(),
  ],
] as [string, () => Colour][])('nothing stands out in %s: the guess is the middle, or none', (_what, colour) => {
  const found = guessSubject(picture(colour));
  expect(Math.hypot((found?.x ?? 0.5) - 0.5, (found?.y ?? 0.5) - 0.5)).toBeLessThan(0.12);
});

test('a subject at the very edge leaves the motion its room', () => {
  const found = guessSubject(
    picture((x, y) => (isIn(x, y, { x: 0.02, y: 0.98 }, 0.1) ? [220, 60, 40] : [90, 110, 120])),
  );
  expect(found).toEqual({ x: 0.15, y: 0.85 });
});
