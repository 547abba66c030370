import { join } from 'node:path';
import type { SceneClip, Visuals } from '../../src-shared/film.ts';
import { fileName, input } from '../ffmpeg/args-inputs.ts';
import { args } from '../ffmpeg/args.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { soundtrackRate } from './narration-track.ts';
import type { FilmPlan } from './plan-film.ts';

/** The sound of a clip that a scene shows, and its place in the film. */
export interface ClipSound extends Pick<SceneClip, 'clipPath' | 'format' | 'startSeconds' | 'whenShort'> {
  startSample: number;
  seconds: number;
}

export function clipSoundsOf({ scenes }: Visuals, plan: FilmPlan): ClipSound[] {
  const clips = new Map(scenes.map(({ sceneId, clip }) => [sceneId, clip]));
  return plan.scenes.flatMap(({ sceneId, startSeconds: sceneStart, endSeconds }) => {
    const clip = clips.get(sceneId);
    if (!clip?.hasSound) return [];
    const { clipPath, format, startSeconds, whenShort } = clip;
    const place = { startSample: Math.round(sceneStart * soundtrackRate), seconds: endSeconds - sceneStart };
    return [{ clipPath, format, startSeconds, whenShort, ...place }];
  });
}

/** As loud as the music, whatever the camera made of it; in and out with the scene's crossfades. */
const evened = 'loudnorm=I=-20:TP=-3:LRA=11';
const fadeSeconds = 0.5;

/** Writes a clip's sound as a stereo WAV of 48 kHz and 16 bit, at most as long as its scene. */
export async function extractClipSound(
  sound: ClipSound,
  name: string,
  { ffmpeg, signal, folder }: { ffmpeg: Ffmpeg; signal: AbortSignal; folder: string },
): Promise<string> {
  const path = join(folder, `${name}.wav`);
  const fades = `afade=t=in:d=${fadeSeconds},afade=t=out:st=${Math.max(0, sound.seconds - fadeSeconds)}:d=${fadeSeconds}`;
  const filter = `${evened},aresample=${soundtrackRate},atrim=end=${sound.seconds},${fades}`;
  const loop = sound.whenShort === 'loop' ? ['-stream_loop', '-1'] : [];
  await ffmpeg.run({
    purpose: `sound of ${name}`,
    args: args`
      ${loop} -ss ${sound.startSeconds} ${input(sound.format, sound.clipPath)} -vn -sn -dn -t ${sound.seconds}
      -af ${filter} -ac 2 -ar ${soundtrackRate} -c:a pcm_s16le -f wav ${fileName(path)}`,
    signal,
  });
  return path;
}
