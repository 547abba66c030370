import { existsSync } from 'node:fs';
import { StudioError } from '../../src-shared/failure.ts';
import type { EncoderWish, VideoCodec } from '../../src-shared/encoders.ts';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg, FfmpegCapabilities } from '../ffmpeg/ffmpeg.ts';
import { colours, encoderArgs, type VideoEncoder } from './encoder-args.ts';

type Hardware = Exclude<EncoderWish, 'auto' | 'software'>;

const software: Record<VideoCodec, readonly string[]> = {
  h264: ['libx264'],
  h265: ['libx265'],
  av1: ['libsvtav1', 'libaom-av1'],
};

/** By FFmpeg's names; in the order they are tried. */
const hardwareOf: Partial<Record<NodeJS.Platform, readonly Hardware[]>> = {
  linux: ['nvenc', 'qsv', 'vaapi'],
  win32: ['nvenc', 'qsv', 'amf'],
  darwin: ['videotoolbox'],
};

const familyName: Record<VideoCodec, string> = { h264: 'h264', h265: 'hevc', av1: 'av1' };

interface Wish {
  codec: VideoCodec;
  encoder: EncoderWish;
}

/**
 * The encoders to try for a film, best first; the last is software. Hardware is taken only where it has just encoded a
 * second of film: a driver that is listed may be broken, busy or too old. Throws `MissingCodec:{name}`.
 */
export async function chooseEncoders(wish: Wish, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<VideoEncoder[]> {
  const { encoders } = await ffmpeg.capabilities(signal);
  const chosen: VideoEncoder[] = [];
  for (const hardware of wantedHardware(wish.encoder)) {
    const encoder = { name: `${familyName[wish.codec]}_${hardware}`, codec: wish.codec, isHardware: true };
    if (!encoders.has(encoder.name) || !(await works(encoder, ffmpeg, signal))) continue;
    chosen.push(encoder);
    break;
  }
  const name = software[wish.codec].find((candidate) => encoders.has(candidate));
  if (name !== undefined) chosen.push({ name, codec: wish.codec, isHardware: false });
  if (chosen.length === 0) throw missingCodec(wish.codec);
  return chosen;
}

/** Throws `MissingCodec:{name}` where this FFmpeg cannot make the codec at all. */
export function requireCodec(codec: VideoCodec, { encoders }: Pick<FfmpegCapabilities, 'encoders'>): void {
  const family = `${familyName[codec]}_`;
  const isThere = [...encoders].some((name) => software[codec].includes(name) || name.startsWith(family));
  if (!isThere) throw missingCodec(codec);
}

const missingCodec = (codec: VideoCodec) => new StudioError(`MissingCodec:${software[codec][0] ?? codec}`);

function wantedHardware(wish: EncoderWish): readonly Hardware[] {
  if (wish === 'software') return [];
  if (wish !== 'auto') return [wish];
  const here = hardwareOf[process.platform] ?? [];
  return here.filter(hasDevice);
}

/** On Linux a device without its file cannot be there, and asking FFmpeg costs a process each. */
function hasDevice(hardware: Hardware): boolean {
  if (process.platform !== 'linux') return true;
  return hardware === 'nvenc'
    ? ['/dev/nvidiactl', '/dev/dxg'].some((path) => existsSync(path))
    : existsSync('/dev/dri/renderD128');
}

async function works(encoder: VideoEncoder, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<boolean> {
  const format = { width: 640, height: 360, frameRate: 30 };
  const source = `testsrc2=s=${format.width}x${format.height}:r=${format.frameRate},format=yuv420p`;
  try {
    await ffmpeg.run({
      purpose: `trial of ${encoder.name}`,
      args: args`-f lavfi -i ${source} -frames:v 30 ${encoderArgs(format, 'fast', encoder)} ${colours} -f null -`,
      signal,
    });
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}
