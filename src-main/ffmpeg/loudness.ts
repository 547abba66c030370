import { StudioError } from '../../src-shared/failure.ts';

export interface Loudness {
  /** Integrated loudness, EBU R 128; −70 and less means silence. */
  lufs: number;
  truePeakDbtp: number;
}

/** What the filter `ebur128=peak=true` says at its end. */
export function parseLoudness(stderr: string): Loudness {
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const lufs = /I:\s+(-?[\d.]+|-inf) LUFS/.exec(summary)?.[1];
  const truePeak = /True peak:\s+Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1];
  if (!lufs || !truePeak)
    throw new StudioError('OutputInvalid', { message: 'FFmpeg did not say how loud the sound is.' });
  const number = (text: string) => (text === '-inf' ? -Infinity : Number(text));
  return { lufs: number(lufs), truePeakDbtp: number(truePeak) };
}
