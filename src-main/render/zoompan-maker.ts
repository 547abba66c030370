import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { args } from '../ffmpeg/args.ts';
import { fileName, input } from '../ffmpeg/args-inputs.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { assHeader } from './caption-ass.ts';
import { clipFilter } from './clip-reader.ts';
import { assEvent, linkFonts, type CaptionLook } from './caption-bitmaps.ts';
import { verifySegment, type SegmentTask } from './encode-segment.ts';
import { threadArgs } from './encoder-args.ts';
import type { SegmentMaker } from './render-segments.ts';
import type { SegmentSpec, Shot } from './segment-spec.ts';

interface ZoompanOptions {
  ffmpeg: Ffmpeg;
  /** By `captionId`. */
  assTexts: ReadonlyMap<string, string>;
  look: CaptionLook;
  temporaryFolder: string;
}

/** zoompan moves by whole pixels of what it is given: enlarged so much, a step is a quarter of a frame's pixel. */
const enlargement = 4;

/**
 * Renders the same plan by FFmpeg's filters alone, one process a segment: for a computer without WebAssembly SIMD. Twice
 * as slow, and a little shaky. Works from FFmpeg 4.1, which has no xfade.
 */
export function zoompanMaker({ ffmpeg, assTexts, look, temporaryFolder }: ZoompanOptions): SegmentMaker {
  return {
    async encode(task, signal, onFrame) {
      const captionFile = await writeCaptions(task, assTexts, look, temporaryFolder);
      await ffmpeg.run({
        purpose: task.purpose,
        args: zoompanArgs(task, captionFile),
        cwd: temporaryFolder,
        signal,
        onProgress: ({ frame }) => onFrame(frame),
      });
      return verifySegment(task.outputPath, task.spec, signal);
    },
    close: () => Promise.resolve(),
  };
}

async function writeCaptions(
  { spec, purpose }: SegmentTask,
  assTexts: ReadonlyMap<string, string>,
  look: CaptionLook,
  folder: string,
): Promise<string | undefined> {
  if (spec.captions.length === 0) return undefined;
  const events = spec.captions.map(({ captionId, firstFrame, endFrame }) =>
    assEvent(firstFrame / spec.frameRate, endFrame / spec.frameRate, assTexts.get(captionId) ?? ''),
  );
  const name = `${purpose.replaceAll(/\W/g, '-')}.ass`;
  await writeFile(join(folder, name), assHeader(look.style) + events.join(''));
  await linkFonts(look.fontsFolder, folder);
  return name;
}

function zoompanArgs({ spec, stills, encoder, threads, outputPath }: SegmentTask, captionFile?: string): string[] {
  const inputs = spec.shots.flatMap((shot) => shotInput(shot, spec, stills.get(shot.stillId) ?? ''));
  const graph = zoompanGraph(spec, captionFile);
  return args`${inputs} -filter_complex ${graph} -map ${'[film]'} ${encoder} ${threadArgs(threads)} -f mp4 ${fileName(outputPath)}`;
}

function shotInput(
  { stillSize: { width, height }, clip, startFrame }: Shot,
  spec: SegmentSpec,
  path: string,
): string[] {
  if (!clip)
    return args`-protocol_whitelist file,pipe -f rawvideo -pix_fmt yuv420p -s ${width}x${height} -i ${fileName(path)}`;
  const seconds = (clip.startSeconds + Math.max(0, -startFrame) / spec.frameRate) % clip.durationSeconds;
  const loop = clip.whenShort === 'loop' ? ['-stream_loop', '-1'] : [];
  return args`${loop} -ss ${seconds.toFixed(6)} ${input(clip.format, path)}`;
}

function zoompanGraph(spec: SegmentSpec, captionFile: string | undefined): string {
  const [shot, next] = spec.shots;
  const captions = captionFile === undefined ? 'null' : `ass=${captionFile}:fontsdir=fonts`;
  const parts = [`[0:v]${zoompan(spec, shot, 0)},format=yuv420p[scene]`];
  if (next) {
    const delay = `setpts=PTS+${next.startFrame}/(${spec.frameRate}*TB)`;
    const fade = `fade=t=in:start_frame=0:nb_frames=${spec.fadeFrames}:alpha=1`;
    parts.push(`[1:v]${zoompan(spec, next, next.startFrame)},format=yuva420p,${fade},${delay}[next]`);
    parts.push(`[scene][next]overlay=eof_action=pass,format=yuv420p,${captions}[film]`);
  } else {
    parts.push(`[scene]${captions}[film]`);
  }
  return parts.join(';');
}

/** `firstFrame` of the segment is the first one made: `on` counts from there. All values are our own numbers. */
function zoompan(spec: SegmentSpec, shot: Shot | undefined, firstFrame: number): string {
  if (!shot) throw new Error('A segment shows at least one scene');
  if (shot.clip) {
    const frames = spec.frames - firstFrame;
    const exactly = `tpad=stop=-1:stop_mode=clone,trim=end_frame=${frames},setpts=PTS-STARTPTS`;
    return `${clipFilter(shot.clip, spec, spec.frameRate, String(firstFrame))},${exactly}`;
  }
  const { motion, startFrame, frameCount } = shot;
  const part = `clip((on+${firstFrame - startFrame})/${Math.max(1, frameCount - 1)},0,1)`;
  const between = (from: number, to: number) => `(st(0,${part});${from}+${to - from}*ld(0)*ld(0)*(3-2*ld(0)))`;
  const { from, to } = motion;
  const eased = between(from.zoom, to.zoom);
  const [x, y] = [between(from.focusX, to.focusX), between(from.focusY, to.focusY)];
  const place = `x='(iw-iw/zoom)*${x}':y='(ih-ih/zoom)*${y}'`;
  // In 4:2:0 it would round to every second pixel.
  const enlarged = `scale=${spec.width * enlargement}:${spec.height * enlargement}:flags=bicubic,format=yuv444p`;
  const output = `d=${spec.frames - firstFrame}:s=${spec.width}x${spec.height}:fps=${spec.frameRate}`;
  return `${enlarged},zoompan=z='${eased}':${place}:${output}`;
}
