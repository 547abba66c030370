import { rm } from 'node:fs/promises';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import { codeOfRawFailure } from '../../src-shared/raw-failure.ts';
import { publishFile, temporaryBeside } from '../storage/atomic-file.ts';
import type { EncodedSegment, SegmentTask } from './encode-segment.ts';
import { segmentFileName, type SegmentJournal } from './segment-journal.ts';
import type { SegmentSpec } from './segment-spec.ts';
import { SegmentThreadGone } from './segment-thread.ts';

export interface SegmentToRender {
  index: number;
  key: string;
  spec: SegmentSpec;
}

/** What makes one segment; ended and started anew when it dies. */
export interface SegmentMaker {
  encode(task: SegmentTask, signal: AbortSignal, onFrame: (framesDone: number) => void): Promise<EncodedSegment>;
  close(): Promise<void>;
}

export interface SegmentRendering {
  folder: string;
  journal: SegmentJournal;
  encoder: readonly string[];
  /** Of a segment's encoder. x264 writes it into the file: the same segment must always be given the same. */
  threadsOf(segment: SegmentToRender): number;
  signal: AbortSignal;
  startMaker: () => Promise<SegmentMaker>;
  /** Other work on the same film: until it is done it has the core and the memory of the last maker. */
  beside?: Promise<unknown> | undefined;
  /** Brings its stills and captions to disk, and takes them away again. */
  withSources<T>(
    segment: SegmentToRender,
    work: (sources: Pick<SegmentTask, 'stills' | 'captions'>) => Promise<T>,
  ): Promise<T>;
  /** Frames written so far, over all segments. */
  onFrames: (framesDone: number) => void;
}

/**
 * Makes all segments, as many at once as cores and memory allow, longest first, so that no long one is left for the end.
 * They start out of step: in step, a kill could find all of them just before their end.
 */
export async function renderSegments(segments: readonly SegmentToRender[], rendering: SegmentRendering): Promise<void> {
  const waiting = longestFirst(segments);
  const count = Math.min(waiting.length, makersAtOnce(waiting[0]?.spec));
  const framesDone = new Map<number, number>();
  // One failure ends the others at once; what they have finished is kept.
  const failure = new AbortController();
  const signal = AbortSignal.any([rendering.signal, failure.signal]);
  const report = (index: number, frames: number) => {
    framesDone.set(index, frames);
    rendering.onFrames([...framesDone.values()].reduce((sum, done) => sum + done, 0));
  };

  const firsts = Array.from({ length: count }, (_, maker) => waiting[Math.floor((maker * waiting.length) / count)]);
  for (const first of firsts) if (first) waiting.splice(waiting.indexOf(first), 1);

  const work = async (first: SegmentToRender | undefined, index: number) => {
    const maker = restartable(rendering.startMaker);
    try {
      if (index > 0 && index === count - 1) await settled(rendering.beside, signal);
      for (let next = first; next; next = waiting.shift()) {
        const segment = next;
        await renderOne(segment, maker, { ...rendering, signal }, (frames) => report(segment.index, frames));
      }
    } catch (error) {
      failure.abort(error);
      throw error;
    } finally {
      await maker.close();
    }
  };
  const results = await Promise.allSettled(firsts.map(work));
  rendering.signal.throwIfAborted();
  if (failure.signal.aborted || results.some((result) => result.status === 'rejected')) throw failure.signal.reason;
}

async function renderOne(
  segment: SegmentToRender,
  maker: SegmentMaker,
  rendering: SegmentRendering,
  onFrame: (framesDone: number) => void,
): Promise<void> {
  const { folder, journal, signal, encoder } = rendering;
  const target = join(folder, segmentFileName(segment.key));
  const outputPath = temporaryBeside(target);
  try {
    const encoded = await rendering.withSources(segment, (sources) => {
      const task: SegmentTask = {
        ...sources,
        purpose: `segment ${segment.index + 1}`,
        spec: segment.spec,
        encoder,
        threads: rendering.threadsOf(segment),
        outputPath,
      };
      return maker.encode(task, signal, onFrame);
    });
    await publishFile(outputPath, target);
    await journal.add({ key: segment.key, frames: segment.spec.frames, ...encoded });
    onFrame(segment.spec.frames);
  } finally {
    await rm(outputPath, { force: true });
  }
}

/** A segment whose thread or FFmpeg was killed, or whose FFmpeg lied, is made once more; then the segment itself is to blame. */
function restartable(start: () => Promise<SegmentMaker>): SegmentMaker {
  let maker: SegmentMaker | undefined;
  const close = async () => {
    await maker?.close();
    maker = undefined;
  };
  const encodeOnce: SegmentMaker['encode'] = async (task, signal, onFrame) => {
    maker ??= await start();
    try {
      return await maker.encode(task, signal, onFrame);
    } catch (error) {
      if (error instanceof SegmentThreadGone) await close();
      throw error;
    }
  };
  const encode: SegmentMaker['encode'] = async (task, signal, onFrame) => {
    try {
      return await encodeOnce(task, signal, onFrame);
    } catch (error) {
      if (signal.aborted || !mayBeChance(error)) throw error;
    }
    try {
      return await encodeOnce(task, signal, onFrame);
    } catch (error) {
      if (!(error instanceof SegmentThreadGone)) throw error;
      const message = `The thread that makes ${task.purpose} ended twice.`;
      throw new StudioError(codeOfRawFailure(error) ?? 'UnknownError', {
        message,
        details: { purpose: task.purpose },
        cause: error,
      });
    }
  };
  return { encode, close };
}

const mayBeChance = (error: unknown): boolean =>
  error instanceof SegmentThreadGone ||
  (error instanceof StudioError && ['FFmpegKilled', 'OutputInvalid'].includes(failureFamily(error.code)));

/** Resolves when it has ended, however; rejects when there is no need to wait any more. */
async function settled(work: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
  if (!work) return;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([work.catch(() => {}), aborted]).finally(() => signal.removeEventListener('abort', stop));
}

const longestFirst = (segments: readonly SegmentToRender[]): SegmentToRender[] =>
  segments.toSorted((a, b) => b.spec.frames - a.spec.frames || a.index - b.index);

/**
 * Where fewer segments than cores are left at the end, these share all the cores; in a short film that is all of them. Of
 * the whole film, not of what is missing: what is made again must come out the same.
 */
export function threadsOf(
  film: readonly SegmentToRender[],
  cores = availableParallelism(),
): SegmentRendering['threadsOf'] {
  const left = film.length % cores;
  const last = new Set(longestFirst(film).slice(film.length - left));
  return (segment) => (last.has(segment) ? Math.floor(cores / left) : 1);
}

/** What one encoder and its kernel take at 1920x1080. */
const makerBytes = 350 * 1024 * 1024;

function makersAtOnce(spec: SegmentSpec | undefined): number {
  const size = spec ? Math.max(0.5, (spec.width * spec.height) / (1920 * 1080)) : 1;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / (makerBytes * size))));
}
