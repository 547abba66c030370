import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import { StudioError, type Failure, type FailureCode } from '../../src-shared/failure.ts';
import type { Ffmpeg, FfmpegForWorkers, FfmpegRecord } from '../ffmpeg/ffmpeg.ts';
import { workerScript } from '../runtime/app-files.ts';
import { currentWatcher, type StillLook } from '../runtime/watched-work.ts';
import type { EncodedSegment, SegmentTask } from './encode-segment.ts';
import type { KernelSizes } from './picture-kernel.ts';

export interface SegmentThreadData {
  sizes: KernelSizes;
  ffmpeg: FfmpegForWorkers;
}
export type ToSegmentThread = { kind: 'task'; task: SegmentTask } | { kind: 'abort' };
export type FromSegmentThread =
  | { kind: 'frames'; framesDone: number }
  | { kind: 'record'; record: FfmpegRecord }
  | { kind: 'look'; look: StillLook }
  | { kind: 'done'; encoded: EncodedSegment }
  | { kind: 'failed'; failure: Failure; isKernelFault: boolean };

/** The thread itself ended: its work is lost, not wrong. */
export class SegmentThreadGone extends Error {
  override readonly name = 'SegmentThreadGone';
}
/** WebAssembly does not do here what it should; the film can be made without. */
export class KernelFault extends Error {
  override readonly name = 'KernelFault';
}

/** A thread with a picture kernel of its own that makes one segment after another. */
export interface SegmentThread {
  encode(task: SegmentTask, signal: AbortSignal, onFrame: (framesDone: number) => void): Promise<EncodedSegment>;
  close(): Promise<void>;
}

/** How long an aborted thread may take to end its FFmpeg before it is ended with it. */
const abortGraceMs = 1500;

/** A frame leaves a few objects behind; given more room, V8 fills it before it collects: 48 MB for nothing. */
const maxYoungGenerationSizeMb = 6;

export async function startSegmentThread(sizes: KernelSizes, ffmpeg: Ffmpeg): Promise<SegmentThread> {
  const workerData: SegmentThreadData = { sizes, ffmpeg: await ffmpeg.forWorkers() };
  const resourceLimits = { maxYoungGenerationSizeMb };
  const worker = new Worker(workerScript('segment'), { workerData, name: 'segment', env: {}, resourceLimits });
  // A thread's messages come without the context of the step that started it.
  const hear = AsyncResource.bind((said: FromSegmentThread) => {
    if (said.kind === 'record') ffmpeg.log(said.record);
    if (said.kind === 'look') currentWatcher()?.look(said.look);
  });
  worker.on('message', hear);
  // What it dies of is told to whoever waits for a segment; nobody may be waiting.
  worker.on('error', () => {});
  return {
    encode: (task, signal, onFrame) => ffmpeg.withSlot(signal, () => encodeIn(worker, task, signal, onFrame)),
    close: async () => void (await worker.terminate()),
  };
}

function encodeIn(
  worker: Worker,
  task: SegmentTask,
  signal: AbortSignal,
  onFrame: (framesDone: number) => void,
): Promise<EncodedSegment> {
  const post = (message: ToSegmentThread) => worker.postMessage(message);
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const settle = (finish: () => void) => {
      clearTimeout(grace);
      worker.off('message', onMessage).off('error', onGone).off('exit', onGone);
      signal.removeEventListener('abort', onAbort);
      if (signal.aborted) reject(signal.reason);
      else finish();
    };
    const onMessage = (said: FromSegmentThread) => {
      if (said.kind === 'frames') onFrame(said.framesDone);
      else if (said.kind === 'done') settle(() => resolve(said.encoded));
      else if (said.kind === 'failed') settle(() => reject(asError(said)));
    };
    const onGone = (cause: unknown) => settle(() => reject(new SegmentThreadGone('The thread ended', { cause })));
    // It kills its FFmpeg and answers `failed`; settling then means that no child is left.
    const onAbort = () => {
      post({ kind: 'abort' });
      grace = setTimeout(() => void worker.terminate(), abortGraceMs);
    };
    worker.on('message', onMessage).on('error', onGone).on('exit', onGone);
    signal.addEventListener('abort', onAbort, { once: true });
    post({ kind: 'task', task });
    if (signal.aborted) onAbort();
  });
}

function asError({ failure, isKernelFault }: Extract<FromSegmentThread, { kind: 'failed' }>): Error {
  const { code, message, remediation, details } = failure;
  if (isKernelFault) return new KernelFault(message, { cause: details });
  return new StudioError(code as FailureCode, { message, remediation, ...(details && { details }) });
}
