import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import { motionOf, windowAt, type PictureWindow } from '../../src-main/render/motion.ts';
import { startPictureKernel } from '../../src-main/render/picture-kernel.ts';
import { makeWorkingImage, stillSize } from '../../src-main/render/working-image.ts';
import { drawPictures } from './draw-pictures.ts';
import { reportTarget } from './report.ts';

const frame = { width: 1920, height: 1080 };
const part = { left: 320, top: 180, width: 1280, height: 720 };
const frameCount = 180;

/** How far the kernel's frames lie from where an ideal resample puts them, in pixels. */
export async function measureMotion(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const [picture = ''] = (await drawPictures(join(tmpdir(), 'aura-bench-pictures'), 5)).slice(3);
  const ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  const tools = { ffmpeg, signal: new AbortController().signal, temporaryFolder: folder };
  const still = stillSize(frame, 'picture');
  const path = await makeWorkingImage(picture, 'motion', still, tools);
  const kernel = await startPictureKernel({ frame, still, captionBytes: 0 });
  kernel.loadStill(0, path, still);
  const luma = (await readFile(path)).subarray(0, still.width * still.height);
  const motion = motionOf({ kind: 'picture', focus: { x: 0.3, y: 0.4 } }, 0, { seed: 0, seconds: 6 });
  const errors: { x: number; y: number }[] = [];
  // Neighbours, too: the step from frame to frame is what the eye sees as shake.
  for (let at = 4; at < frameCount - 1; at += at % 9 === 4 ? 1 : 8) {
    const window = windowAt(motion, at, frameCount);
    kernel.drawStill(0, window, 0);
    const drawn = cut(kernel.frameBytes(0));
    errors.push(displacement(ideal(luma, still.width, still.height, window), drawn));
  }
  await writeFile(join(folder, 'errors.json'), JSON.stringify(errors));
  const rms = Math.sqrt(errors.reduce((sum, { x, y }) => sum + x * x + y * y, 0) / errors.length);
  const steps = errors
    .slice(1)
    .map((error, index) => Math.hypot(error.x - (errors[index]?.x ?? 0), error.y - (errors[index]?.y ?? 0)));
  reportTarget(
    'motion error against an ideal resample, rms px',
    rms,
    { must: 0.02, aim: 0.002 },
    {
      largestStep: Math.max(...steps),
      frames: errors.length,
    },
  );
}

function cut(luma: Uint8Array): Float32Array {
  const pixels = new Float32Array(part.width * part.height);
  for (let y = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++)
      pixels[y * part.width + x] = luma[(y + part.top) * frame.width + x + part.left] ?? 0;
  return pixels;
}

/** Lanczos-3 in floating point, rows and then columns. */
function ideal(luma: Uint8Array, width: number, height: number, window: PictureWindow): Float32Array {
  const columns = tapsFor(window.left * width, (window.size * width) / frame.width, part.left, part.width);
  const rows = tapsFor(window.top * height, (window.size * height) / frame.height, part.top, part.height);
  const pixels = new Float32Array(part.width * part.height);
  const blended = new Float32Array(width);
  for (const [y, row] of rows.entries()) {
    blended.fill(0);
    for (const [tap, weight] of row.weights.entries()) {
      const from = Math.max(0, Math.min(row.first + tap, height - 1)) * width;
      for (let x = 0; x < width; x++) blended[x]! += weight * (luma[from + x] ?? 0);
    }
    for (const [x, { first, weights }] of columns.entries()) {
      let sum = 0;
      for (const [tap, weight] of weights.entries()) sum += weight * (blended[first + tap] ?? 0);
      pixels[y * part.width + x] = sum;
    }
  }
  return pixels;
}

function tapsFor(left: number, step: number, from: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const position = left + (from + index + 0.5) * step - 0.5;
    const first = Math.floor(position) - 2;
    const weights = Array.from({ length: 6 }, (_weight, tap) => lanczos3(position - first - tap));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}

function lanczos3(x: number): number {
  if (Math.abs(x) < 1e-9) return 1;
  if (Math.abs(x) >= 3) return 0;
  return (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2;
}

/** The one shift that explains the difference of two pictures best: Lucas and Kanade, 1981. */
function displacement(one: Float32Array, other: Float32Array): { x: number; y: number } {
  let [xx, xy, yy, xt, yt] = [0, 0, 0, 0, 0];
  for (let y = 1; y < part.height - 1; y++)
    for (let x = 1; x < part.width - 1; x++) {
      const at = y * part.width + x;
      const gradientX = ((one[at + 1] ?? 0) - (one[at - 1] ?? 0)) / 2;
      const gradientY = ((one[at + part.width] ?? 0) - (one[at - part.width] ?? 0)) / 2;
      const change = (other[at] ?? 0) - (one[at] ?? 0);
      xx += gradientX * gradientX;
      xy += gradientX * gradientY;
      yy += gradientY * gradientY;
      xt += gradientX * change;
      yt += gradientY * change;
    }
  const determinant = xx * yy - xy * xy;
  return { x: (xy * yt - yy * xt) / determinant, y: (xy * xt - xx * yt) / determinant };
}
