import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { VideoFile } from '../../src-shared/film.ts';
import { assemble } from '../render/assemble.ts';
import { chooseEncoders } from '../render/choose-encoders.ts';
import { inputDigests, type InputDigest } from '../render/input-digests.ts';
import { x264 } from '../render/encoder-args.ts';
import { openCheckpoint } from '../render/open-checkpoint.ts';
import type { FilmPlan } from '../render/plan-film.ts';
import { removeOtherSegments } from '../render/render-film.ts';
import type { SegmentJournal } from '../render/segment-journal.ts';
import { appVersion } from '../runtime/app-version.ts';
import { filmFileName } from './film-file-name.ts';
import { mayStepDown, rungsOf, type Rung } from './quality-ladder.ts';
import { renderParts, stillFolderName } from './render-parts.ts';
import type { RenderContext, StepReporter } from './stage-context.ts';
import { writeCredits } from './write-credits.ts';
import type { MuxParts } from './mux-parts.ts';

/** Renders the pictures, mixes the sound and joins both to the finished film. */
export async function mux(parts: MuxParts, context: RenderContext): Promise<VideoFile> {
  requireEvenSize(parts.plan);
  const { brief, format, outputFolder, outputPath } = context.job;
  const { codec, encoder } = context.settings.rendering;
  const digestOf = inputDigests();
  const inputs = {
    ...parts,
    contents: await contentsOf(parts, digestOf),
    format,
    codec,
    encoder,
    music: brief.music,
    seed: brief.seed,
    target: outputPath ?? outputFolder,
  };
  return context.stage('mux', VideoFile, inputs, (step) => makeFilm({ parts, digestOf }, context, step));
}

interface FilmToMake {
  parts: MuxParts;
  digestOf: InputDigest;
}

async function makeFilm(film: FilmToMake, context: RenderContext, step: StepReporter): Promise<VideoFile> {
  const { workspace, settings } = context;
  const { plan } = film.parts;
  await mkdir(workspace.temporary, { recursive: true });
  const journal = await openJournal(context, step);
  const [first, ...lower] = rungsOf(plan, settings.quality);
  let rung: Rung = first ?? { plan };
  for (;;) {
    try {
      return await makeAt(rung, { ...film, journal }, context, step);
    } catch (error) {
      context.signal.throwIfAborted();
      const next = lower.shift();
      if (!next || !(await mayStepDown(error, next, context))) throw error;
      tellStepDown(rung, next, error, step);
      // Nothing of a larger film can be joined to a smaller one, and its room may be what was wanting.
      await removeOtherSegments(workspace.segments, []);
      rung = next;
    }
  }
}

async function openJournal({ ffmpeg, workspace, settings, signal }: RenderContext, step: StepReporter) {
  const { enabled, resumeFromCheckpoint } = settings.rendering.checkpoints;
  return openCheckpoint({
    folder: workspace.segments,
    maker: { app: appVersion(), ffmpeg: (await ffmpeg.capabilities(signal)).version },
    mayResume: enabled && resumeFromCheckpoint,
    onRefused: (reason) => step.warn(`What was rendered before is not used: ${reason}.`),
  });
}

async function makeAt(
  rung: Rung,
  { parts, digestOf, journal }: FilmToMake & { journal: SegmentJournal },
  context: RenderContext,
  step: StepReporter,
): Promise<VideoFile> {
  const { workspace, job, settings, ffmpeg, signal } = context;
  const { codec } = settings.rendering;
  const encoders = await chooseEncoders(settings.rendering, ffmpeg, signal);
  const rendered = await renderParts({ parts, rung, encoders, journal, digestOf }, context, step);
  const { segmentFiles, soundtrackFile } = rendered;

  step.finalizing();
  const film = await assemble(
    {
      script: parts.script,
      plan: rung.plan,
      codec,
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
  await rm(join(workspace.segments, stillFolderName), { recursive: true, force: true });
  step.progress(1);
  const credits = await writeCredits(film.videoPath, parts.script, parts.visuals);
  const credited = credits ? `, ${credits.count} picture${credits.count === 1 ? '' : 's'} credited beside it` : '';
  step.summary(`${rung.plan.totalFrames} frames, ${Math.round(film.sizeBytes / 1e5) / 10} MB${credited}`);
  return {
    ...film,
    ...(credits && { creditsPath: credits.path }),
    ...(rung.level && { level: rung.level }),
    ...(rendered.encoder && rendered.encoder.name !== x264.name && { encoder: rendered.encoder.name }),
  };
}

function tellStepDown(from: Rung, to: Rung, error: unknown, step: StepReporter): void {
  const size = ({ plan }: Rung) => `${plan.width} × ${plan.height}`;
  const reason = error instanceof StudioError ? error.message : String(error);
  step.warn(`The film is made at ${size(to)} instead of ${size(from)}. ${reason}`, {
    step: 'mux',
    replaced: `A film of ${size(from)}`,
    replacement: `${size(to)}, level ${to.level}`,
    reason,
    redoStep: 'mux',
  });
}

const contentsOf = ({ narration, visuals, subtitles }: MuxParts, digestOf: InputDigest): Promise<string[]> =>
  Promise.all(
    [
      ...narration.scenes.flatMap(({ audioPath }) => audioPath ?? []),
      ...visuals.scenes.map(({ imagePath, clip }) => clip?.clipPath ?? imagePath),
      subtitles.srtPath,
    ].map(digestOf),
  );

/** Chroma has half as many columns and rows as luma. */
function requireEvenSize({ width, height }: FilmPlan): void {
  if (width % 2 === 0 && height % 2 === 0) return;
  const message = `A film of ${width}x${height} cannot be made: width and height must be even.`;
  throw new StudioError('InvalidInput:render.resolution', { message });
}
