import type { Writable } from 'node:stream';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { readCaptionBitmap, type CaptionBitmap } from './caption-bitmap-file.ts';
import { openClip } from './clip-reader.ts';
import { rowsOf, windowAt } from './motion.ts';
import { captionBoxBytes, type PictureKernel } from './picture-kernel.ts';
import type { SegmentSpec, Shot } from './segment-spec.ts';

export interface SegmentSources {
  /** By `stillId`: its working image. */
  stills: ReadonlyMap<string, string>;
  /** By `captionId`; one that shows nothing is absent. */
  captions: ReadonlyMap<string, CaptionBitmap>;
}

/** Frames 0 and 1 take turns, so that one is drawn while the pipe still reads the other; 2 is for fading in. */
const fadeFrame = 2;

interface Surroundings {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  onFrame: (framesDone: number) => void;
}

/** Draws every frame of a segment into an encoder. */
export async function drawSegment(
  kernel: PictureKernel,
  spec: SegmentSpec,
  sources: SegmentSources,
  encoder: Writable,
  surroundings: Surroundings,
): Promise<void> {
  const painters = spec.shots.map((shot, slot) => painterOf(kernel, slot, shot, { spec, sources, ...surroundings }));
  try {
    await drawFrames(kernel, spec, painters, captionDrawer(kernel, spec, sources), encoder, surroundings.onFrame);
  } finally {
    await Promise.all(painters.map((painter) => painter.close()));
  }
}

async function drawFrames(
  kernel: PictureKernel,
  spec: SegmentSpec,
  [scene, next]: readonly ShotPainter[],
  drawCaption: (frame: number, into: number) => void,
  encoder: Writable,
  onFrame: (framesDone: number) => void,
): Promise<void> {
  if (!scene) throw new Error('A segment shows at least one scene');
  const fadeStart = spec.shots[1]?.startFrame ?? Infinity;
  const written: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()];
  for (let frame = 0; frame < spec.frames; frame++) {
    const into = (frame % 2) as 0 | 1;
    await written[into];
    await scene.draw(frame, into);
    if (next && frame >= fadeStart) {
      await next.draw(frame, fadeFrame);
      kernel.crossfade(into, fadeFrame, Math.round((256 * (frame - fadeStart + 1)) / (spec.fadeFrames + 1)));
    }
    drawCaption(frame, into);
    written[into] = write(encoder, kernel.frameBytes(into));
    // Awaited later: until then its failure must not count as unhandled.
    written[into].catch(() => {});
    onFrame(frame + 1);
  }
  await Promise.all(written);
}

interface ShotPainter {
  /** Frames count from the segment's first and come in order. */
  draw(frame: number, into: number): Promise<void> | void;
  close(): Promise<void>;
}

function painterOf(
  kernel: PictureKernel,
  slot: number,
  shot: Shot,
  { spec, sources, ffmpeg, signal }: Omit<Surroundings, 'onFrame'> & { spec: SegmentSpec; sources: SegmentSources },
): ShotPainter {
  const path = sources.stills.get(shot.stillId);
  if (path === undefined) throw new Error(`The still ${shot.stillId} was not prepared`);
  if (!shot.clip) {
    kernel.loadStill(slot, path, shot.stillSize, rowsOf(shot.motion));
    return {
      draw: (frame, into) =>
        kernel.drawStill(slot, windowAt(shot.motion, frame - shot.startFrame, shot.frameCount), into),
      close: () => Promise.resolve(),
    };
  }
  const firstFrame = Math.max(0, -shot.startFrame);
  const frameCount = spec.frames - Math.max(0, shot.startFrame);
  const frames = { path, clip: shot.clip, firstFrame, frameCount, size: spec, frameRate: spec.frameRate };
  const reader = openClip(frames, { ffmpeg, signal });
  return {
    draw: async (_frame, into) => kernel.frameBytes(into).set(await reader.next()),
    close: () => reader.close(),
  };
}

/** Captions follow each other, so only the one on screen is in memory. */
function captionDrawer(kernel: PictureKernel, spec: SegmentSpec, sources: SegmentSources) {
  let loadedId: string | undefined;
  return (frame: number, into: number): void => {
    for (const span of spec.captions) {
      if (frame < span.firstFrame || frame >= span.endFrame) continue;
      const bitmap = sources.captions.get(span.captionId);
      if (!bitmap) continue;
      if (loadedId !== span.captionId) readCaptionBitmap(bitmap, kernel.captionBytes(captionBoxBytes(bitmap.box)));
      loadedId = span.captionId;
      kernel.overlayCaption(bitmap.box, into);
    }
  };
}

/** Resolves when the pipe has taken all of the bytes and they may be drawn over. */
function write(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
