import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clipSoundsOf } from '../render/clip-sounds.ts';
import type { VideoEncoder } from '../render/encoder-args.ts';
import type { InputDigest } from '../render/input-digests.ts';
import { renderFilm } from '../render/render-film.ts';
import { segmentFileName, type SegmentJournal } from '../render/segment-journal.ts';
import { makeSoundtrack, soundtrackVersion } from '../render/soundtrack.ts';
import { publishFile, temporaryBeside } from '../storage/atomic-file.ts';
import { fileDigest } from '../storage/file-digest.ts';
import type { Rung } from './quality-ladder.ts';
import type { RenderContext, StepReporter } from './stage-context.ts';
import type { MuxParts } from './mux-parts.ts';

export interface PartsRequest {
  parts: MuxParts;
  rung: Rung;
  encoders: readonly VideoEncoder[];
  journal: SegmentJournal;
  digestOf: InputDigest;
}

interface RenderedParts {
  segmentFiles: string[];
  soundtrackFile: string;
  /** That made the segments in the end. */
  encoder: VideoEncoder | undefined;
}

/** Prepared pictures, beside the segments: who goes on after a kill has them, and they go with these. */
export const stillFolderName = 'stills';

/** Parts of the progress bar, after what each takes. Joining them is the rest. */
const share = { preparation: 0.03, picture: 0.88, sound: 0.06 };

/** Segments and soundtrack, both at once; when one fails, the other is ended too. */
export async function renderParts(
  request: PartsRequest,
  context: RenderContext,
  step: StepReporter,
): Promise<RenderedParts> {
  const { totalFrames } = request.rung.plan;
  const done = { preparation: 0, frames: 0, sound: 0 };
  const report = (news: Partial<typeof done>) => {
    Object.assign(done, news);
    const { preparation, picture, sound } = share;
    const fraction = preparation * done.preparation + picture * (done.frames / totalFrames) + sound * done.sound;
    const detail = done.preparation < 1 ? 'Preparing captions' : `${done.frames} of ${totalFrames} frames`;
    step.progress(fraction, { current: done.frames, total: totalFrames, detail });
  };
  const failure = new AbortController();
  const signal = AbortSignal.any([context.signal, failure.signal]);
  const endBoth = (error: unknown) => {
    failure.abort(error);
    throw error;
  };
  const sound = renderSound(request, context, signal, (fraction) => report({ sound: fraction })).catch(endBoth);
  const picture = renderPicture(request, sound, context, step, signal, report).catch(endBoth);
  // Whichever failed first tells why; the other has ended by then and left nothing running.
  await Promise.allSettled([picture, sound]);
  signal.throwIfAborted();
  const [{ segmentFiles, encoder }, soundtrackFile] = await Promise.all([picture, sound]);
  return { segmentFiles, encoder, soundtrackFile };
}

async function renderPicture(
  { parts: { visuals, subtitles, script }, rung, encoders, journal, digestOf }: PartsRequest,
  sound: Promise<unknown>,
  { ffmpeg, workspace, job }: RenderContext,
  step: StepReporter,
  signal: AbortSignal,
  report: (news: { preparation?: number; frames?: number }) => void,
): Promise<Pick<RenderedParts, 'segmentFiles' | 'encoder'>> {
  let [encoder] = encoders;
  const { plan, maxBitrate } = rung;
  const { theme, seed } = job.brief;
  const look = { visuals, subtitles, language: script.language, theme, seed };
  const stillFolder = join(workspace.segments, stillFolderName);
  await mkdir(stillFolder, { recursive: true });
  const places = { segmentFolder: workspace.segments, temporaryFolder: workspace.temporary, stillFolder };
  const request = {
    plan,
    ...look,
    ...places,
    quality: job.format.quality,
    encoders,
    maxBitrate,
    journal,
    digestOf,
    beside: sound,
  };
  const segmentFiles = await renderFilm(request, {
    ffmpeg,
    signal,
    onPrepared: (fraction) => report({ preparation: fraction }),
    onFrames: (frames) => report({ frames }),
    onKernelFault: (reason) =>
      step.warn(`The picture kernel cannot run on this computer, so FFmpeg moves the pictures: ${reason}`, {
        step: 'mux',
        replaced: 'Sub-pixel motion of the pictures',
        replacement: 'zoompan of FFmpeg',
        reason,
      }),
    onEncoderFault({ failed, next, error }) {
      encoder = next;
      const reason = firstWords(error.details?.['stderr']) ?? error.message;
      step.warn(`The encoder ${failed.name} failed, so ${next.name} encodes: ${reason}`, {
        step: 'mux',
        replaced: failed.name,
        replacement: next.name,
        reason,
        redoStep: 'mux',
      });
    },
  });
  return { segmentFiles, encoder };
}

/** What it said first is the cause; what follows are consequences. */
const firstWords = (stderr: unknown): string | undefined =>
  typeof stderr === 'string' && stderr.trim() !== '' ? stderr.trim().slice(0, 600) : undefined;

/** Kept like a segment, so that a change to a picture does not mix the sound again. */
async function renderSound(
  { parts: { narration, visuals }, rung: { plan }, journal, digestOf }: PartsRequest,
  { ffmpeg, workspace, job }: RenderContext,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const { music, seed } = job.brief;
  const { version } = await ffmpeg.capabilities(signal);
  const voices = await Promise.all(
    narration.scenes.flatMap(({ audioPath }) => (audioPath === undefined ? [] : digestOf(audioPath))),
  );
  const starts = plan.scenes.map(({ narrationStartSample }) => narrationStartSample);
  const clips = clipSoundsOf(visuals, plan);
  const heard = await Promise.all(clips.map(({ clipPath }) => digestOf(clipPath)));
  const places = clips.map(({ clipPath: _path, ...place }) => place);
  const made = [soundtrackVersion, version, music, seed, voices, starts, plan.durationSeconds, heard, places];
  const key = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 40);
  const fileName = segmentFileName(key);
  if (!(await journal.has(key, plan.totalFrames))) {
    const target = join(workspace.segments, fileName);
    const outputPath = temporaryBeside(target);
    const temporaryFolder = join(workspace.temporary, 'sound');
    const request = { plan, narration, music, clips, seed, outputPath, temporaryFolder };
    await makeSoundtrack(request, { ffmpeg, signal, onProgress });
    const sha = await fileDigest(outputPath, signal);
    const { size: sizeBytes } = await stat(outputPath);
    await publishFile(outputPath, target);
    await journal.add({ key, sha256: sha, frames: plan.totalFrames, sizeBytes });
  }
  onProgress(1);
  return fileName;
}
