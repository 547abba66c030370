import { Visuals, type Scene, type SceneVisual, type Script } from '../../src-shared/film.ts';
import type { DrawRequest, Illustrator } from '../providers/provider.ts';
import { hasWords } from '../providers/visuals/own-files.ts';
import { stillSize } from '../render/working-image.ts';
import { messageOf } from '../resilience/try-in-turn.ts';
import { mayReplace } from './ask-in-turn.ts';
import { drawInTurn, whoDraws } from './draw-in-turn.ts';
import { drawingVersion, drawScene } from './draw-scene.ts';
import { everyScene } from './every-scene.ts';
import { providerChain, type ProviderChain } from './provider-chain.ts';
import type { StageContext, StepReporter } from './stage-context.ts';
import { reasonFor, StepDecisions } from './step-decisions.ts';
import { StepReceipts } from './step-receipts.ts';

const nobody: ProviderChain<Illustrator> = { usable: [], leftOut: [], triggers: [] };

/** A picture a scene, in the job's workspace. What was drawn before from the same words is used again. */
export function illustrate(script: Script, context: StageContext): Promise<Visuals> {
  const { job } = context;
  const { width, height } = job.format;
  // Cards and pictures of one's own need nobody in line.
  const asks = script.scenes.some(({ imageQuery }) => imageQuery !== undefined);
  const chain = asks ? providerChain('Images', context.providers.illustrators, context) : nobody;
  const first = chain.leftOut[0]?.provider ?? chain.usable[0];
  const wish = [first?.name, first?.model];
  const inputs = { script, width, height, theme: job.brief.theme, seed: job.brief.seed, drawingVersion, wish };
  return context.stage('broll', Visuals, inputs, async (step) => {
    const scenes = await new Drawing(script, chain, context, step).all();
    step.summary(summaryOf(scenes));
    return { scenes };
  });
}

/** Draws all scenes, and keeps account of who drew and what was replaced. */
class Drawing {
  readonly #script: Script;
  readonly #chain: ProviderChain<Illustrator>;
  readonly #context: StageContext;
  readonly #step: StepReporter;
  readonly #receipts = new StepReceipts('broll');
  readonly #decisions: StepDecisions;
  /** Pages of the pictures that the film shows already. */
  readonly #taken = new Set<string>();
  #drawn = 0;
  #pictures = 0;

  constructor(script: Script, chain: ProviderChain<Illustrator>, context: StageContext, step: StepReporter) {
    this.#script = script;
    this.#chain = chain;
    this.#context = context;
    this.#step = step;
    this.#decisions = new StepDecisions('visuals', context.providers.illustrators);
  }

  async all(): Promise<SceneVisual[]> {
    const redo = await this.#context.redoOf('broll', Visuals);
    const kept = new Map(
      redo?.earlier.scenes.filter(({ sceneId }) => !redo.sceneIds.has(sceneId)).map((each) => [each.sceneId, each]),
    );
    for (const { credit } of kept.values()) if (credit) this.#taken.add(credit.source);
    this.#progress();
    try {
      return await everyScene(this.#script.scenes, this.#context, async (scene, index) => {
        const visual = kept.get(scene.sceneId) ?? (await this.#draw(scene, index));
        this.#drawn++;
        this.#progress();
        return visual;
      });
    } catch (error) {
      this.#decisions.failed(this.#chain.usable[0]);
      throw error;
    } finally {
      this.#receipts.tell(this.#step);
      this.#decisions.tell(this.#step, {});
    }
  }

