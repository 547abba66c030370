import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job, StepName } from '../../src-shared/job.ts';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';
import type { StripScene } from './scene-strip.tsx';

/** The last picture that was drawn. */
export const newestImage = (film: FilmState | undefined): string | undefined =>
  film?.scenes.findLast((scene) => scene.imageUrl)?.imageUrl;

const isSceneStep = (step: StepName): boolean => texts.scene.working[step] !== undefined;

/** Index of the scene that is being made now, while a step goes from scene to scene. */
export function sceneInWork(job: Job, at: LiveJob['at']): number | undefined {
  const running = job.steps.find((step) => step.status === 'Running');
  return running && at?.step === running.name && isSceneStep(running.name) ? at.item - 1 : undefined;
}

/** The strip of a film under way or given up: made, in work, waiting, failed. */
export function stripScenes(job: Job, film: FilmState | undefined, at: LiveJob['at']): StripScene[] {
  const inWork = sceneInWork(job, at);
  const running = job.steps.find((step) => step.status === 'Running');
  const failed = job.status === 'Failed' ? job.steps.find((step) => step.status === 'Failed') : undefined;
  const failedAt = failed && at?.step === failed.name && isSceneStep(failed.name) ? at.item - 1 : undefined;
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
