import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import { captionBoxBytes, startPictureKernel } from '../../src-main/render/picture-kernel.ts';
import { captionId, specifySegment } from '../../src-main/render/segment-spec.ts';
import { drawSegment } from '../../src-main/render/draw-segment.ts';
import { filmSources } from '../../src-main/render/film-sources.ts';
import { lookOfFilm } from '../../src-main/render/film-look.ts';
import { makeCaptionBitmaps } from '../../src-main/render/caption-bitmaps.ts';
import { stillSize } from '../../src-main/render/working-image.ts';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import { Brief } from '../../src-shared/brief.ts';

/** Writes the very frames that the film's encoders get, one after another, as raw yuv420p. */
export async function drawFrames(
  { plan, visuals, subtitles }: MuxParts,
  path: string,
  temporaryFolder: string,
): Promise<void> {
  await mkdir(temporaryFolder, { recursive: true });
  const { theme, seed, language } = Brief.parse({ topic: 'bench' });
  const ffmpeg = createFfmpeg({ recordFolder: `${temporaryFolder}/children` });
  const tools = { ffmpeg, signal: new AbortController().signal, temporaryFolder };
  const look = await lookOfFilm(plan, visuals, subtitles, { theme, seed, language });
  const segments = plan.segments.map((segment) => ({
    index: segment.index,
    key: String(segment.index),
    spec: specifySegment(look, segment),
  }));
  const texts = look.captions.map(({ assText }) => assText);
  const captions = await makeCaptionBitmaps(texts, look.captionLook, tools);
  const images = new Map(visuals.scenes.map((visual) => [look.stillIds.get(visual.sceneId) ?? '', visual]));
  const withSources = filmSources({ segments, images, captions, ...tools });
  const captionBytes = Math.max(
    0,
    ...texts.map((text) => captions.get(captionId(text))).map((bitmap) => (bitmap ? captionBoxBytes(bitmap.box) : 0)),
  );
  const kernel = await startPictureKernel({ frame: plan, still: stillSize(plan, 'picture'), captionBytes });
  const file = createWriteStream(path);
  for (const segment of segments) {
    await withSources(segment, (sources) =>
      drawSegment(kernel, segment.spec, sources, file, { ...tools, onFrame: () => {} }),
    );
  }
  file.end();
  await finished(file);
}
