import { stat } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import { fileName } from '../ffmpeg/args-inputs.ts';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { fileDigest } from '../storage/file-digest.ts';
import { countVideoPackets } from './count-packets.ts';
import { drawSegment, type SegmentSources } from './draw-segment.ts';
import { rawFramesInput, threadArgs } from './encoder-args.ts';
import type { PictureKernel } from './picture-kernel.ts';
import type { SegmentSpec } from './segment-spec.ts';

/** One segment to be made, with all that its thread needs. Can be posted. */
export interface SegmentTask extends SegmentSources {
  purpose: string;
  spec: SegmentSpec;
  encoder: readonly string[];
  threads: number;
  outputPath: string;
}

export interface EncodedSegment {
  sha256: string;
  sizeBytes: number;
}

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  onFrame: (framesDone: number) => void;
}

/** Draws and encodes a segment, and looks whether it really holds the planned frames. */
export async function encodeSegment(
  kernel: PictureKernel,
  task: SegmentTask,
  { ffmpeg, signal, onFrame }: Surroundings,
): Promise<EncodedSegment> {
  const { spec, purpose, encoder, threads, outputPath } = task;
  await ffmpeg.run({
    purpose,
    args: args`${rawFramesInput(spec)} ${encoder} ${threadArgs(threads)} -f mp4 ${fileName(outputPath)}`,
    signal,
    feed: (stdin) => drawSegment(kernel, spec, task, stdin, { ffmpeg, signal, onFrame }),
  });
  return verifySegment(outputPath, spec, signal);
}

/** Exit code 0 proves nothing: counts the packets. Throws `OutputInvalid`. */
export async function verifySegment(
  path: string,
  { frames }: Pick<SegmentSpec, 'frames'>,
  signal: AbortSignal,
): Promise<EncodedSegment> {
  const found = await stat(path).catch(() => undefined);
  const packets = found ? await countVideoPackets(path) : 0;
  if (!found || packets !== frames)
    throw new StudioError('OutputInvalid', { details: { path, plannedFrames: frames, frames: packets } });
  return { sha256: await fileDigest(path, signal), sizeBytes: found.size };
}
