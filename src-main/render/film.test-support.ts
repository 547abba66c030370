import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cue, Narration, Script, Subtitles, Visuals } from '../../src-shared/film.ts';
import { planFilm, type FilmPlan } from './plan-film.ts';

export interface TrialFilm {
  script: Script;
  narration: Narration;
  visuals: Visuals;
  subtitles: Subtitles;
  plan: FilmPlan;
}

const sources = ['testsrc2=s=400x225', 'smptebars=s=400x225', 'rgbtestsrc=s=400x225'];

/** A small silent film of generated stills with a caption in each scene; real files, no mocks. */
export async function trialFilm(
  folder: string,
  options: { seconds?: number[]; width?: number; height?: number } = {},
): Promise<TrialFilm> {
  const { seconds = [1.4, 1.2, 1.6], width = 320, height = 180 } = options;
  await mkdir(folder, { recursive: true });
  const ids = seconds.map((_, index) => `s${index + 1}`);
  for (const [index, id] of ids.entries()) drawStill(index, join(folder, `${id}.png`));
  const script: Script = {
    title: "Tea; 50% = 'slow' # \\ お茶",
    language: 'en-GB',
    scenes: seconds.map((length, index) => ({
      sceneId: ids[index] ?? '',
      heading: `Part ${index + 1}; a=b`,
      narration: '',
      visual: { kind: 'title', title: 'x' },
      minimumSeconds: length,
    })),
  };
  // A voice of no length at all: scenes then last as long as their minimum says, not three seconds.
  const narration: Narration = {
    voice: 'none',
    provider: 'none',
    scenes: ids.map((sceneId) => ({ sceneId, durationSeconds: 0.001, words: [] })),
  };
  const plan = planFilm(script, narration, { width, height, frameRate: 30 });
  const cues = plan.scenes.map((scene, index): Cue => {
    const [startSeconds, endSeconds] = [scene.startSeconds + 0.5, scene.endSeconds - 0.2];
    const half = (startSeconds + endSeconds) / 2;
    return {
      startSeconds,
      endSeconds,
      lines: [`Scene {${index}}`],
      words: [
        { text: 'Scene', startSeconds, endSeconds: half },
        { text: `{${index}}`, startSeconds: half, endSeconds },
      ],
    };
  });
  const subtitles = { srtPath: join(folder, 'a.srt'), vttPath: join(folder, 'a.vtt'), assPath: join(folder, 'a.ass') };
  const srt = cues.map(
    (cue, index) => `${index + 1}\n${srtTime(cue.startSeconds)} --> ${srtTime(cue.endSeconds)}\n${cue.lines[0]}\n`,
  );
  await writeFile(subtitles.srtPath, srt.join('\n'));
  await writeFile(subtitles.vttPath, 'WEBVTT\n');
  const visuals: Visuals = {
    scenes: ids.map((sceneId, index) => ({
      sceneId,
      imagePath: join(folder, `${sceneId}.png`),
      width: 400,
      height: 225,
      kind: index === 0 ? 'card' : 'picture',
      focus: { x: 0.3, y: 0.6 },
      provider: 'test',
    })),
  };
  return { script, narration, visuals, subtitles: { ...subtitles, burnIn: true, cues }, plan };
}

export function drawStill(index: number, path: string): void {
  const source = sources[index % sources.length] ?? '';
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-frames:v', '1', path]);
}

function srtTime(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace('.', ',');
}
