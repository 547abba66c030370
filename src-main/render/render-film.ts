import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Theme } from '../../src-shared/brief.ts';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import type { Subtitles, Visuals } from '../../src-shared/film.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import type { CaptionBitmap } from './caption-bitmap-file.ts';
import { makeCaptionBitmaps } from './caption-bitmaps.ts';
import { encoderArgs, type Quality, type VideoEncoder } from './encoder-args.ts';
import { captionLookDigest, lookOfFilm } from './film-look.ts';
import { filmSources } from './film-sources.ts';
import { appVersion } from '../runtime/app-version.ts';
import type { InputDigest } from './input-digests.ts';
import { captionBoxBytes, kernelDigest, type Size } from './picture-kernel.ts';
import type { FilmPlan } from './plan-film.ts';
import { renderSegments, threadsOf, type SegmentMaker, type SegmentToRender } from './render-segments.ts';
import { segmentFileName, type SegmentJournal } from './segment-journal.ts';
import { captionId, segmentKey, specifySegment, type SegmentMaking } from './segment-spec.ts';
import { KernelFault, startSegmentThread } from './segment-thread.ts';
import { stillSize } from './working-image.ts';
import { zoompanMaker } from './zoompan-maker.ts';

export interface PictureRequest {
  plan: FilmPlan;
  visuals: Visuals;
  subtitles: Subtitles;
  language: string;
  theme: Theme;
  seed: number;
  quality: Quality;
  /** Best first; the next one takes over when one fails. */
  encoders: readonly VideoEncoder[];
  /** Bits a second that the film may not exceed for long. */
  maxBitrate?: number | undefined;
  segmentFolder: string;
  temporaryFolder: string;
  /** Where prepared pictures outlive a kill; absent: the temporary folder, which does not. */
  stillFolder?: string;
  journal: SegmentJournal;
  /** Of the pictures and clips. */
  digestOf?: InputDigest;
  /** The sound, which is made at the same time. */
  beside?: Promise<unknown>;
}

interface PictureTools {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
  /** Frames that are done, those of kept segments among them. */
  onFrames?: (framesDone: number) => void;
  /** What has to be done before the first frame, 0 to 1. */
  onPrepared?: (fraction: number) => void;
  /** The kernel cannot be used here and zoompan takes over. */
  onKernelFault?: (reason: string) => void;
  /** An encoder failed and the next one makes all segments, as those of two do not join. */
  onEncoderFault?: (fault: EncoderFault) => void;
}

type Painter = 'kernel' | 'zoompan';

interface EncoderFault {
  failed: VideoEncoder;
  next: VideoEncoder;
  error: StudioError;
}

/** Makes the segments that are not there yet. Returns the names of all of them, in the film's order. */
export async function renderFilm(
  request: PictureRequest,
  tools: PictureTools,
  painters: readonly Painter[] = ['kernel', 'zoompan'],
): Promise<string[]> {
  const [painter = 'zoompan', ...others] = painters;
  try {
    return await renderBy(painter, request, tools);
  } catch (error) {
    tools.signal.throwIfAborted();
    if (error instanceof KernelFault && others.length > 0) {
      tools.onKernelFault?.(error.message);
      return renderFilm(request, tools, others);
    }
    const [failed, next, ...further] = request.encoders;
    if (!failed || !next || !isEncoderFault(error)) throw error;
    tools.onEncoderFault?.({ failed, next, error });
    return renderFilm({ ...request, encoders: [next, ...further] }, tools, painters);
  }
}

/** What a broken, lost or busy encoder device may end in. A full disk or a damaged picture would fail any encoder. */
const isEncoderFault = (error: unknown): error is StudioError =>
  error instanceof StudioError && encoderFaults.has(failureFamily(error.code));
const encoderFaults = new Set<string>([
  ...['FFmpegFailedExitCode', 'FFmpegKilled', 'MissingCodec', 'OutputInvalid', 'OutOfMemory', 'Stalled'],
]);

interface FilmToRender {
  look: Awaited<ReturnType<typeof lookOfFilm>>;
  encoder: readonly string[];
  segments: SegmentToRender[];
  missing: SegmentToRender[];
}

