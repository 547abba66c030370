import { args } from '../ffmpeg/args.ts';

interface Format {
  width: number;
  height: number;
  frameRate: number;
}
export type Quality = 'fast' | 'balanced' | 'high';

/** Quality is bought by crf: the preset after veryfast costs 2.3 times as much for the same picture. */
const x264: Record<Quality, { preset: string; crf: number }> = {
  fast: { preset: 'superfast', crf: 23 },
  balanced: { preset: 'veryfast', crf: 20 },
  high: { preset: 'veryfast', crf: 18 },
};

const colours = args`-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709`;

/** Frames on standard input, as the kernel draws them. */
export const rawFramesInput = ({ width, height, frameRate }: Format): string[] =>
  args`-f rawvideo -pix_fmt yuv420p -s ${width}x${height} -framerate ${frameRate} ${colours} -i pipe:0`;

/** All that decides the bytes of a segment, given its frames; the same for every segment of a film, or they do not join. */
export function encoderArgs({ frameRate }: Pick<Format, 'frameRate'>, quality: Quality): string[] {
  const { preset, crf } = x264[quality];
  // A frame must not refer across a seam, and the headers must not depend on the content.
  const joinable = 'open-gop=0:stitchable=1';
  return args`
    -an -c:v libx264 -pix_fmt yuv420p -preset ${preset} -crf ${crf} -tune stillimage -x264-params ${joinable}
    ${colours} ${timescaleArgs(frameRate)}`;
}

/** 512 ticks a frame, so that every time stamp is a whole number, also after joining. */
export const timescaleArgs = (frameRate: number): string[] => args`-video_track_timescale ${frameRate * 512}`;

/** Extra x264 threads cost 5 to 9 % more work; they change no header. */
export const threadArgs = (count: number): string[] => args`-threads ${count}`;
