import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import type { QualityLevel } from '../../src-shared/film.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { FilmPlan } from '../render/plan-film.ts';
import { freeBytes } from '../storage/output-folder.ts';
import { estimateFilmBytes } from './estimate-disk.ts';
import type { RenderContext } from './stage-context.ts';

/** A size to render at; the first is the film's own. */
export interface Rung {
  plan: FilmPlan;
  /** Absent on the first rung of a film whose size is its own wish. */
  level?: QualityLevel;
  /** Bits a second. */
  maxBitrate?: number;
}

const levels = ['High', 'Medium', 'Low'] as const;

/** The film's own size, then each smaller level once. */
export function rungsOf(plan: FilmPlan, { fallbackEnabled, levels: settings }: Settings['quality']): Rung[] {
  const rungs: Rung[] = [{ plan }];
  if (!fallbackEnabled) return rungs;
  let smallest = shortSide(plan);
  for (const level of levels) {
    const { resolution, bitrate } = settings[level];
    const side = Math.min(...resolution.split('x').map(Number));
    if (side >= smallest) continue;
    smallest = side;
    rungs.push({ plan: scaledTo(plan, side), level, maxBitrate: Math.round(Number.parseFloat(bitrate) * 1e6) });
  }
  return rungs;
}

const shortSide = ({ width, height }: Pick<FilmPlan, 'width' | 'height'>): number => Math.min(width, height);

/** A level is told for a wide frame; what counts is the short side, whatever the film's shape. */
function scaledTo(plan: FilmPlan, side: number): FilmPlan {
  const even = (length: number) => 2 * Math.round((length * side) / shortSide(plan) / 2);
  return { ...plan, width: even(plan.width), height: even(plan.height) };
}

/** True when a smaller film may get done where this one could not: memory or disk ran out, or a device was lost. */
export async function mayStepDown(error: unknown, next: Rung, context: RenderContext): Promise<boolean> {
  if (!(error instanceof StudioError)) return false;
  switch (failureFamily(error.code)) {
    case 'OutOfMemory':
      return true;
    case 'FFmpegKilled':
      return error.code === 'FFmpegKilled:SIGKILL';
    case 'OutOfDiskSpace':
      return hasRoomFor(next, context);
    default:
      return isDeviceLost(error.details?.['stderr']);
  }
}

const isDeviceLost = (stderr: unknown): boolean =>
  typeof stderr === 'string' && /device (?:was )?(?:lost|removed)|DEVICE_(?:LOST|REMOVED)/i.test(stderr);

/** What has been rendered is given up only for a film that then fits; else it is kept until there is room again. */
async function hasRoomFor({ plan }: Rung, { job, workspace }: RenderContext): Promise<boolean> {
  const filmBytes = estimateFilmBytes(plan.durationSeconds, { ...job.format, width: plan.width, height: plan.height });
  const outputFolder = job.outputPath === undefined ? job.outputFolder : dirname(job.outputPath);
  const [freeForParts, freeForFilm, given] = await Promise.all([
    freeBytes(workspace.root),
    freeBytes(outputFolder),
    segmentBytes(workspace.segments),
  ]);
  return freeForParts + given > filmBytes && freeForFilm > filmBytes;
}

async function segmentBytes(folder: string): Promise<number> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.mp4'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
