// Draws assets/sample/dusk.jpg, the picture of the sample video: mountains at dusk, from noise alone.
// Run it after a change here, and commit the picture with it: node scripts/draw-sample-picture.mjs
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

const WIDTH = 2880;
const HEIGHT = 1620;
const SUN = { x: 0.63, y: 0.43 };
const HORIZON = 0.5;

const mix = (a, b, t) => a + (b - a) * t;
const mixColours = (a, b, t) => a.map((channel, index) => mix(channel, b[index], t));
const clamp = (value) => Math.min(1, Math.max(0, value));
const smooth = (t) => t * t * (3 - 2 * t);
const colour = (hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A fixed random number for a point of a grid. */
function hash(x, y) {
  let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
}

function noise(x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - left), smooth(y - top)];
  const upper = mix(hash(left, top), hash(left + 1, top), u);
  const lower = mix(hash(left, top + 1), hash(left + 1, top + 1), u);
  return mix(upper, lower, v);
}

function fractal(x, y, octaves) {
  let [sum, weight, total] = [0, 1, 0];
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise(x * 2 ** octave + octave * 17.3, y * 2 ** octave + octave * 9.1);
    total += weight;
    weight *= 0.5;
  }
  return sum / total;
}

/** Sharp above, soft below, as ridges are. */
function ridged(x, seed, octaves) {
  let [sum, weight, total] = [0, 1, 0];
  for (let octave = 0; octave < octaves; octave++) {
    const wave = 1 - Math.abs(2 * noise(x * 2 ** octave + seed * 31.7, seed * 7.3 + octave) - 1);
    sum += weight * wave * wave;
    total += weight;
    weight *= 0.46;
  }
  return sum / total;
}

const skyStops = [
  [0, colour('141a3c')],
  [0.16, colour('262a5e')],
  [0.3, colour('514286')],
  [0.4, colour('8e5a98')],
  [0.465, colour('d5818f')],
  [0.5, colour('f6b183')],
  [0.56, colour('ffd79a')],
];

function skyAt(part) {
  const next = skyStops.findIndex(([stop]) => stop >= part);
  if (next <= 0) return (next === 0 ? skyStops[0] : skyStops.at(-1))[1];
  const [[from, low], [to, high]] = [skyStops[next - 1], skyStops[next]];
  return mixColours(low, high, smooth((part - from) / (to - from)));
}

/** Far to near: where the ridge stands, how high it rises, its grain, and its colour at the crest. */
const ranges = [
  { base: 0.53, rise: 0.085, grain: 3.1, octaves: 7, crest: colour('a4709f'), seed: 3 },
  { base: 0.575, rise: 0.115, grain: 2.3, octaves: 7, crest: colour('7f5a92'), seed: 11 },
  { base: 0.645, rise: 0.12, grain: 1.9, octaves: 7, crest: colour('5a4780'), seed: 23 },
  { base: 0.73, rise: 0.13, grain: 1.6, octaves: 7, crest: colour('3d366a'), seed: 5 },
  { base: 0.83, rise: 0.14, grain: 1.25, octaves: 7, crest: colour('262650'), seed: 41 },
  { base: 0.955, rise: 0.15, grain: 1.0, octaves: 7, crest: colour('141835'), seed: 17, hasTrees: true },
];
const mist = colour('f0a58f');
const nearMist = colour('6c5a93');

/** Pines of different sizes, standing close: the height that they add to a ridge. */
function treesAt(x) {
  let tallest = 0;
  for (const [spacing, height, seed] of [
    [15, 34, 1],
    [23, 58, 2],
    [41, 84, 3],
  ]) {
    const cell = Math.floor(x / spacing);
    for (const tree of [cell - 1, cell, cell + 1]) {
      const middle = (tree + 0.2 + 0.6 * hash(tree, seed)) * spacing;
      const size = height * (0.45 + 0.55 * hash(tree, seed + 10)) * (hash(tree, seed + 20) > 0.28 ? 1 : 0);
      const away = Math.abs(x - middle) / (size * 0.24 + 0.001);
      if (away >= 1) continue;
      // Branches: the outline steps inwards on its way up.
      const jag = 0.12 * Math.abs((((1 - away) * 7) % 1) - 0.5);
      tallest = Math.max(tallest, size * (1 - away + jag * (1 - away)));
    }
  }
  return tallest;
}

/** In pixels from the top, a column each: the rock, and the rock with what grows on it. */
const ridges = ranges.map(({ base, rise, grain, octaves, seed }) =>
  Float64Array.from(
    { length: WIDTH },
    (_, x) => (base - rise * ridged((x / WIDTH) * grain * 2, seed, octaves)) * HEIGHT,
  ),
);
const crests = ranges.map(({ hasTrees }, range) =>
  hasTrees ? ridges[range].map((ridge, x) => ridge - treesAt(x)) : ridges[range],
);

