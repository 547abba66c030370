import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
export const ffprobe = (createRequire(import.meta.url)('@ffprobe-installer/ffprobe') as { path: string }).path;
const ffmpeg = process.env['AURA_FFMPEG_PATH'] ?? 'ffmpeg';

const Probe = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      duration: z.coerce.number(),
      pix_fmt: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      avg_frame_rate: z.string().optional(),
      sample_rate: z.string().optional(),
    }),
  ),
  format: z.object({ duration: z.coerce.number() }),
});

/** What another program says that the file is. */
export async function probe(path: string) {
  const { stdout } = await run(ffprobe, [
    '-v',
    'error',
    '-show_streams',
    '-show_format',
    '-of',
    'json',
    `file:${path}`,
  ]);
  const { streams, format } = Probe.parse(JSON.parse(stdout));
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (!video || !audio) throw new Error(`${path} lacks a picture or a sound`);
  return { video, audio, durationSeconds: format.duration };
}

/** Loudness by EBU R 128, and every stretch that is black or stands still for 2 s. */
export async function measure(path: string) {
  const filters = ['-vf', 'blackdetect=d=0.5:pix_th=0.05,freezedetect=n=0.0005:d=2', '-af', 'ebur128=peak=true'];
  const { stderr } = await run(
    ffmpeg,
    ['-hide_banner', '-nostdin', '-i', `file:${path}`, ...filters, '-f', 'null', '-'],
    {
      maxBuffer: 64_000_000,
    },
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return {
    loudnessLufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    truePeakDbtp: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
    blackStretches: stderr.match(/black_start:.*/g) ?? [],
    frozenStretches: stderr.match(/freeze_start:.*/g) ?? [],
  };
}

/** Each decoded frame of the picture, and the decoded sound, as a hash: equal films look and sound equal. */
export async function decodedFrames(path: string): Promise<string> {
  const decode = (map: string, format: string) =>
    run(ffmpeg, ['-v', 'error', '-nostdin', '-i', `file:${path}`, '-map', map, '-f', format, '-'], {
      maxBuffer: 64_000_000,
    });
  const [picture, sound] = await Promise.all([decode('0:v', 'framemd5'), decode('0:a', 'md5')]);
  return picture.stdout + sound.stdout;
}

/** The file's boxes in order: with `moov` before `mdat` a player can start at once. */
export async function topLevelBoxes(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const names: string[] = [];
    const head = Buffer.alloc(16);
    for (let at = 0; at < size;) {
      await file.read(head, 0, 16, at);
      names.push(head.toString('latin1', 4, 8));
      const length = head.readUInt32BE(0);
      at += length === 1 ? Number(head.readBigUInt64BE(8)) : length || size;
    }
    return names;
  } finally {
    await file.close();
  }
}

/** Cues of an SRT; throws where its grammar is broken. */
export function parseSrt(text: string): { startSeconds: number; endSeconds: number; lines: string[] }[] {
  return text
    .trim()
    .split(/\r?\n\r?\n/)
    .map((block, index) => {
      const [number, times, ...lines] = block.split(/\r?\n/);
      const [, start, end] = /^(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})$/.exec(times ?? '') ?? [];
      if (Number(number) !== index + 1 || !start || !end || lines.length === 0) throw new Error(`Bad cue: ${block}`);
      return { startSeconds: inSeconds(start), endSeconds: inSeconds(end), lines };
    });
}

const inSeconds = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.replace(',', '.').split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};
