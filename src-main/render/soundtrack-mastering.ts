import type { Loudness } from '../ffmpeg/loudness.ts';

export interface Mastering {
  gainDb: number;
  /** The limiter's ceiling; absent when no peak comes near it. */
  limitDb?: number;
}

const targetLufs = -14;
const toleranceLu = 0.2;
const highestTruePeakDbtp = -1;
/** AAC adds to peaks: without a limiter so much room must be left, with one it starts here. */
const unlimitedTruePeakDb = -1.5;
const firstLimitDb = -1.6;
/** EBU R 128 gates what is quieter; there is nothing to bring up. */
const silenceLufs = -69;
const limiterRate = 192_000;
const attackMs = 5;

/** Undefined for silence. */
export function firstMastering({ lufs, truePeakDbtp }: Loudness): Mastering | undefined {
  if (!(lufs > silenceLufs)) return undefined;
  const gainDb = targetLufs - lufs;
  return withLimit(gainDb, truePeakDbtp + gainDb > unlimitedTruePeakDb ? firstLimitDb : undefined);
}

export const isTooPeaky = ({ truePeakDbtp }: Loudness): boolean => truePeakDbtp > highestTruePeakDbtp;

export const isWithinTargets = (loudness: Loudness): boolean =>
  Math.abs(loudness.lufs - targetLufs) <= toleranceLu && !isTooPeaky(loudness);

/** What to do otherwise next time, from what the encoded file came to. */
export function correct(mastering: Mastering, encoded: Loudness): Mastering {
  const excessDb = excessOf(encoded);
  const limitDb = excessDb > 0 ? (mastering.limitDb ?? highestTruePeakDbtp) - excessDb - 0.2 : mastering.limitDb;
  // Against a limiter a decibel of gain brings less than a decibel of loudness.
  const push = mastering.limitDb === undefined ? 1 : 1.25;
  return withLimit(mastering.gainDb + (targetLufs - encoded.lufs) * push, limitDb);
}

/** All of it lower by the excess, limiter and all: peaks fall for certain. */
export function quieter(mastering: Mastering, encoded: Loudness): Mastering {
  const lessDb = excessOf(encoded) + 0.5;
  const limitDb = mastering.limitDb === undefined ? undefined : mastering.limitDb - lessDb;
  return withLimit(mastering.gainDb - lessDb, limitDb);
}

const excessOf = ({ truePeakDbtp }: Loudness): number => truePeakDbtp - highestTruePeakDbtp;

const withLimit = (gainDb: number, limitDb: number | undefined): Mastering => ({
  gainDb,
  ...(limitDb !== undefined && { limitDb }),
});

/** At 48 kHz alimiter lets peaks between the samples through by up to 3 dB; at 192 kHz it sees them. */
export function masteringFilter({ gainDb, limitDb }: Mastering, durationSeconds: number): string {
  const gain = `volume=${gainDb.toFixed(2)}dB`;
  if (limitDb === undefined) return gain;
  const ceiling = (10 ** (limitDb / 20)).toFixed(4);
  return [
    gain,
    `aresample=${limiterRate}`,
    // It answers late by its attack (the option that makes up for it is new in FFmpeg 5): pad, cut, stay in step.
    `apad=pad_len=${(limiterRate * attackMs) / 1000}`,
    `alimiter=limit=${ceiling}:attack=${attackMs}:release=50:level=false`,
    `atrim=start_sample=${(limiterRate * attackMs) / 1000}`,
    'asetpts=PTS-STARTPTS',
    'aresample=48000',
    `atrim=end=${durationSeconds.toFixed(6)}`,
  ].join(',');
}
