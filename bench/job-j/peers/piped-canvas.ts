import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ffmpeg } from '../../ffmpeg.ts';
import { loadPackage } from './load-package.ts';
import type { PeerOrder, Storyboard } from './storyboard-types.ts';

interface Picture {
  width: number;
  height: number;
}
interface Context {
  globalAlpha: number;
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineJoin: string;
  font: string;
  imageSmoothingQuality: string;
  drawImage(picture: Picture, ...places: number[]): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}
interface CanvasApi {
  createCanvas(width: number, height: number): { getContext(kind: '2d'): Context; data(): Buffer };
  loadImage(path: string): Promise<Picture>;
}

/**
 * As MoviePy and its like make films: each frame is drawn on a canvas, and its RGBA goes through a pipe into one encoder.
 * Pictures, motion, crossfades and captions are ours; there is no sound.
 */
export async function pipeCanvas({ storyboard, frames, packagesFolder, folder }: PeerOrder): Promise<void> {
  const api = await loadPackage<CanvasApi>('@napi-rs/canvas', packagesFolder);
  if (!api) throw new Error('@napi-rs/canvas is not installed');
  const { width, height, frameRate, encoder } = storyboard;
  const canvas = api.createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`, '-framerate', String(frameRate)];
  const output = [...encoder, '-f', 'mp4', join(folder, 'piped.mp4')];
  const child = spawn(ffmpeg, ['-v', 'error', '-y', ...input, '-i', 'pipe:0', ...output], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const pictures = new Map<string, Promise<Picture>>();
  const pictureOf = (path: string) => pictures.get(path) ?? keep(pictures, path, api.loadImage(path));
  for (let frame = 0; frame < frames; frame++) {
    for (const scene of storyboard.scenes.filter((one) => frame >= one.startFrame && frame < one.endFrame))
      drawScene(context, await pictureOf(scene.imagePath), scene, frame, storyboard);
    drawCaptions(context, frame, storyboard);
    if (!child.stdin.write(canvas.data())) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.set(key, value);
  return value;
}

function drawScene(
  context: Context,
  picture: Picture,
  { startFrame, endFrame, from, to }: Storyboard['scenes'][number],
  frame: number,
  { width, height, fadeFrames }: Storyboard,
): void {
  const at = (frame - startFrame) / (endFrame - startFrame - 1);
  const part = at * at * (3 - 2 * at);
  const between = (one: number, other: number) => one + (other - one) * part;
  const size = 1 / between(from.zoom, to.zoom);
  const [left, top] = [(1 - size) * between(from.focusX, to.focusX), (1 - size) * between(from.focusY, to.focusY)];
  const isFading = startFrame > 0 && frame - startFrame < fadeFrames;
  context.globalAlpha = isFading ? (frame - startFrame + 1) / (fadeFrames + 1) : 1;
  const window = [left * picture.width, top * picture.height, size * picture.width, size * picture.height];
  context.drawImage(picture, ...window, 0, 0, width, height);
  context.globalAlpha = 1;
}

function drawCaptions(context: Context, frame: number, { width, height, captions }: Storyboard): void {
  const caption = captions.find(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame);
  if (!caption) return;
  context.font = `${Math.round(height * 0.042)}px sans-serif`;
  context.lineJoin = 'round';
  context.lineWidth = height * 0.006;
  context.strokeStyle = 'rgba(8, 10, 18, 0.8)';
  const lit = caption.words.findLast(({ startFrame }) => startFrame <= frame)?.text;
  for (const [index, line] of caption.lines.entries()) {
    const y = height * (0.92 - 0.055 * (caption.lines.length - 1 - index));
    let x = (width - context.measureText(line).width) / 2;
    for (const word of line.split(' ')) {
      context.strokeText(word, x, y);
      context.fillStyle = word === lit ? '#4fd1c5' : '#ffffff';
      context.fillText(word, x, y);
      x += context.measureText(`${word} `).width;
    }
  }
}
