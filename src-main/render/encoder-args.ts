import type { VideoCodec } from '../../src-shared/encoders.ts';
import { args } from '../ffmpeg/args.ts';

interface Format {
  width: number;
  height: number;
  frameRate: number;
}
export type Quality = 'fast' | 'balanced' | 'high';

/** An encoder of FFmpeg, by FFmpeg's own name. */
export interface VideoEncoder {
  name: string;
  codec: VideoCodec;
  isHardware: boolean;
}

export const x264: VideoEncoder = { name: 'libx264', codec: 'h264', isHardware: false };

/** On x264's scale; quality is bought by it: the preset after veryfast costs 2.3 times as much for the same picture. */
const crfOf: Record<Quality, number> = { fast: 23, balanced: 20, high: 18 };

export const colours = args`-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709`;

/** Frames on standard input, as the kernel draws them. */
export const rawFramesInput = ({ width, height, frameRate }: Format): string[] =>
  args`-f rawvideo -pix_fmt yuv420p -s ${width}x${height} -framerate ${frameRate} ${colours} -i pipe:0`;

interface EncoderNeeds {
  /** Some scenes are clips: what is set for stills does not suit them. */
  hasClips?: boolean;
  /** Bits a second that the film may not exceed for long. */
  maxBitrate?: number | undefined;
}

/** All that decides the bytes of a segment, given its frames; the same for every segment of a film, or they do not join. */
export function encoderArgs(
  { frameRate }: Pick<Format, 'frameRate'>,
  quality: Quality,
  encoder: VideoEncoder = x264,
  { maxBitrate, hasClips = false }: EncoderNeeds = {},
): string[] {
  const limit = maxBitrate === undefined ? [] : args`-maxrate ${maxBitrate} -bufsize ${maxBitrate * 2}`;
  return args`-an ${encoderOf(encoder, quality, hasClips)} ${limit} ${colours} ${timescaleArgs(frameRate)}`;
}

/** The scales differ: what looks like crf 20 of x264 is another number for each of them. */
function encoderOf({ name }: VideoEncoder, quality: Quality, hasClips: boolean): string[] {
  const crf = crfOf[quality];
  switch (name) {
    case 'libx264':
      // A frame must not refer across a seam, and the headers must not depend on the content.
      return args`
        -c:v libx264 -pix_fmt yuv420p -preset ${quality === 'fast' ? 'superfast' : 'veryfast'} -crf ${crf}
        ${hasClips ? [] : ['-tune', 'stillimage']} -x264-params ${'open-gop=0:stitchable=1'}`;
    case 'libx265':
      // Apple's players take H.265 only under this tag: https://developer.apple.com/documentation/http-live-streaming
      return args`
        -c:v libx265 -pix_fmt yuv420p -preset ${quality === 'high' ? 'faster' : 'veryfast'} -crf ${crf + 3}
        -x265-params ${'log-level=error:open-gop=0'} -tag:v hvc1`;
    case 'libsvtav1':
      return args`-c:v libsvtav1 -pix_fmt yuv420p -preset ${quality === 'high' ? 8 : 10} -crf ${crf + 14} -g 240`;
    case 'libaom-av1':
      return args`-c:v libaom-av1 -pix_fmt yuv420p -cpu-used 8 -row-mt 1 -crf ${crf + 12} -b:v 0 -g 240`;
    default:
      return hardwareArgs(name, crf);
  }
}

function hardwareArgs(name: string, crf: number): string[] {
  const tag = name.startsWith('hevc') ? args`-tag:v hvc1` : [];
  const [, hardware] = name.split('_');
  switch (hardware) {
    case 'nvenc':
      return args`-c:v ${name} -pix_fmt yuv420p -preset p4 -rc vbr -cq ${crf + 4} -b:v 0 ${tag}`;
    case 'qsv':
      return args`-c:v ${name} -pix_fmt nv12 -preset faster -global_quality ${crf + 3} ${tag}`;
    case 'amf':
      return args`-c:v ${name} -pix_fmt nv12 -quality balanced -rc cqp -qp_i ${crf + 1} -qp_p ${crf + 3} ${tag}`;
    case 'videotoolbox':
      return args`-c:v ${name} -pix_fmt yuv420p -q:v ${100 - 2 * crf} ${tag}`;
    default:
      // VAAPI takes frames in the card's own memory only.
      return args`
        -vaapi_device /dev/dri/renderD128 -vf ${'format=nv12,hwupload'} -c:v ${name} -rc_mode CQP -qp ${crf + 2} ${tag}`;
  }
}

/** 512 ticks a frame, so that every time stamp is a whole number, also after joining. */
export const timescaleArgs = (frameRate: number): string[] => args`-video_track_timescale ${frameRate * 512}`;

/** Extra x264 threads cost 5 to 9 % more work; they change no header. */
export const threadArgs = (count: number): string[] => args`-threads ${count}`;
