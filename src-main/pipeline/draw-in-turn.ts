import { z } from 'zod';
import { StudioError } from '../../src-shared/failure.ts';
import { FocusPoint, PictureCredit, SceneClip, type Scene } from '../../src-shared/film.ts';
import type { FailureCause } from '../../src-shared/provider-settings.ts';
import type { DrawnScene, DrawRequest, Illustrator } from '../providers/provider.ts';
import type { AnswerInTurn } from '../resilience/try-in-turn.ts';
import { askInTurn } from './ask-in-turn.ts';
import { estimateUsd } from './estimate-cost.ts';
import type { StageContext } from './stage-context.ts';

const KeptPicture = z.object({
  width: z.number(),
  height: z.number(),
  kind: z.enum(['card', 'picture']),
  focus: FocusPoint.optional(),
  credit: PictureCredit.optional(),
  clip: SceneClip.optional(),
});

interface Line {
  illustrators: readonly Illustrator[];
  triggers: readonly FailureCause[];
  onAttempt: () => void;
}

/** The first that answers draws it. */
export function drawInTurn(
  requestFor: (illustrator: Illustrator) => DrawRequest,
  { illustrators, triggers, onAttempt }: Line,
  context: Pick<StageContext, 'resilience' | 'signal'>,
): Promise<AnswerInTurn<DrawnScene>> {
  const [first] = illustrators;
  if (!first) throw new StudioError('NotFound:illustrator');
  const { scene, imagePath } = requestFor(first);
  return askInTurn(
    {
      step: 'broll',
      item: scene.sceneId,
      providers: illustrators,
      triggers,
      onAttempt,
      estimateUsd: (illustrator) => estimateUsd(illustrator, { images: 1 }),
      ask: (illustrator, call) => illustrator.draw(requestFor(illustrator), call),
      cache: {
        inputs(illustrator) {
          const { width, height, brief } = requestFor(illustrator);
          return [scene.imageQuery, scene.visual, width, height, brief];
        },
        pack: ({ imagePath: filePath, ...picture }) => ({ data: picture, filePath }),
        unpack(data, filePath) {
          const kept = KeptPicture.safeParse(data);
          if (!kept.success || filePath === undefined) return undefined;
          const { focus, credit, clip, ...picture } = kept.data;
          const parts = { ...(focus && { focus }), ...(credit && { credit }), ...(clip && { clip }) };
          return { ...picture, imagePath: filePath, ...parts };
        },
        fileBase: imagePath.replace(/\.png$/, ''),
      },
    },
    context,
  );
}

/** One's own pictures come before all, and what is made of words alone is drawn as a card where nobody else draws it. */
export function whoDraws(scene: Scene, inLine: readonly Illustrator[], all: readonly Illustrator[]): Illustrator[] {
  const own = all.filter(({ name }) => name === 'OwnFiles' && ['picture', 'clip'].includes(scene.visual.kind));
  const able = [...own, ...inLine.filter(({ name }) => name !== 'OwnFiles')].filter((one) => one.canDraw(scene));
  if (able.length > 0) return able;
  const basic = all.filter((one) => one.name === 'Cards' && one.canDraw(scene));
  if (basic.length > 0) return basic;
  throw new StudioError('NotFound:illustrator', { details: { sceneId: scene.sceneId, visual: scene.visual.kind } });
}
