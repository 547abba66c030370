import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { z } from 'zod';
import { StudioError } from '../../src-shared/failure.ts';
import type { FfmpegCapabilities } from '../ffmpeg/ffmpeg.ts';
import { requireCodec } from '../render/choose-encoders.ts';
import { ensureOutputFolder, freeBytes, requireWritableFolder } from '../storage/output-folder.ts';
import { estimateDisk, type DiskNeed } from './estimate-disk.ts';
import { requireProviders } from './require-providers.ts';
import type { StageContext, StepReporter } from './stage-context.ts';

const Preflight = z.object({
  ffmpegVersion: z.string(),
  canBurnIn: z.boolean(),
  neededBytes: z.number(),
  freeBytes: z.number(),
  /** US dollars, estimated. */
  costUsd: z.number(),
});
type Preflight = z.infer<typeof Preflight>;

const neededEncoders = ['libx264', 'aac'];
const neededFilters = ['scale', 'colorspace', 'loudnorm', 'ebur128', 'sidechaincompress', 'acompressor', 'alimiter'];

/** Finds out before any work whether the film can be made and saved here. */
export function preflight(context: StageContext): Promise<Preflight> {
  // What it looks at lies outside the job and changes behind its back: an earlier finding is worth nothing.
  return context.stage('preflight', Preflight, { look: randomUUID() }, (step) => look(context, step));
}

async function look(context: StageContext, step: StepReporter): Promise<Preflight> {
  step.progress(0, { detail: 'Looking for FFmpeg' });
  const capabilities = await context.ffmpeg.capabilities(context.signal);
  requireCodecs(capabilities);
  requireCodec(context.settings.rendering.codec, capabilities);
  const canBurnIn = checkBurnIn(capabilities, context, step);
  step.progress(0.5, { detail: 'Checking the folder and the disk' });
  await requireOutputFolder(context);
  const costUsd = requireProviders(context);
  const disk = await requireSpace(context);
  const cost = costUsd === 0 ? '' : `, about $${costUsd.toFixed(2)}`;
  step.summary(`FFmpeg ${capabilities.version}, ${gigabytes(disk.freeBytes)} free${cost}`);
  return { ffmpegVersion: capabilities.version, canBurnIn, costUsd, ...disk };
}

function requireCodecs({ encoders, filters, path }: FfmpegCapabilities): void {
  const missing =
    neededEncoders.find((name) => !encoders.has(name)) ?? neededFilters.find((name) => !filters.has(name));
  if (missing !== undefined) throw new StudioError(`MissingCodec:${missing}`, { details: { ffmpeg: path } });
}

/** Without libass the captions stand beside the film. */
function checkBurnIn({ filters }: FfmpegCapabilities, { settings }: StageContext, step: StepReporter): boolean {
  if (filters.has('ass')) return true;
  if (!settings.rendering.burnInCaptions) return false;
  const reason = 'This FFmpeg has no filter “ass” (libass).';
  step.warn(`${reason} The captions stand in a file beside the film.`, {
    step: 'subtitles',
    replaced: 'Captions in the picture',
    replacement: 'Captions in a file beside the film',
    reason,
    redoStep: 'subtitles',
  });
  return false;
}

async function requireOutputFolder({ job }: StageContext): Promise<void> {
  if (job.outputPath === undefined) return ensureOutputFolder(job.outputFolder);
  return requireWritableFolder(dirname(job.outputPath));
}

async function requireSpace({ job, workspace }: StageContext): Promise<{ neededBytes: number; freeBytes: number }> {
  const need = estimateDisk(job);
  const outputFolder = job.outputPath === undefined ? job.outputFolder : dirname(job.outputPath);
  const freeForFilm = await requireFree(outputFolder, need.filmBytes, 'the video');
  const freeForParts = await requireFree(workspace.root, need.workBytes, 'the parts it is made of');
  return { neededBytes: total(need), freeBytes: Math.min(freeForFilm, freeForParts) };
}

async function requireFree(folder: string, neededBytes: number, what: string): Promise<number> {
  const free = await freeBytes(folder);
  if (free >= neededBytes) return free;
  const figures = `${gigabytes(neededBytes)} are needed for ${what}, ${gigabytes(free)} are free`;
  throw new StudioError('OutOfDiskSpace', {
    message: `There is not enough room on the disk: ${figures}.`,
    details: { folder, neededBytes, freeBytes: free },
  });
}

const total = ({ filmBytes, workBytes }: DiskNeed): number => filmBytes + workBytes;

const gigabytes = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
