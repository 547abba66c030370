import type { Writable } from 'node:stream';
import { readCaptionBitmap, type CaptionBitmap } from './caption-bitmap-file.ts';
import { windowAt } from './motion.ts';
import type { PictureKernel } from './picture-kernel.ts';
import type { SegmentSpec, Shot } from './segment-spec.ts';

export interface SegmentSources {
  /** By `stillId`: its working image. */
  stills: ReadonlyMap<string, string>;
  /** By `captionId`; one that shows nothing is absent. */
  captions: ReadonlyMap<string, CaptionBitmap>;
}

/** Frames 0 and 1 take turns, so that one is drawn while the pipe still reads the other; 2 is for fading in. */
const fadeFrame = 2;

/** Draws every frame of a segment into an encoder. */
export async function drawSegment(
  kernel: PictureKernel,
  spec: SegmentSpec,
  sources: SegmentSources,
  encoder: Writable,
  onFrame: (framesDone: number) => void,
): Promise<void> {
  const [shot, next] = spec.shots;
  if (!shot) throw new Error('A segment shows at least one scene');
  loadShot(kernel, 0, shot, sources);
  if (next) loadShot(kernel, 1, next, sources);
  const drawCaption = captionDrawer(kernel, spec, sources);
  const written: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()];

  for (let frame = 0; frame < spec.frames; frame++) {
    const into = (frame % 2) as 0 | 1;
    await written[into];
    drawShot(kernel, 0, shot, frame, into);
    if (next && frame >= next.startFrame) {
      const faded = frame - next.startFrame + 1;
      drawShot(kernel, 1, next, frame, fadeFrame);
      kernel.crossfade(into, fadeFrame, Math.round((256 * faded) / (spec.fadeFrames + 1)));
    }
    drawCaption(frame, into);
    written[into] = write(encoder, kernel.frameBytes(into));
    // Awaited later: until then its failure must not count as unhandled.
    written[into].catch(() => {});
    onFrame(frame + 1);
  }
  await Promise.all(written);
}

function loadShot(kernel: PictureKernel, slot: number, shot: Shot, sources: SegmentSources): void {
  const path = sources.stills.get(shot.stillId);
  if (path === undefined) throw new Error(`The still ${shot.stillId} was not prepared`);
  kernel.loadStill(slot, path, shot.stillSize);
}

function drawShot(kernel: PictureKernel, slot: number, shot: Shot, frame: number, into: number): void {
  kernel.drawStill(slot, windowAt(shot.motion, frame - shot.startFrame, shot.frameCount), into);
}

/** Captions follow each other, so only the one on screen is in memory. */
function captionDrawer(kernel: PictureKernel, spec: SegmentSpec, sources: SegmentSources) {
  let loadedId: string | undefined;
  return (frame: number, into: number): void => {
    for (const span of spec.captions) {
      if (frame < span.firstFrame || frame >= span.endFrame) continue;
      const bitmap = sources.captions.get(span.captionId);
      if (!bitmap) continue;
      if (loadedId !== span.captionId) kernel.loadCaption(readCaptionBitmap(bitmap));
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
