import { StudioError } from '../../src-shared/failure.ts';
import type { Scene } from '../../src-shared/film.ts';
import { reasonOf } from '../resilience/retry-plan.ts';
import { causeOf } from '../resilience/cause-of.ts';
import { messageOf } from '../resilience/try-in-turn.ts';
import { endsStep } from './ask-in-turn.ts';
import { inParallel } from './in-parallel.ts';
import type { StageContext } from './stage-context.ts';

/** Each provider bounds itself; this bounds what waits. */
const scenesAtOnce = 4;

interface FailedScene {
  sceneId: string;
  error: unknown;
}

/**
 * Does the work for every scene, a few at a time. What failed does not keep the others from being made, where the settings
 * allow partial success: then one error at the end says which scenes are left, and a retry finds the rest done.
 */
export async function everyScene<Result>(
  scenes: readonly Scene[],
  { settings, signal }: Pick<StageContext, 'settings' | 'signal'>,
  work: (scene: Scene, index: number) => Promise<Result>,
): Promise<Result[]> {
  const failed: FailedScene[] = [];
  const results = await inParallel(scenes, scenesAtOnce, async (scene, index) => {
    signal.throwIfAborted();
    try {
      return await work(scene, index);
    } catch (error) {
      if (signal.aborted || endsStep(error, settings)) throw error;
      failed.push({ sceneId: scene.sceneId, error });
      return undefined;
    }
  });
  if (failed.length > 0) throw someFailed(failed, scenes.length);
  return results as Result[];
}

function someFailed(failed: readonly FailedScene[], total: number): unknown {
  const [first] = failed;
  if (total === 1 || !(first?.error instanceof StudioError)) return first?.error;
  const { error } = first;
  return new StudioError(error.code, {
    message: `${failed.length} of ${total} scenes failed; the others are kept. ${messageOf(error)}`,
    remediation: 'Press Retry Step: only the scenes that failed are made again.',
    details: {
      ...error.details,
      failedScenes: failed.map(({ sceneId, error: each }) => ({
        sceneId,
        cause: causeOf(each),
        reason: reasonOf(each),
      })),
      done: total - failed.length,
      total,
    },
    cause: error.cause ?? error,
  });
}
