import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import { fileName } from '../ffmpeg/args-inputs.ts';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg, MediaProbe } from '../ffmpeg/ffmpeg.ts';
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
  return verifySegment(outputPath, spec, ffmpeg, signal);
}

/** Exit code 0 proves nothing: counts the packets. Throws `OutputInvalid`. */
export async function verifySegment(
  path: string,
  spec: Pick<SegmentSpec, 'frames'>,
  ffmpeg: Ffmpeg,
  signal: AbortSignal,
): Promise<EncodedSegment> {
  const { video, sizeBytes } = await probeResult(path, ffmpeg, signal);
  if (video?.frameCount !== spec.frames) {
    const details = { path, plannedFrames: spec.frames, frames: video?.frameCount ?? 0 };
    throw new StudioError('OutputInvalid', { details });
  }
  return { sha256: await fileDigest(path, signal), sizeBytes };
}

/** Throws `OutputInvalid` where ffprobe itself ended well and only the file is bad. */
export async function probeResult(
  path: string,
  ffmpeg: Pick<Ffmpeg, 'probe'>,
  signal: AbortSignal,
): Promise<MediaProbe> {
  try {
    return await ffmpeg.probe(path, signal);
  } catch (cause) {
    if (!(cause instanceof StudioError) || !saysUnreadable.has(failureFamily(cause.code))) throw cause;
    const message = 'The finished file is not what was planned: it cannot be read.';
    throw new StudioError('OutputInvalid', { message, details: { path, faults: ['it cannot be read'] }, cause });
  }
}

/** Of ffprobe: the file is damaged, or it was never written. */
const saysUnreadable = new Set<string>(['FFmpegFailedExitCode', 'InputFileMissing']);

export async function fileDigest(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { ...(signal && { signal }) });
  return hash.digest('hex');
}
