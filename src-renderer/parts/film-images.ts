import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';
import type { StripScene } from './scene-strip.tsx';

/** The last picture that was drawn. */
export const newestImage = (film: FilmState | undefined): string | undefined =>
  film?.scenes.findLast((scene) => scene.imageUrl)?.imageUrl;

type At = LiveJob['at'];

/** Index of the scene that a step is at: pictures are counted, speech goes by words, the film by frames. */
export function sceneAt(at: At, film: FilmState | undefined): number | undefined {
  const scenes = film?.scenes ?? [];
  if (!at || scenes.length === 0) return undefined;
  if (at.step === 'broll') return Math.max(1, Math.min(at.item, scenes.length)) - 1;
  const weigh = { narration: wordsOf, mux: secondsOf }[at.step as string];
  if (!weigh) return undefined;
  const weights = scenes.map(weigh);
  const reached = (at.item / at.total) * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const index = weights.findIndex((weight) => (sum += weight) > reached);
  return index === -1 ? scenes.length - 1 : index;
}

const wordsOf = ({ narration }: FilmState['scenes'][number]): number => narration.split(/\s+/).filter(Boolean).length;
const secondsOf = ({ durationSeconds }: FilmState['scenes'][number]): number => durationSeconds ?? 1;

/** Index of the scene that is being made now. */
export function sceneInWork(job: Job, at: At, film: FilmState | undefined): number | undefined {
  const running = job.steps.find((step) => step.status === 'Running');
  return running && at?.step === running.name ? sceneAt(at, film) : undefined;
}

/** The strip of a film under way or given up: made, in work, waiting, failed. */
export function stripScenes(job: Job, film: FilmState | undefined, at: At): StripScene[] {
  const inWork = sceneInWork(job, at, film);
  const running = job.steps.find((step) => step.status === 'Running');
  const failed = job.status === 'Failed' ? job.steps.find((step) => step.status === 'Failed') : undefined;
  const failedAt = failed && at?.step === failed.name ? sceneAt(at, film) : undefined;
  return (film?.scenes ?? []).map((scene, index) => ({
    ...scene,
    ...(index === inWork && running
      ? {
          state: {
            kind: 'working',
            word: texts.scene.working[running.name] ?? '',
            percent: running.progressPct,
          } as const,
        }
      : index === failedAt
        ? { state: { kind: 'failed' } as const }
        : !scene.imageUrl
          ? { state: { kind: 'waiting' } as const }
          : {}),
  }));
}
