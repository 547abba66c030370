import { ffmpeg } from '../ffmpeg.ts';
import { encoderArgs, rawFramesInput } from '../../src-main/render/encoder-args.ts';
import type { FilmPlan } from '../../src-main/render/plan-film.ts';
import { runMeasured, type Measured } from './run-measured.ts';

/** Nothing but the encoder, set as the film's are: raw frames from a file in memory, one process for all of them. */
export function runBareEncoder(frames: string, plan: FilmPlan, threads: number): Promise<Measured> {
  const input = rawFramesInput(plan).map((word) => (word === 'pipe:0' ? frames : word));
  const output = [...encoderArgs(plan, 'balanced'), '-threads', String(threads), '-f', 'mp4', '/dev/null'];
  return runMeasured([ffmpeg, '-v', 'error', '-y', ...input, ...output], { watchesMemory: true });
}
