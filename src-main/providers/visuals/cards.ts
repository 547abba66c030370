import { writeFileAtomic } from '../../storage/atomic-file.ts';
import type { CardDrawer } from '../../cards/draw-card.ts';
import type { Illustrator } from '../provider.ts';

/** Draws every visual that is made of words alone. */
export const createCards = (drawer: CardDrawer): Illustrator => ({
  name: 'Cards',
  kind: 'Images',
  isLocal: true,
  canDraw: ({ visual }) => visual.kind !== 'picture' && visual.kind !== 'clip',
  async draw(request, { signal }) {
    const { scene, brief, width, height, filmTitle, sceneNumber, imagePath } = request;
    const { theme, language } = brief;
    const { visual } = scene;
    if (visual.kind === 'clip') throw new Error('Cards does not draw clips');
    const card = { visual, width, height, theme, language, filmTitle, sceneNumber };
    await writeFileAtomic(imagePath, await drawer.draw(card, signal));
    return { imagePath, width, height, kind: 'card' };
  },
});
