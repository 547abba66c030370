import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import { ffmpeg } from '../ffmpeg.ts';
import { runFilm } from './bench-child.ts';
import { flashingParts } from './film-parts.ts';
import { report, reportTarget } from './report.ts';

const sampleRate = 48_000;
const size = { width: 1920, height: 1080 };

/** 120 scenes beside 5: memory, lost frames, and whether picture and sound keep together to the end. */
export async function measureManyScenes(folder: string): Promise<void> {
  const few = await flashingParts(5, { ...size, folder: join(folder, 'few') });
  const many = await flashingParts(120, { ...size, folder: join(folder, 'many') });
  const fewRun = await runFilm(few, join(folder, 'few-data'), { music: 'none' });
  const manyRun = await runFilm(many, join(folder, 'many-data'), { music: 'none' });
  const growth = manyRun.peakMebibytes / fewRun.peakMebibytes - 1;
  reportTarget(
    'memory of 120 scenes against 5, part more',
    growth,
    { must: 0.05, aim: 0.05 },
    {
      fewMebibytes: fewRun.peakMebibytes,
      manyMebibytes: manyRun.peakMebibytes,
    },
  );
  const path = manyRun.film?.videoPath ?? '';
  const { lostFrames, worstMilliseconds, scenes } = driftOf(path, many);
  reportTarget('frames lost over 120 scenes', lostFrames, { must: 0, aim: 0 }, { frames: many.plan.totalFrames });
  reportTarget('audio against video over 120 scenes, ms', worstMilliseconds, { must: 1, aim: 0.05 }, { scenes });
  report('many', { wallSeconds: manyRun.wallSeconds });
}

/** Where each crossfade and each click is found in the decoded film, beside where both were planned. */
function driftOf(path: string, { plan, narration }: MuxParts) {
  const brightness = decode(path, '-vf', 'scale=1:1:flags=area,format=gray', '-vsync', 'passthrough', '-f', 'rawvideo');
  const times = frameTimes(path);
  const audio = decode(path, '-ac', '1', '-ar', String(sampleRate), '-f', 'f32le', '-acodec', 'pcm_f32le');
  const samples = new Float32Array(audio.buffer, audio.byteOffset, Math.floor(audio.length / 4));
  const fades = plan.scenes.slice(1).map(({ startFrame }, index) => {
    const middle = startFrame + Math.floor(plan.fadeFrames / 2);
    const isRising = index % 2 === 0;
    // Half grey stands at one frame of the fade only: 16 frames make 15 steps between black and white.
    const found = nearestTo(128, brightness, startFrame, startFrame + plan.fadeFrames, isRising);
    const pictureOffset = (times[found] ?? 0) - middle / plan.frameRate;
    const planned = plan.scenes[index + 1]?.narrationStartSample ?? 0;
    const soundOffset = (loudestNear(samples, planned) - planned) / sampleRate;
    return (soundOffset - pictureOffset) * 1000;
  });
  return {
    lostFrames: Math.abs(plan.totalFrames - brightness.length) + unevenSteps(times, plan.frameRate),
    worstMilliseconds: Math.max(...fades.map(Math.abs)),
    scenes: narration.scenes.length,
  };
}

const decode = (path: string, ...output: string[]): Buffer =>
  execFileSync(ffmpeg, ['-v', 'error', '-i', path, ...output, 'pipe:1'], { maxBuffer: 2 ** 30 });

/** Seconds of each frame on screen, in order. */
function frameTimes(path: string): number[] {
  const entries = ['-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const listed = execFileSync('ffprobe', ['-v', 'error', ...entries, path], { maxBuffer: 2 ** 26 }).toString();
  return listed
    .split('\n')
    .filter(Boolean)
    .map(Number)
    .toSorted((a, b) => a - b);
}

const unevenSteps = (times: readonly number[], frameRate: number): number =>
  times.filter((time, frame) => Math.abs(time - frame / frameRate) > 1e-5).length;

function nearestTo(value: number, brightness: Uint8Array, from: number, to: number, isRising: boolean): number {
  let best = from;
  for (let frame = from; frame < to; frame++) {
    const isNearer = Math.abs((brightness[frame] ?? 0) - value) < Math.abs((brightness[best] ?? 0) - value);
    if (isNearer) best = frame;
  }
  const [before = 0, after = 0] = [brightness[best - 3], brightness[best + 3]];
  if (after > before !== isRising) throw new Error(`The fade at frame ${best} goes the wrong way`);
  return best;
}

function loudestNear(samples: Float32Array, planned: number): number {
  let best = planned;
  for (let at = Math.max(0, planned - 4800); at < planned + 4800; at++) {
    if (Math.abs(samples[at] ?? 0) > Math.abs(samples[best] ?? 0)) best = at;
  }
  return best;
}
