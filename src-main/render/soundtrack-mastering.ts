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
const largestStepDb = 12;

/** Undefined for silence. */
export function firstMastering({ lufs, truePeakDbtp }: Loudness): Mastering | undefined {
  if (!(lufs > silenceLufs)) return undefined;
  const gainDb = targetLufs - lufs;
  return withLimit(gainDb, truePeakDbtp + gainDb > unlimitedTruePeakDb ? firstLimitDb : undefined);
}

export const isTooPeaky = ({ truePeakDbtp }: Loudness): boolean => truePeakDbtp > highestTruePeakDbtp;

export const isWithinTargets = (loudness: Loudness): boolean =>
  Math.abs(loudness.lufs - targetLufs) <= toleranceLu && !isTooPeaky(loudness);

interface Attempt {
  mastering: Mastering;
  encoded: Loudness;
}

/** What to do otherwise next time, from what the last encoded files came to. */
export function correct(attempts: readonly Attempt[]): Mastering {
  const { mastering, encoded } = attempts.at(-1)!;
  const excessDb = excessOf(encoded);
  const limitDb = excessDb > 0 ? (mastering.limitDb ?? highestTruePeakDbtp) - excessDb - 0.2 : mastering.limitDb;
  const wishedDb = (targetLufs - encoded.lufs) / yieldOf(attempts);
  const stepDb = Math.max(-largestStepDb, Math.min(largestStepDb, wishedDb));
  return withLimit(mastering.gainDb + stepDb, limitDb);
}

/** Loudness won by a decibel of gain: all of it, or what the last step brought where a limiter takes some back. */
function yieldOf(attempts: readonly Attempt[]): number {
  const [before, last] = attempts.slice(-2);
  if (!before || !last) return attempts[0]!.mastering.limitDb === undefined ? 1 : 0.7;
  const gained = (last.encoded.lufs - before.encoded.lufs) / (last.mastering.gainDb - before.mastering.gainDb);
  return Number.isFinite(gained) ? Math.min(1.5, Math.max(0.3, gained)) : 1;
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
