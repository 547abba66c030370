import { rm } from 'node:fs/promises';
import type { SceneVisual } from '../../src-shared/film.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import type { CaptionBitmap } from './caption-bitmap-file.ts';
import type { SegmentRendering, SegmentToRender } from './render-segments.ts';
import type { Shot } from './segment-spec.ts';
import { makeWorkingImage } from './working-image.ts';

interface SourceOptions {
  segments: readonly SegmentToRender[];
  /** By `stillId`. */
  images: ReadonlyMap<string, Pick<SceneVisual, 'imagePath' | 'clip'>>;
  captions: ReadonlyMap<string, CaptionBitmap>;
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  temporaryFolder: string;
}

/** Prepares each still when the first segment needs it and removes it after the last: disk does not grow with the film. */
export function filmSources({ segments, images, captions, ...tools }: SourceOptions): SegmentRendering['withSources'] {
  const usesLeft = new Map<string, number>();
  for (const stillId of segments.flatMap(stillIdsOf)) usesLeft.set(stillId, (usesLeft.get(stillId) ?? 0) + 1);
  const prepared = new Map<string, Promise<string>>();

  const prepare = ({ stillId, stillSize }: Shot): Promise<string> => {
    const image = images.get(stillId);
    // A clip is read from where it is.
    if (image?.clip) return Promise.resolve(image.clip.clipPath);
    if (!image) throw new Error(`No picture has the content ${stillId}`);
    let path = prepared.get(stillId);
    if (!path) {
      path = makeWorkingImage(image.imagePath, stillId, stillSize, tools);
      prepared.set(stillId, path);
    }
    return path;
  };
  const letGo = async (stillId: string) => {
    const left = (usesLeft.get(stillId) ?? 1) - 1;
    usesLeft.set(stillId, left);
    const path = await prepared.get(stillId);
    if (left === 0 && path !== undefined) await rm(path, { force: true });
  };

  return async (segment, work) => {
    const paths = await Promise.all(
      segment.spec.shots.map(async (shot) => [shot.stillId, await prepare(shot)] as const),
    );
    const used = new Set(segment.spec.captions.map((span) => span.captionId));
    const result = await work({
      stills: new Map(paths),
      captions: new Map([...captions].filter(([id]) => used.has(id))),
    });
    await Promise.all(stillIdsOf(segment).map(letGo));
    return result;
  };
}

const stillIdsOf = ({ spec }: SegmentToRender): string[] => [...new Set(spec.shots.map((shot) => shot.stillId))];
