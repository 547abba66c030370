import { existsSync } from 'node:fs';
import { Narration, Script, Subtitles, Visuals } from '../../src-shared/film.ts';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { drawnScenes } from '../pipeline/drawn-scenes.ts';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { planFilm } from '../render/plan-film.ts';
import { formatOf } from './job-runner.ts';
import { readResult } from './step-results.ts';

interface FilmPlace {
  dataFolder: string;
  settings: Settings;
  mediaUrl: (path: string) => string;
}

/** A job's film as far as it has come, from what its steps have saved. */
export async function filmState(job: Job, { dataFolder, settings, mediaUrl }: FilmPlace): Promise<FilmState> {
  const workspace = jobWorkspace(dataFolder, job.jobId);
  const [script, narration, visuals, subtitles] = await Promise.all([
    readResult('script', Script, workspace),
    readResult('narration', Narration, workspace),
    readResult('broll', Visuals, workspace),
    readResult('subtitles', Subtitles, workspace),
  ]);
  const drawn = visuals
    ? new Map(visuals.result.scenes.map((scene) => [scene.sceneId, scene]))
    : await drawnScenes(workspace.visuals);
  const format = formatOf(job, settings);
  const plan = script && narration && planFilm(script.result, narration.result, format);
  const urlOf = (path: string | undefined): string | undefined =>
    path !== undefined && existsSync(path) ? mediaUrl(path) : undefined;
  return {
    title: job.title,
    width: job.output?.width ?? format.width,
    height: job.output?.height ?? format.height,
    videoUrl: urlOf(job.output?.videoPath),
    captionsUrl: urlOf(subtitles?.result.vttPath),
    isFileMissing: job.output !== undefined && !existsSync(job.output.videoPath),
    scenes: (script?.result.scenes ?? []).map(({ sceneId, heading, narration: spoken }) => {
      const planned = plan?.scenes.find((scene) => scene.sceneId === sceneId);
      return {
        sceneId,
        heading,
        narration: spoken,
        startSeconds: planned?.startSeconds,
        durationSeconds: planned && planned.endSeconds - planned.startSeconds,
        imageUrl: urlOf(drawn.get(sceneId)?.imagePath),
      };
    }),
  };
}
