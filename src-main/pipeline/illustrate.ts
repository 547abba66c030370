import { Visuals, type SceneVisual, type Script } from '../../src-shared/film.ts';
import { drawingVersion, drawScene } from './draw-scene.ts';
import { inParallel } from './in-parallel.ts';
import type { StageContext } from './stage-context.ts';

/** As many as there are drawing threads. */
const drawnAtOnce = 2;

/** A picture a scene, in the job's workspace. What was drawn before from the same words is used again. */
export function illustrate(script: Script, context: StageContext): Promise<Visuals> {
  const { job } = context;
  const { width, height } = job.format;
  const inputs = { script, width, height, theme: job.brief.theme, seed: job.brief.seed, drawingVersion };
  return context.stage('broll', Visuals, inputs, async (step) => {
    const total = script.scenes.length;
    const { theme, seed } = job.brief;
    const brief = { theme, seed, language: script.language };
    const film = { filmTitle: script.title, sceneCount: total, brief, width, height };
    let drawn = 0;
    step.progress(0, { current: 1, total, detail: `Drawing scene 1 of ${total}` });
    const scenes = await inParallel(script.scenes, drawnAtOnce, async (scene, index) => {
      context.signal.throwIfAborted();
      const visual = await drawScene({ ...film, scene, sceneNumber: index + 1 }, context.workspace.visuals, context);
      drawn++;
      const current = Math.min(drawn + 1, total);
      step.progress(drawn / total, { current, total, detail: `Drawing scene ${current} of ${total}` });
      return visual;
    });
    step.summary(summaryOf(scenes));
    return { scenes };
  });
}

function summaryOf(scenes: readonly SceneVisual[]): string {
  const pictures = scenes.filter(({ kind }) => kind === 'picture').length;
  const cards = scenes.length - pictures;
  return [
    cards && `${cards} card${cards === 1 ? '' : 's'}`,
    pictures && `${pictures} picture${pictures === 1 ? '' : 's'}`,
  ]
    .filter(Boolean)
    .join(', ');
}