function skyPixel(x, y) {
  const [u, v] = [x / WIDTH, y / HEIGHT];
  let pixel = skyAt(v);
  const fromSun = Math.hypot((u - SUN.x) * (WIDTH / HEIGHT), v - SUN.y);
  pixel = mixColours(pixel, colour('f08fa0'), Math.exp(-fromSun * 3.2) * 0.55);
  pixel = mixColours(pixel, colour('ffd9a0'), clamp(Math.exp(-fromSun * 8) * 0.85));
  // Clouds are thin, long, and lit from below.
  const cloud = fractal(u * 5.2 + v * 2, v * 26, 5) - 0.5 - Math.abs(v - 0.3) * 0.55;
  if (cloud > 0) {
    const lit = mixColours(colour('9a6aa2'), colour('ffc79b'), clamp(1.35 - fromSun * 2 + v * 0.4));
    pixel = mixColours(pixel, lit, clamp(cloud * 5.5) * 0.62);
  }
  const disc = clamp((0.0405 - fromSun) * 420);
  pixel = mixColours(pixel, colour('fff3d6'), disc);
  return pixel;
}

function star(x, y) {
  const [cellX, cellY] = [Math.floor(x / 26), Math.floor(y / 26)];
  if (hash(cellX, cellY + 900) < 0.82) return 0;
  const [starX, starY] = [(cellX + hash(cellX, cellY + 301)) * 26, (cellY + hash(cellX + 77, cellY)) * 26];
  const brightness = 0.25 + 0.75 * hash(cellX + 5, cellY + 5) ** 3;
  return brightness * Math.exp(-((x - starX) ** 2 + (y - starY) ** 2) / 1.1) * clamp(1 - y / (HEIGHT * 0.3));
}

function landPixel(x, y, range) {
  const { crest, base } = ranges[range];
  const depth = range / (ranges.length - 1);
  const below = Math.max(0, y - ridges[range][x]) / HEIGHT;
  // Light grazes the crest on the side of the sun; folds of the slope catch it less.
  const towardSun = Math.exp(-Math.abs(x / WIDTH - SUN.x) * 3.2);
  const fold = fractal(x / 150 + range * 13, y / 64 + below * 12, 4) - 0.5;
  let pixel = mixColours(crest, colour('ffb98c'), clamp(towardSun * (1 - depth) * 0.3 * Math.exp(-below * 26)));
  pixel = pixel.map((channel) => channel * (1 + fold * 0.16 * (1 - depth * 0.4)));
  // Mist lies in the valleys and hides the foot of each range.
  const foot = clamp((below - 0.015) / 0.13) * (0.55 + 0.75 * fractal(x / 420 + range * 5, y / 110, 4));
  const vapour = mixColours(mist, nearMist, clamp(depth * 1.25));
  pixel = mixColours(pixel, vapour, clamp(foot * mix(0.74, 0.2, depth)));
  return mixColours(pixel, colour('090b1a'), clamp((y / HEIGHT - base + 0.02) * 5) * depth * 0.8);
}

/** Each column's edges are blended over one pixel, so that ridges do not look cut out. */
function pixelAt(x, y) {
  let pixel = y / HEIGHT < HORIZON + 0.1 ? skyPixel(x, y) : [0, 0, 0];
  const light = star(x, y);
  if (light > 0.01) pixel = mixColours(pixel, [255, 246, 235], clamp(light));
  let nearest = -1;
  for (let range = ranges.length - 1; range >= 0 && nearest < 0; range--) if (y >= crests[range][x]) nearest = range;
  if (nearest < 0) return pixel;
  const cover = clamp(y - crests[nearest][x]);
  const land = landPixel(x, y, nearest);
  if (cover >= 1) return land;
  let behind = pixel;
  for (let range = nearest - 1; range >= 0; range--) {
    if (y < crests[range][x]) continue;
    behind = landPixel(x, y, range);
    break;
  }
  return mixColours(behind, land, cover);
}

function draw() {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      // A grain below one step keeps the sky's gradient from showing its steps.
      const grain = (hash(x + 7, y + 13) + hash(x + 91, y + 57) - 1) * 1.6;
      for (const channel of pixelAt(x, y)) pixels[at++] = Math.round(Math.min(255, Math.max(0, channel + grain)));
    }
  }
  return pixels;
}

const target = join(projectRoot, 'assets', 'sample', 'dusk.jpg');
const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${WIDTH}x${HEIGHT}`, '-i', 'pipe:0'];
const jpeg = ['-frames:v', '1', '-pix_fmt', 'yuvj420p', '-q:v', '2', '-huffman', 'optimal', '-bitexact', target];
const { status, stderr } = spawnSync('ffmpeg', ['-y', '-v', 'error', ...raw, ...jpeg], { input: draw() });
if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
