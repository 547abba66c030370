import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { toFailure } from '../../../src-shared/failure.ts';
import type { CheckResult } from '../../../src-shared/health.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import type { Database } from '../../storage/database.ts';
import { freeBytes, isThere, requireWritableFolder } from '../../storage/output-folder.ts';
import { diskCheck } from './recovery.ts';

export interface ComputerParts {
  ffmpeg: Ffmpeg;
  /** Runs it anew; otherwise what it answered last counts, as long as its place is the same. */
  runsFfmpeg: boolean;
  database: Database;
  /** What was mended at start: a damaged database, settings that were refused. */
  warnings: readonly string[];
  dataFolder: string;
  outputFolder: string;
  /** It is our own choice, so the first film makes it; one that the user chose has to be there. */
  canMakeOutputFolder: boolean;
}

/** Of each of the two questions that it is asked. */
const ffmpegAnswerSeconds = 2;
const lowDiskBytes = 1e9;
const fullDiskBytes = 0.5e9;
const lowMemoryBytes = 0.5e9;

/** Looks at everything a film needs; each finding with what to do about it. */
export async function checkComputer(parts: ComputerParts): Promise<CheckResult[]> {
  const [ffmpeg, disk, outputFolder] = await Promise.all([checkFfmpeg(parts), checkDisk(parts), checkFolder(parts)]);
  return [...ffmpeg, disk, checkMemory(), checkDatabase(parts), outputFolder];
}

/** Asks the binary itself, which has two seconds to answer: one that is there may still not run. */
async function checkFfmpeg({ ffmpeg, runsFfmpeg }: ComputerParts): Promise<CheckResult[]> {
  try {
    if (runsFfmpeg) ffmpeg.forget();
    const { path, version, filters, encoders } = await ffmpeg.capabilities(undefined, ffmpegAnswerSeconds);
    const data = { path, version, filters: filters.size, encoders: encoders.size };
    return [
      { name: 'FFmpeg', status: 'Healthy', finding: `FFmpeg ${version} runs.`, data },
      checkCodecs(encoders),
      checkCaptions(filters),
    ];
  } catch (error) {
    const { message, remediation, details } = toFailure(error, '');
    return [
      { name: 'FFmpeg', status: 'Unhealthy', finding: message, remedy: remediation, ...(details && { data: details }) },
    ];
  }
}

function checkCodecs(encoders: ReadonlySet<string>): CheckResult {
  const missing = ['libx264', 'aac'].filter((name) => !encoders.has(name));
  if (missing.length === 0) return { name: 'Encoders', status: 'Healthy', finding: 'H.264 and AAC can be written.' };
  return {
    name: 'Encoders',
    status: 'Unhealthy',
    finding: `This FFmpeg cannot write ${missing.join(' and ')}.`,
    remedy: 'Choose another FFmpeg under Settings, or clear its path to use the one that comes with the studio.',
  };
}

function checkCaptions(filters: ReadonlySet<string>): CheckResult {
  if (filters.has('ass'))
    return { name: 'Captions', status: 'Healthy', finding: 'Captions can be drawn into the picture.' };
  return {
    name: 'Captions',
    status: 'Degraded',
    finding: 'This FFmpeg has no filter “ass” (libass): captions stand in a file beside the film.',
    remedy: 'Choose an FFmpeg with libass under Settings to have them in the picture.',
  };
}

async function checkDisk({ dataFolder, outputFolder }: ComputerParts): Promise<CheckResult> {
  const places = await Promise.all([dataFolder, outputFolder].map((folder) => freeBytes(folder).catch(() => Infinity)));
  const free = Math.min(...places);
  const finding = `${(free / 1e9).toFixed(1)} GB are free.`;
  if (free >= lowDiskBytes) return { name: diskCheck, status: 'Healthy', finding, data: { freeBytes: free } };
  return {
    name: diskCheck,
    status: free < fullDiskBytes ? 'Unhealthy' : 'Degraded',
    finding,
    remedy: 'Free some space, or choose an output folder on another disk under Settings.',
    data: { freeBytes: free },
  };
}

function checkMemory(): CheckResult {
  const data = { freeBytes: freemem(), totalBytes: totalmem() };
  const finding = `${(data.totalBytes / 1e9).toFixed(1)} GB of memory, ${(data.freeBytes / 1e9).toFixed(1)} GB free.`;
  // What is "free" leaves out caches that the system gives up on demand, so little of it is a hint and no more.
  if (data.freeBytes >= lowMemoryBytes) return { name: 'Memory', status: 'Healthy', finding, data };
  return { name: 'Memory', status: 'Degraded', finding, remedy: 'Close other programs while a film is made.', data };
}

function checkDatabase({ database, warnings }: ComputerParts): CheckResult {
  try {
    const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (found !== 'ok') throw new Error(found);
  } catch (error) {
    const remedy = 'Start the studio again: it keeps the damaged file and uses the last backup.';
    return { name: 'Database', status: 'Unhealthy', finding: `The list of jobs is damaged: ${String(error)}`, remedy };
  }
  if (warnings.length === 0)
    return { name: 'Database', status: 'Healthy', finding: 'Jobs and settings can be read and written.' };
  return {
    name: 'Database',
    status: 'Degraded',
    finding: warnings.join(' '),
    remedy: 'The file that was kept is in the data folder; send it to support if something is missing.',
  };
}

async function checkFolder({ outputFolder, canMakeOutputFolder: canBeMade }: ComputerParts): Promise<CheckResult> {
  try {
    await requireWritableFolder(await nearestFolder(outputFolder, canBeMade));
    return { name: 'Output folder', status: 'Healthy', finding: `Videos can be saved in “${outputFolder}”.` };
  } catch (error) {
    const { message, remediation } = toFailure(error, '');
    return { name: 'Output folder', status: 'Unhealthy', finding: message, remedy: remediation };
  }
}

async function nearestFolder(folder: string, canBeMade: boolean): Promise<string> {
  if (!canBeMade || dirname(folder) === folder || (await isThere(folder))) return folder;
  return nearestFolder(dirname(folder), canBeMade);
}