async function renderBy(painter: Painter, request: PictureRequest, tools: PictureTools): Promise<string[]> {
  const film = await filmToRender(painter, request, tools);
  const { missing, look } = film;
  const keptFrames = request.plan.totalFrames - missing.reduce((sum, { spec }) => sum + spec.frames, 0);
  tools.onFrames?.(keptFrames);
  if (missing.length > 0) {
    const captions = painter === 'kernel' ? await captionsOf(film, request, tools) : new Map<string, CaptionBitmap>();
    tools.onPrepared?.(1);
    const images = new Map(request.visuals.scenes.map((visual) => [look.stillIds.get(visual.sceneId) ?? '', visual]));
    await renderSegments(missing, {
      folder: request.segmentFolder,
      journal: request.journal,
      encoder: film.encoder,
      threadsOf: threadsOf(film.segments),
      beside: request.beside,
      signal: tools.signal,
      startMaker: () => startMaker(painter, film, captions, request, tools),
      withSources: filmSources({
        ...{ segments: missing, images, captions, ...surroundings(request, tools) },
        temporaryFolder: request.stillFolder ?? request.temporaryFolder,
      }),
      onFrames: (frames) => tools.onFrames?.(keptFrames + frames),
    });
  }
  return film.segments.map(({ key }) => segmentFileName(key));
}

async function filmToRender(painter: Painter, request: PictureRequest, tools: PictureTools): Promise<FilmToRender> {
  const { plan, journal } = request;
  const look = await lookOfFilm(plan, request.visuals, request.subtitles, request);
  const { quality, encoders, maxBitrate } = request;
  const encoder = encoderArgs(plan, quality, encoders[0], {
    maxBitrate,
    hasClips: request.visuals.scenes.some(({ clip }) => clip),
  });
  const making: SegmentMaking = {
    encoder,
    appVersion: appVersion(),
    ffmpegVersion: (await tools.ffmpeg.capabilities(tools.signal)).version,
    painter: painter === 'kernel' ? await kernelDigest().catch(kernelIsMissing) : painter,
    captionLook: await captionLookDigest(look.captionLook),
  };
  const segments = plan.segments.map((segment): SegmentToRender => {
    const spec = specifySegment(look, segment);
    return { index: segment.index, spec, key: segmentKey(spec, making) };
  });
  const missing: SegmentToRender[] = [];
  for (const segment of segments) {
    tools.signal.throwIfAborted();
    if (!(await journal.has(segment.key, segment.spec.frames))) missing.push(segment);
  }
  return { look, encoder, segments, missing };
}

/** Bitmaps of what the missing segments show, and of nothing else. */
function captionsOf({ look, missing }: FilmToRender, request: PictureRequest, tools: PictureTools) {
  const shown = new Set(missing.flatMap(({ spec }) => spec.captions.map((span) => span.captionId)));
  const texts = look.captions.map(({ assText }) => assText).filter((text) => shown.has(captionId(text)));
  return makeCaptionBitmaps(texts, look.captionLook, {
    ...surroundings(request, tools),
    ...(tools.onPrepared && { onDrawn: tools.onPrepared }),
  });
}

function startMaker(
  painter: Painter,
  { look }: FilmToRender,
  captions: ReadonlyMap<string, CaptionBitmap>,
  request: PictureRequest,
  tools: PictureTools,
): Promise<SegmentMaker> {
  const { plan, temporaryFolder } = request;
  if (painter === 'kernel') {
    const captionBytes = Math.max(0, ...[...captions.values()].map(({ box }) => captionBoxBytes(box)));
    return startSegmentThread({ frame: frameOf(plan), still: stillSize(plan, 'picture'), captionBytes }, tools.ffmpeg);
  }
  const assTexts = new Map(look.captions.map(({ assText }) => [captionId(assText), assText]));
  return Promise.resolve(zoompanMaker({ ffmpeg: tools.ffmpeg, assTexts, look: look.captionLook, temporaryFolder }));
}

const surroundings = ({ temporaryFolder }: PictureRequest, { ffmpeg, signal }: PictureTools) => ({
  ffmpeg,
  signal,
  temporaryFolder,
});
const frameOf = ({ width, height }: FilmPlan): Size => ({ width, height });

function kernelIsMissing(cause: unknown): never {
  throw new KernelFault('The kernel is not there', { cause });
}

/** Removes segments of an earlier state of the film, once a newer one is finished. */
export async function removeOtherSegments(folder: string, kept: readonly string[]): Promise<void> {
  const names = await readdir(folder);
  const others = names.filter((name) => /^[0-9a-f]{40}\.mp4$/.test(name) && !kept.includes(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}
