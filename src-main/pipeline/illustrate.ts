import { Visuals, type Scene, type SceneVisual, type Script } from '../../src-shared/film.ts';
import type { ModelDecision } from '../../src-shared/diagnostics.ts';
import type { Illustrator } from '../providers/provider.ts';
import { hasWords } from '../providers/visuals/own-files.ts';
import { stillSize } from '../render/working-image.ts';
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
    const film = { filmTitle: script.title, sceneCount: total, brief };
    let drawn = 0;
    step.progress(0, { current: 1, total, detail: `Drawing scene 1 of ${total}` });
    const scenes = await inParallel(script.scenes, drawnAtOnce, async (scene, index) => {
      context.signal.throwIfAborted();
      const size = isPictureAlone(scene) ? { width, height } : stillSize({ width, height }, 'card');
      const request = { ...film, ...size, scene, sceneNumber: index + 1 };
      const visual = await drawScene(request, context.workspace.visuals, context);
      drawn++;
      const current = Math.min(drawn + 1, total);
      step.progress(drawn / total, { current, total, detail: `Drawing scene ${current} of ${total}` });
      return visual;
    });
    for (const decision of decisionsOf(scenes, context.providers.illustrators)) step.decided(decision);
    step.summary(summaryOf(scenes));
    return { scenes };
  });
}

/** A card is drawn as large as its closest view shows it, so that its letters are never enlarged. */
const isPictureAlone = ({ visual }: Scene): boolean => visual.kind === 'picture' && !hasWords(visual);

/** One a provider: the first that can draw a scene draws it. */
function decisionsOf(scenes: readonly SceneVisual[], illustrators: readonly Illustrator[]): ModelDecision[] {
  return illustrators.flatMap(({ name, isLocal }, index) => {
    const drawn = scenes.filter(({ provider }) => provider === name);
    if (drawn.length === 0) return [];
    const candidates = illustrators.map((candidate) => candidate.name);
    const before = candidates.slice(0, index).join(', ');
    return {
      decisionPoint: 'visuals',
      provider: name,
      selectedModel: name,
      isLocal,
      reason:
        before === ''
          ? 'It is the first in line for these scenes.'
          : `What comes before it does not draw these scenes: ${before}.`,
      criteria: { scenes: drawn.length, sceneIds: drawn.map(({ sceneId }) => sceneId).slice(0, 100), candidates },
    };
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
