import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { StudioError } from '../../src-shared/failure.ts';
import { fileName } from './args-inputs.ts';
import type { MediaProbe } from './ffmpeg.ts';

const Rational = z.string().transform((text) => {
  const [above = 0, below = 1] = text.split('/').map(Number);
  return below === 0 ? 0 : above / below;
});
const Seconds = z.coerce.number().catch(0);
const Stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  pix_fmt: z.string().default('unknown'),
  width: z.number().default(0),
  height: z.number().default(0),
  r_frame_rate: Rational.default(0),
  nb_read_packets: z.coerce.number().default(0),
  duration: Seconds.default(0),
  sample_rate: z.coerce.number().default(0),
  channels: z.number().default(0),
});
const Report = z.object({
  streams: z.array(Stream),
  format: z.object({ format_name: z.string(), duration: Seconds.default(0) }),
});

/** Counting packets costs a hundredth of a decode and sees what the header hides: https://trac.ffmpeg.org/wiki/FFprobeTips */
export function probeArgs(path: string): string[] {
  const report = ['-count_packets', '-show_streams', '-show_format', '-of', 'json'];
  // Only containers: a playlist or a script is none of our results.
  const formats = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'mov,matroska,wav'];
  return ['-v', 'error', ...formats, ...report, fileName(path)];
}

/** Throws OutputInvalid for what is not a media file: only our own results are probed. */
export async function readProbe(json: string, path: string): Promise<MediaProbe> {
  const report = parseReport(json, path);
  const video = report.streams.find((stream) => stream.codec_type === 'video');
  const audio = report.streams.find((stream) => stream.codec_type === 'audio');
  return {
    durationSeconds: report.format.duration,
    formatName: report.format.format_name,
    sizeBytes: (await stat(path)).size,
    ...(video && {
      video: {
        codec: video.codec_name,
        pixelFormat: video.pix_fmt,
        width: video.width,
        height: video.height,
        frameRate: video.r_frame_rate,
        frameCount: video.nb_read_packets,
        durationSeconds: video.duration,
      },
    }),
    ...(audio && {
      audio: {
        codec: audio.codec_name,
        sampleRate: audio.sample_rate,
        channels: audio.channels,
        durationSeconds: audio.duration,
      },
    }),
  };
}

function parseReport(json: string, path: string): z.output<typeof Report> {
  try {
    return Report.parse(JSON.parse(json));
  } catch (error) {
    throw new StudioError('OutputInvalid', { details: { path, reason: 'ffprobe could not read it' }, cause: error });
  }
}
