import type { Scene } from '../../../src-shared/film.ts';
import type { DrawRequest } from '../provider.ts';

/** A scene that a picture may stand in for; the user's own pictures are never replaced. */
export const wishesPicture = ({ visual, imageQuery }: Scene): boolean =>
  imageQuery !== undefined && imageQuery.trim() !== '' && visual.kind !== 'picture';

/** The search, without what would be an operator to some services. */
export const searchWords = ({ imageQuery = '' }: Scene, mostCharacters = 100): string =>
  imageQuery
    .replaceAll(/[^\p{L}\p{N}\s'-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, mostCharacters);

/** What an image model is to draw. Words in pictures come out wrong, and the film has captions. */
export function picturePrompt({ scene, filmTitle }: DrawRequest, mostCharacters: number): string {
  const about = scene.narration.replaceAll(/\s+/g, ' ').trim();
  const wish = [
    `A photograph for a film called “${filmTitle}”: ${scene.imageQuery ?? scene.heading}.`,
    about && `The scene is about this: ${about}`,
  ];
  const manner = 'Natural light, calm composition with room at the edges, no text, no letters, no logos, no frames.';
  const text = wish.filter(Boolean).join(' ');
  return `${text.slice(0, mostCharacters - manner.length - 1)} ${manner}`;
}
