import type { VideoCodec } from '../../src-shared/encoders.ts';
import { failureFamily, StudioError } from '../../src-shared/failure.ts';
import type { Ffmpeg, MediaProbe } from '../ffmpeg/ffmpeg.ts';
import type { FilmPlan } from './plan-film.ts';

const mostDriftSeconds = 0.05;

/** Throws `OutputInvalid`, with all that is wrong, unless the file holds the planned film. */
export async function verifyFilm(
  path: string,
  plan: FilmPlan,
  ffmpeg: Pick<Ffmpeg, 'probe'>,
  signal: AbortSignal,
  codec: VideoCodec = 'h264',
): Promise<MediaProbe> {
  const probe = await probeResult(path, ffmpeg, signal);
  const faults = faultsOf(probe, plan, codec);
  if (faults.length > 0) throw invalid(path, faults);
  return probe;
}

/** Throws `OutputInvalid` where ffprobe itself ended well and only the file is bad. */
async function probeResult(path: string, ffmpeg: Pick<Ffmpeg, 'probe'>, signal: AbortSignal): Promise<MediaProbe> {
  try {
    return await ffmpeg.probe(path, signal);
  } catch (cause) {
    if (!(cause instanceof StudioError) || !saysUnreadable.has(failureFamily(cause.code))) throw cause;
    const message = 'The finished file is not what was planned: it cannot be read.';
    throw new StudioError('OutputInvalid', { message, details: { path, faults: ['it cannot be read'] }, cause });
  }
}

/** Of ffprobe: the file is damaged, or it was never written. */
const saysUnreadable = new Set<string>(['FFmpegFailedExitCode', 'InputFileMissing']);

/** As ffprobe names them. */
const codecNames: Record<VideoCodec, string> = { h264: 'h264', h265: 'hevc', av1: 'av1' };

export function faultsOf(
  { video, audio, durationSeconds }: MediaProbe,
  plan: FilmPlan,
  codec: VideoCodec = 'h264',
): string[] {
  if (!video) return ['it has no picture'];
  const frameSeconds = 1 / plan.frameRate;
  const expectations: [boolean, string][] = [
    [video.codec === codecNames[codec], `the codec is ${video.codec}`],
    [video.pixelFormat === 'yuv420p', `the pixel format is ${video.pixelFormat}`],
    [
      video.width === plan.width && video.height === plan.height,
      `it is ${video.width}x${video.height} instead of ${plan.width}x${plan.height}`,
    ],
    [video.frameRate === plan.frameRate, `it has ${video.frameRate} frames a second instead of ${plan.frameRate}`],
    [video.frameCount === plan.totalFrames, `it has ${video.frameCount} frames instead of ${plan.totalFrames}`],
    [
      Math.abs(video.durationSeconds - plan.durationSeconds) <= frameSeconds,
      `the picture lasts ${video.durationSeconds} s instead of ${plan.durationSeconds} s`,
    ],
    [
      Math.abs(durationSeconds - plan.durationSeconds) <= Math.max(frameSeconds, mostDriftSeconds),
      `it lasts ${durationSeconds} s instead of ${plan.durationSeconds} s`,
    ],
    [audio?.codec === 'aac' && audio.sampleRate === 48_000, `the sound is ${audio?.codec ?? 'missing'}`],
    [
      Math.abs((audio?.durationSeconds ?? 0) - video.durationSeconds) <= mostDriftSeconds,
      `the sound lasts ${audio?.durationSeconds ?? 0} s and the picture ${video.durationSeconds} s`,
    ],
  ];
  return expectations.flatMap(([isMet, fault]) => (isMet ? [] : [fault]));
}

function invalid(path: string, faults: readonly string[]): StudioError {
  return new StudioError('OutputInvalid', {
    message: `The finished file is not what was planned: ${faults.join('; ')}.`,
    details: { path, faults },
  });
}
