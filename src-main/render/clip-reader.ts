import { basename } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { bombLimit, input } from '../ffmpeg/args-inputs.ts';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { frameSize, type Size } from './picture-kernel.ts';
import type { ClipShot } from './segment-spec.ts';

interface ClipFrames {
  path: string;
  clip: ClipShot;
  /** The first frame of the scene that is wanted, and how many. */
  firstFrame: number;
  frameCount: number;
  size: Size;
  frameRate: number;
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
}

/** Frames of a clip, one after another, in the film's size and rate. */
export interface ClipReader {
  /** yuv420p; good until the next call. */
  next(): Promise<Uint8Array>;
  /** Ends the decoder. */
  close(): Promise<void>;
}

/** How far from its end a clip is read for its last picture alone. */
const tailSeconds = 1;

/**
 * Decodes a clip beside the drawing, a frame ahead at most: FFmpeg waits when nobody takes what it has decoded. A clip
 * that ends before the scene starts again, or stands still on its last picture.
 */
export function openClip(frames: ClipFrames, { ffmpeg, signal }: Surroundings): ClipReader {
  const closing = new AbortController();
  const stop = AbortSignal.any([signal, closing.signal]);
  const hand = new Handover(frameSize(frames.size));
  const decode = async () => {
    let startSeconds = startOf(frames);
    let isTail = isPastEnd(frames) && frames.clip.whenShort === 'hold';
    for (let left = frames.frameCount; left > 0;) {
      const before = hand.taken;
      const run = { ffmpeg, signal: stop, onFrameBytes: (chunk: Buffer) => hand.add(chunk) };
      await decodeFrom({ startSeconds, count: left, isTail }, frames, run);
      left -= hand.taken - before;
      const isNothing = hand.taken === before;
      const isHeld = frames.clip.whenShort === 'hold';
      if (!isNothing && isHeld) return;
      if (isNothing && startSeconds === 0) throw noPicture(frames.path);
      // Between its last picture and its end there is nothing more to decode.
      const isTailNext = isNothing && isHeld && !isTail;
      startSeconds = isTailNext ? tailOf(frames.clip) : 0;
      isTail = isTailNext;
    }
  };
  const decoding = decode().then(
    () => hand.end(),
    (error: unknown) => hand.end(error instanceof Error ? error : new Error(String(error))),
  );
  return {
    next: () => hand.next(),
    async close() {
      closing.abort();
      hand.release();
      await decoding;
    },
  };
}

const tailOf = ({ durationSeconds }: ClipShot): number => Math.max(0, durationSeconds - tailSeconds);

function startOf({ clip, firstFrame, frameRate }: ClipFrames): number {
  const seconds = clip.startSeconds + firstFrame / frameRate;
  if (seconds < clip.durationSeconds) return seconds;
  // It starts again from its beginning, wherever the scene began in it.
  return clip.whenShort === 'hold' ? tailOf(clip) : seconds % clip.durationSeconds;
}

const isPastEnd = ({ clip, firstFrame, frameRate }: ClipFrames): boolean =>
  clip.startSeconds + firstFrame / frameRate >= clip.durationSeconds;

async function decodeFrom(
  { startSeconds, count, isTail }: { startSeconds: number; count: number; isTail: boolean },
  { path, clip, size, frameRate }: ClipFrames,
  { ffmpeg, signal, onFrameBytes }: Surroundings & { onFrameBytes: (chunk: Buffer) => Promise<void> | undefined },
): Promise<void> {
  // Past its end only the very last picture counts.
  const filter = `${clipFilter(clip, size, frameRate)}${isTail ? ',reverse' : ''}`;
  await ffmpeg.run({
    purpose: `clip ${basename(path)}`,
    args: args`
      ${bombLimit} -threads 1 -ss ${startSeconds.toFixed(6)} ${input(clip.format, path)} -an -sn -dn
      -filter_complex ${`[0:v:0]${filter}[clip]`} -map ${'[clip]'} -frames:v ${isTail ? 1 : count}
      -f rawvideo -pix_fmt yuv420p pipe:1`,
    signal,
    onOutput: onFrameBytes,
  });
}

/** Scaled to cover the frame; one of quite another shape stands whole on a blurred ground of itself. */
export function clipFilter(
  { isLetterboxed }: Pick<ClipShot, 'isLetterboxed'>,
  { width, height }: Size,
  frameRate: number,
  label = '',
): string {
  const colours = 'out_color_matrix=bt709:out_range=tv';
  const rate = `fps=${frameRate}`;
  const square = 'scale=iw*sar:ih,setsar=1';
  const cover = (w: number, h: number) =>
    `scale=${w}:${h}:force_original_aspect_ratio=increase:flags=bicubic:${colours},crop=${w}:${h}`;
  if (!isLetterboxed) return `${rate},${square},${cover(width, height)},format=yuv420p,setsar=1`;
  const small = (length: number) => 2 * Math.ceil(length / 40);
  const whole = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic:${colours}`;
  return (
    `${rate},${square},split[back${label}][front${label}];` +
    `[back${label}]${cover(small(width), small(height))},scale=${width}:${height}:flags=bicubic,eq=brightness=-0.12[ground${label}];` +
    `[front${label}]${whole}[whole${label}];[ground${label}][whole${label}]overlay=(W-w)/2:(H-h)/2,format=yuv420p,setsar=1`
  );
}

const noPicture = (path: string) =>
  new StudioError('InvalidInput:clip', {
    message: `“${basename(path)}” has no picture that can be read.`,
    remediation: 'Use another video, or take it out of the text.',
    details: { path },
  });

/** Puts chunks together into frames and hands them over one at a time; the last one stays when no more come. */
class Handover {
  taken = 0;
  readonly #frames: [Buffer, Buffer];
  #filled = 0;
  /** The frame that waits to be taken; the other one is being filled. */
  #isFull = false;
  #error: Error | undefined;
  #isOver = false;
  #wake: (() => void)[] = [];

  constructor(frameBytes: number) {
    this.#frames = [Buffer.alloc(frameBytes), Buffer.alloc(frameBytes)];
  }

  /** A promise when the giver has to wait. */
  add(chunk: Buffer): Promise<void> | undefined {
    let at = 0;
    while (at < chunk.length && !this.#isFull) {
      const [filling] = this.#frames;
      const count = chunk.copy(filling, this.#filled, at);
      at += count;
      this.#filled += count;
      if (this.#filled === filling.length) this.#hand();
    }
    if (at === chunk.length) return undefined;
    return this.#addLater(chunk.subarray(at));
  }

  async #addLater(rest: Buffer): Promise<void> {
    while (this.#isFull && !this.#isOver) await this.#changed();
    if (!this.#isOver) await this.add(rest);
  }

  #hand(): void {
    this.#frames.reverse();
    this.#filled = 0;
    this.#isFull = true;
    this.taken++;
    this.#tell();
  }

  async next(): Promise<Uint8Array> {
    while (!this.#isFull && !this.#isOver) await this.#changed();
    if (this.#error) throw this.#error;
    // It is filled again only after the one that follows it was taken.
    const frame = this.#frames[1];
    this.#isFull = false;
    this.#tell();
    return frame;
  }

  end(error?: Error): void {
    this.#error ??= error;
    this.#isOver = true;
    this.#tell();
  }

  /** Nobody takes any more: who waits goes on. */
  release(): void {
    this.#isOver = true;
    this.#tell();
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #tell(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
