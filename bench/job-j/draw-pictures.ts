import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../ffmpeg.ts';

const width = 4000;
const height = 2250;
/** Goes up when the same seed would give another picture. */
const version = 5;

/** Pictures with the statistics of photographs, kept between runs: drawing one takes a second or two. */
export async function drawPictures(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, index) => join(folder, `leaves-${version}-${index}.jpg`));
  for (const [index, path] of paths.entries()) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeJpeg(leaves(index), path);
  }
  return paths;
}

async function writeJpeg(rgb: Uint8Array, path: string): Promise<void> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', 'pipe:0'];
  const unfinished = `${path}.tmp`;
  // A lens is never sharper than its pixels: without this every edge would be a staircase.
  const output = ['-vf', 'gblur=sigma=0.9,format=yuvj420p', '-q:v', '3', '-f', 'mjpeg', unfinished];
  const child = spawn(ffmpeg, ['-v', 'error', '-y', ...input, ...output], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(rgb);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  await rename(unfinished, path);
}

/**
 * Dead leaves: overlapping discs whose sizes follow a power law have the edges, flats and spectrum of natural scenes
 * (Lee, Mumford, Huang, "Occlusion models for natural images", 2001). Each is shaded and has a texture; how small the
 * smallest are and how rough they are changes from picture to picture, as from sky to foliage.
 */
function leaves(seed: number): Uint8Array {
  const random = randomFrom(seed + 1);
  const rgb = new Uint8Array(width * height * 3);
  const texture = fractalTile(random);
  const detail = (seed % 5) / 4;
  const [smallest, largest] = [60 - 45 * detail, 900];
  const roughness = 40 + 90 * detail;
  const coverage = 9 * width * height;
  paintDisc(rgb, texture, { x: width / 2, y: height / 2, radius: width, roughness }, random);
  for (let painted = 0; painted < coverage;) {
    const radius = smallest / Math.sqrt(1 - random() * (1 - (smallest / largest) ** 2));
    paintDisc(rgb, texture, { x: random() * width, y: random() * height, radius, roughness }, random);
    painted += Math.PI * radius * radius;
  }
  return rgb;
}

interface Disc {
  x: number;
  y: number;
  radius: number;
  roughness: number;
}

function paintDisc(rgb: Uint8Array, texture: Float32Array, disc: Disc, random: () => number): void {
  const light = 30 + 190 * random();
  const [red, green, blue] = [0.75 + 0.5 * random(), 0.8 + 0.4 * random(), 0.7 + 0.6 * random()];
  const rough = disc.roughness * random();
  const [shadeX, shadeY] = [((random() - 0.5) * 70) / disc.radius, ((random() - 0.5) * 70) / disc.radius];
  const [tileX, tileY] = [Math.floor(random() * tileSize), Math.floor(random() * tileSize)];
  const top = Math.max(0, Math.ceil(disc.y - disc.radius));
  const bottom = Math.min(height - 1, Math.floor(disc.y + disc.radius));
  for (let y = top; y <= bottom; y++) {
    const half = Math.sqrt(disc.radius ** 2 - (y - disc.y) ** 2);
    const end = Math.min(width - 1, Math.floor(disc.x + half));
    const row = ((y + tileY) & (tileSize - 1)) * tileSize;
    for (let x = Math.max(0, Math.ceil(disc.x - half)); x <= end; x++) {
      const grain = texture[row + ((x + tileX) & (tileSize - 1))] ?? 0;
      const value = light + rough * grain + shadeX * (x - disc.x) + shadeY * (y - disc.y);
      const at = (y * width + x) * 3;
      rgb[at] = clamp(value * red);
      rgb[at + 1] = clamp(value * green);
      rgb[at + 2] = clamp(value * blue);
    }
  }
}

const clamp = (value: number): number => Math.max(0, Math.min(255, value));

const tileSize = 1024;

/** Noise of all sizes, each half as strong as the one twice as large; wraps around. About −2 to 2. */
function fractalTile(random: () => number): Float32Array {
  const tile = new Float32Array(tileSize * tileSize);
  for (let cell = 256, strength = 1; cell >= 1; cell /= 2, strength *= 0.8) {
    const grid = Float32Array.from({ length: (tileSize / cell) ** 2 }, () => random() - 0.5);
    addOctave(tile, grid, cell, strength);
  }
  return tile;
}

function addOctave(tile: Float32Array, grid: Float32Array, cell: number, strength: number): void {
  const cells = tileSize / cell;
  const at = (column: number, row: number) => grid[(row % cells) * cells + (column % cells)] ?? 0;
  for (let y = 0; y < tileSize; y++) {
    const [row, down] = [Math.floor(y / cell), smooth((y % cell) / cell)];
    for (let x = 0; x < tileSize; x++) {
      const [column, right] = [Math.floor(x / cell), smooth((x % cell) / cell)];
      const above = at(column, row) * (1 - right) + at(column + 1, row) * right;
      const below = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
      tile[y * tileSize + x]! += strength * (above * (1 - down) + below * down);
    }
  }
}

const smooth = (part: number): number => part * part * (3 - 2 * part);

/** Mulberry32: the same seed draws the same picture on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
