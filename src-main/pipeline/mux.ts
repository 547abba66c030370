import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { VideoFile, type Narration, type Script, type Subtitles, type Visuals } from '../../src-shared/film.ts';
import { assemble } from '../render/assemble.ts';
import { fileDigest } from '../render/encode-segment.ts';
import type { FilmPlan } from '../render/plan-film.ts';
import { removeOtherSegments, renderFilm } from '../render/render-film.ts';
import { openSegmentJournal, segmentFileName, type SegmentJournal } from '../render/segment-journal.ts';
import { makeSoundtrack } from '../render/soundtrack.ts';
import { publishFile, sweepTemporaryFiles, temporaryBeside } from '../storage/atomic-file.ts';
import { filmFileName } from './film-file-name.ts';
import type { StageContext, StepReporter } from './stage-context.ts';

export interface MuxParts {
  script: Script;
  narration: Narration;
  visuals: Visuals;
  subtitles: Subtitles;
  plan: FilmPlan;
}

/** Parts of the progress bar, after what each takes. Joining them is the rest. */
const pictureShare = 0.9;
const soundShare = 0.06;

/** Renders the pictures, mixes the sound and joins both to the finished film. */
export async function mux(parts: MuxParts, context: StageContext): Promise<VideoFile> {
  requireEvenSize(parts.plan);
  const { brief, format, outputFolder, outputPath } = context.job;
  const inputs = {
    ...parts,
    contents: await contentsOf(parts),
    format,
    music: brief.music,
    seed: brief.seed,
    target: outputPath ?? outputFolder,
  };
  return context.stage('mux', VideoFile, inputs, (step) => makeFilm(parts, context, step));
}

async function makeFilm(parts: MuxParts, context: StageContext, step: StepReporter): Promise<VideoFile> {
  const { workspace, job } = context;
  await mkdir(workspace.temporary, { recursive: true });
  await mkdir(workspace.segments, { recursive: true });
  await sweepTemporaryFiles(workspace.segments);
  const journal = await openSegmentJournal(workspace.segments);
  const [segmentFiles, soundtrackFile] = await pictureAndSound(parts, journal, context, step);

  step.finalizing();
  const film = await assemble(
    {
      script: parts.script,
      plan: parts.plan,
      segmentFiles,
      segmentFolder: workspace.segments,
      soundtrackPath: join(workspace.segments, soundtrackFile),
      srtPath: parts.subtitles.srtPath,
      vttPath: parts.subtitles.vttPath,
      hasBurnedInCaptions: parts.subtitles.burnIn,
      targetPath: job.outputPath ?? join(job.outputFolder, `${filmFileName(parts.script.title)}.mp4`),
    },
    context,
  );
  await removeOtherSegments(workspace.segments, [...segmentFiles, soundtrackFile]);
  step.progress(1);
  step.summary(`${parts.plan.totalFrames} frames, ${Math.round(film.sizeBytes / 1e5) / 10} MB`);
  return film;
}

/** Both at once; when one fails, the other is ended too. */
async function pictureAndSound(
  parts: MuxParts,
  journal: SegmentJournal,
  context: StageContext,
  step: StepReporter,
): Promise<[string[], string]> {
  const { totalFrames } = parts.plan;
  const done = { frames: 0, sound: 0 };
  const report = () => {
    const fraction = pictureShare * (done.frames / totalFrames) + soundShare * done.sound;
    step.progress(fraction, {
      current: done.frames,
      total: totalFrames,
      detail: `${done.frames} of ${totalFrames} frames`,
    });
  };
  const failure = new AbortController();
  const signal = AbortSignal.any([context.signal, failure.signal]);
  const endBoth = (error: unknown) => {
    failure.abort(error);
    throw error;
  };
  const picture = renderPicture(parts, journal, context, step, signal, (frames) => {
    done.frames = frames;
    report();
  }).catch(endBoth);
  const sound = renderSound(parts, journal, context, signal, (fraction) => {
    done.sound = fraction;
    report();
  }).catch(endBoth);
  // Whichever failed first tells why; the other has ended by then and left nothing running.
  await Promise.allSettled([picture, sound]);
  signal.throwIfAborted();
  return Promise.all([picture, sound]);
}

function renderPicture(
  { plan, visuals, subtitles, script }: MuxParts,
  journal: SegmentJournal,
  { ffmpeg, workspace, job }: StageContext,
  step: StepReporter,
  signal: AbortSignal,
  onFrames: (frames: number) => void,
): Promise<string[]> {
  const request = {
    plan,
    visuals,
    subtitles,
    language: script.language,
    theme: job.brief.theme,
    seed: job.brief.seed,
    quality: job.format.quality,
    segmentFolder: workspace.segments,
    temporaryFolder: workspace.temporary,
    journal,
  };
  const onKernelFault = (reason: string) =>
    step.warn('The picture kernel cannot run on this computer: FFmpeg moves the pictures instead.', {
      step: 'mux',
      replaced: 'Sub-pixel motion of the pictures',
      replacement: 'zoompan of FFmpeg',
      reason,
    });
  return renderFilm(request, { ffmpeg, signal, onFrames, onKernelFault });
}

/** Kept like a segment, so that a change to a picture does not mix the sound again. */
async function renderSound(
  { plan, narration }: MuxParts,
  journal: SegmentJournal,
  { ffmpeg, workspace, job }: StageContext,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const { music, seed } = job.brief;
  const { version } = await ffmpeg.capabilities(signal);
  const voices = await digestsOf(narration.scenes.flatMap(({ audioPath }) => audioPath ?? []));
  const starts = plan.scenes.map(({ narrationStartSample }) => narrationStartSample);
  const key = sha256(JSON.stringify(['soundtrack', version, music, seed, voices, starts, plan.durationSeconds])).slice(
    0,
    40,
  );
  const fileName = segmentFileName(key);
  if (!(await journal.has(key, plan.totalFrames))) {
    const target = join(workspace.segments, fileName);
    const outputPath = temporaryBeside(target);
    const temporaryFolder = join(workspace.temporary, 'sound');
    await makeSoundtrack({ plan, narration, music, seed, outputPath, temporaryFolder }, { ffmpeg, signal, onProgress });
    const sha = await fileDigest(outputPath, signal);
    const { sizeBytes } = await ffmpeg.probe(outputPath, signal);
    await publishFile(outputPath, target);
    await journal.add({ key, sha256: sha, frames: plan.totalFrames, sizeBytes });
  }
  onProgress(1);
  return fileName;
}

/** The paths of parts say nothing about what is in them. */
const contentsOf = ({ narration, visuals, subtitles }: MuxParts): Promise<string[]> =>
  digestsOf([
    ...narration.scenes.flatMap(({ audioPath }) => audioPath ?? []),
    ...visuals.scenes.map(({ imagePath }) => imagePath),
    subtitles.srtPath,
  ]);

const digestsOf = (paths: readonly string[]): Promise<string[]> =>
  Promise.all(
    paths.map((path) =>
      fileDigest(path).catch((cause: unknown) => {
        throw new StudioError('InputFileMissing', { details: { path }, cause });
      }),
    ),
  );

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Chroma has half as many columns and rows as luma. */
function requireEvenSize({ width, height }: FilmPlan): void {
  if (width % 2 === 0 && height % 2 === 0) return;
  const message = `A film of ${width}x${height} cannot be made: width and height must be even.`;
  throw new StudioError('InvalidInput:render.resolution', { message });
}