  async #draw(scene: Scene, index: number): Promise<SceneVisual> {
    const { illustrators } = this.#context.providers;
    const able = whoDraws(scene, this.#chain.usable, illustrators);
    try {
      const visual = await this.#ask(scene, index, able);
      if (visual.kind === 'picture') this.#pictures++;
      return visual;
    } catch (error) {
      // A picture of one's own that is damaged is for its owner to mend.
      const mayHaveCard =
        !['picture', 'clip'].includes(scene.visual.kind) && able.every(({ name }) => name !== 'Cards');
      const isAborted = this.#context.signal.aborted;
      if (isAborted || !mayHaveCard || !mayReplace(error, this.#context, this.#pictures > 0)) throw error;
      const replaced = able[0]?.name ?? '';
      const reason = messageOf(error);
      this.#receipts.add({ replaced, replacement: 'A card', reason, redoStep: 'broll' }, scene.sceneId);
      return this.#ask(scene, index, whoDraws(scene, [], illustrators));
    }
  }

  #ask(scene: Scene, index: number, able: readonly Illustrator[]): Promise<SceneVisual> {
    const { job, workspace } = this.#context;
    const { theme, seed } = job.brief;
    const request = {
      filmTitle: this.#script.title,
      sceneCount: this.#script.scenes.length,
      brief: { theme, seed, language: this.#script.language },
      ...this.#sizeFor(scene, able[0]),
      scene,
      sceneNumber: index + 1,
      taken: this.#taken,
    };
    const [first] = able;
    const wish = JSON.stringify([first?.name, first?.model]);
    return drawScene(request, workspace.visuals, { wish, draw: (asked) => this.#drawAnew(asked, able) });
  }

  async #drawAnew(request: DrawRequest, able: readonly Illustrator[]) {
    const { sceneId } = request.scene;
    const answer = await drawInTurn(
      (illustrator) => ({ ...request, ...this.#sizeFor(request.scene, illustrator) }),
      { illustrators: able, triggers: this.#chain.triggers, onAttempt: () => this.#step.progress(0) },
      this.#context,
    );
    this.#receipts.addAnswer(answer, sceneId);
    this.#decisions.add(answer, this.#reasonFor(request.scene, answer), sceneId);
    const missed = this.#chain.leftOut.find(({ provider }) => provider.canDraw(request.scene));
    if (missed) {
      const { provider, reason } = missed;
      this.#receipts.add({ replaced: provider.name, replacement: answer.provider, reason, redoStep: 'broll' }, sceneId);
    }
    return { drawn: answer.value, provider: answer.provider };
  }

  /** A card is drawn as large as its closest view shows it, so that its letters are never enlarged. */
  #sizeFor({ visual }: Scene, illustrator: Illustrator | undefined): { width: number; height: number } {
    const { width, height } = this.#context.job.format;
    const isCard = illustrator?.name === 'Cards' || (visual.kind === 'picture' && hasWords(visual));
    return isCard ? stillSize({ width, height }, 'card') : { width, height };
  }

  #reasonFor(scene: Scene, answer: Parameters<typeof reasonFor>[0]): string {
    if (answer.passed.length > 0) return reasonFor(answer);
    const { illustrators } = this.#context.providers;
    const position = illustrators.findIndex(({ name }) => name === answer.provider);
    const before = illustrators.slice(0, Math.max(0, position));
    const unable = before.filter((one) => !one.canDraw(scene)).map(({ name }) => name);
    return unable.length === 0
      ? 'It is the first in line for these scenes.'
      : `What comes before it does not draw these scenes: ${unable.join(', ')}.`;
  }

  #progress(): void {
    const total = this.#script.scenes.length;
    const current = Math.min(this.#drawn + 1, total);
    this.#step.progress(this.#drawn / total, { current, total, detail: `Drawing scene ${current} of ${total}` });
  }
}

function summaryOf(scenes: readonly SceneVisual[]): string {
  const clips = scenes.filter(({ clip }) => clip).length;
  const pictures = scenes.filter(({ kind }) => kind === 'picture').length - clips;
  const cards = scenes.length - pictures - clips;
  return [
    cards && `${cards} card${cards === 1 ? '' : 's'}`,
    pictures && `${pictures} picture${pictures === 1 ? '' : 's'}`,
    clips && `${clips} clip${clips === 1 ? '' : 's'}`,
  ]
    .filter(Boolean)
    .join(', ');
}
