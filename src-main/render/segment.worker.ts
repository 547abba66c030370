import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../src-shared/failure.ts';
import { guardOffline } from '../runtime/offline-guard.ts';
import { watchedBy, type WorkWatcher } from '../runtime/watched-work.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { encodeSegment, type SegmentTask } from './encode-segment.ts';
import { startPictureKernel } from './picture-kernel.ts';
import type { FromSegmentThread, SegmentThreadData, ToSegmentThread } from './segment-thread.ts';

if (!parentPort) throw new Error('This file runs in a worker thread');
// It computes and runs FFmpeg; it never needs the network.
guardOffline(true);
const port = parentPort;
const { sizes, ffmpeg: shared } = workerData as SegmentThreadData;
const say = (message: FromSegmentThread) => port.postMessage(message);

const ffmpeg = createFfmpeg({
  explicitPath: () => shared.path,
  recordFolder: shared.recordFolder,
  stallSeconds: shared.stallSeconds,
  guard: shared.guard,
  log: (record) => say({ kind: 'record', record }),
});
/** Whoever watches over the work sits in the main thread. */
const watcher: WorkWatcher = {
  sign: () => {},
  look(look) {
    if (shared.isWatched) say({ kind: 'look', look });
    return shared.isWatched;
  },
};
const kernel = startPictureKernel(sizes);
// Awaited by the first task; without one its failure must not end the thread unheard.
kernel.catch(() => {});
let abort = new AbortController();

port.on('message', (message: ToSegmentThread) => {
  if (message.kind === 'abort') abort.abort();
  else void answer(message.task);
});

async function answer(task: SegmentTask): Promise<void> {
  abort = new AbortController();
  try {
    const onFrame = (framesDone: number) => {
      if (framesDone % 10 === 0) say({ kind: 'frames', framesDone });
    };
    const started = await kernel;
    const { signal } = abort;
    const encoded = await watchedBy(watcher, () => encodeSegment(started, task, { ffmpeg, signal, onFrame }));
    say({ kind: 'done', encoded });
  } catch (error) {
    say({ kind: 'failed', failure: toFailure(error, ''), isKernelFault: await isKernelFault(error) });
  }
}

/** The kernel did not start, or trapped: zoompan can do without it. */
async function isKernelFault(error: unknown): Promise<boolean> {
  if (error instanceof Error && error.name === 'RuntimeError') return true;
  try {
    await kernel;
    return false;
  } catch {
    return true;
  }
}
