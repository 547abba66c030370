import type { PipelineJob } from './stage-context.ts';

export interface DiskNeed {
  filmBytes: number;
  /** Cards, narration, soundtrack and segments in the job's folder. */
  workBytes: number;
}

/** Bits that x264 spends on a pixel of cards and stills in slow motion; generous, because it is a promise. */
const bitsPerPixel: Record<PipelineJob['format']['quality'], number> = { fast: 0.06, balanced: 0.08, high: 0.12 };
const audioBytesPerSecond = 24_000;
/** Narration and the mixed soundtrack, uncompressed. */
const soundBytesPerSecond = 48_000 * 2 * 2 + 48_000 * 4 * 2;
const wordsPerSecond = 2.3;
const secondsPerScene = 6;

/** About how much room a film takes while it is made; to be refused early is better than to fail late. */
export function estimateDisk(job: Pick<PipelineJob, 'brief' | 'ownText' | 'format'>): DiskNeed {
  const { width, height } = job.format;
  const seconds = estimateSeconds(job);
  const filmBytes = estimateFilmBytes(seconds, job.format);
  const cardBytes = (seconds / secondsPerScene) * width * height * 0.5;
  return { filmBytes, workBytes: Math.ceil(2 * filmBytes + seconds * soundBytesPerSecond + cardBytes) };
}

/** About the size of a finished film. */
export function estimateFilmBytes(
  seconds: number,
  { width, height, frameRate, quality }: PipelineJob['format'],
): number {
  const pictureBytes = (width * height * frameRate * bitsPerPixel[quality]) / 8;
  return Math.ceil(seconds * (pictureBytes + audioBytesPerSecond));
}

/** About how long a film will be. */
export function estimateSeconds({ brief, ownText }: Pick<PipelineJob, 'brief' | 'ownText'>): number {
  if (!ownText) return brief.durationSeconds;
  return Math.max(10, ownText.markdown.split(/\s+/).length / wordsPerSecond);
}
