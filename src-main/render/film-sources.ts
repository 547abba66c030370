import type { SceneVisual } from '../../src-shared/film.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import type { CaptionBitmap } from './caption-bitmap-file.ts';
import type { SegmentRendering, SegmentToRender } from './render-segments.ts';
import type { Shot } from './segment-spec.ts';
import { makeWorkingImage, removeWorkingImage } from './working-image.ts';

interface SourceOptions {
  segments: readonly SegmentToRender[];
  /** By `stillId`. */
  images: ReadonlyMap<string, Pick<SceneVisual, 'imagePath' | 'clip'>>;
  captions: ReadonlyMap<string, CaptionBitmap>;
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  temporaryFolder: string;
}

/** At 1920x1080 as much as a minute of film. */
const mostIdle = 24;

/**
 * Prepares each still when a segment needs it and removes it after the last that does. Disk does not grow with the film: of
 * those that wait for a later segment only the newest are kept, and the others made anew.
 */
export function filmSources({ segments, images, captions, ...tools }: SourceOptions): SegmentRendering['withSources'] {
  const usesLeft = new Map<string, number>();
  for (const stillId of segments.flatMap(stillIdsOf)) usesLeft.set(stillId, (usesLeft.get(stillId) ?? 0) + 1);
  const prepared = new Map<string, Promise<string>>();
  const removing = new Map<string, Promise<void>>();

  const prepare = ({ stillId, stillSize }: Shot): Promise<string> => {
    const image = images.get(stillId);
    // A clip is read from where it is.
    if (image?.clip) return Promise.resolve(image.clip.clipPath);
    if (!image) throw new Error(`No picture has the content ${stillId}`);
    let path = prepared.get(stillId);
    if (!path) {
      path = (removing.get(stillId) ?? Promise.resolve()).then(() =>
        makeWorkingImage(image.imagePath, stillId, stillSize, tools),
      );
      prepared.set(stillId, path);
    }
    return path;
  };
  const inUse = new Map<string, number>();
  const count = (stillId: string, change: 1 | -1) => inUse.set(stillId, (inUse.get(stillId) ?? 0) + change);
  const remove = (stillId: string): Promise<void> => {
    const removal = prepared.get(stillId)?.then(removeWorkingImage) ?? Promise.resolve();
    prepared.delete(stillId);
    removing.set(stillId, removal);
    return removal;
  };
  const letGo = async (stillId: string) => {
    count(stillId, -1);
    usesLeft.set(stillId, (usesLeft.get(stillId) ?? 1) - 1);
    const idle = [...prepared.keys()].filter((each) => inUse.get(each) === 0);
    const done = idle.filter((each) => usesLeft.get(each) === 0);
    const waiting = idle.filter((each) => !done.includes(each));
    await Promise.all([...done, ...waiting.slice(0, Math.max(0, waiting.length - mostIdle))].map(remove));
  };

  return async (segment, work) => {
    for (const stillId of stillIdsOf(segment)) count(stillId, 1);
    const paths = await Promise.all(
      segment.spec.shots.map(async (shot) => [shot.stillId, await prepare(shot)] as const),
    );
    const used = new Set(segment.spec.captions.map((span) => span.captionId));
    const result = await work({
      stills: new Map(paths),
      captions: new Map([...captions].filter(([id]) => used.has(id))),
    });
    for (const stillId of stillIdsOf(segment)) await letGo(stillId);
    return result;
  };
}

const stillIdsOf = ({ spec }: SegmentToRender): string[] => [...new Set(spec.shots.map((shot) => shot.stillId))];
