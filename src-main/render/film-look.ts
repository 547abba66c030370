import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Theme } from '../../src-shared/brief.ts';
import type { SceneVisual, Subtitles, Visuals } from '../../src-shared/film.ts';
import { builtPath } from '../runtime/app-files.ts';
import { assHeader, captionStates } from './caption-ass.ts';
import type { CaptionLook } from './caption-bitmaps.ts';
import { captionStyle } from './caption-style.ts';
import { inputDigests, type InputDigest } from './input-digests.ts';
import type { FilmPlan } from './plan-film.ts';
import type { FilmLook } from './segment-spec.ts';

/** What the film shows, scene by scene and caption by caption, named by its content. */
export async function lookOfFilm(
  plan: FilmPlan,
  visuals: Visuals,
  subtitles: Subtitles,
  film: { language: string; theme: Theme; seed: number; digestOf?: InputDigest | undefined },
): Promise<FilmLook & { captionLook: CaptionLook }> {
  const style = captionStyle(plan.width, plan.height, film.language, film.theme);
  const digestOf = film.digestOf ?? inputDigests();
  const stillIds = await Promise.all(
    visuals.scenes.map(async (visual) => [visual.sceneId, await stillIdOf(visual, digestOf)] as const),
  );
  return {
    plan,
    visuals: new Map(visuals.scenes.map((visual) => [visual.sceneId, visual])),
    stillIds: new Map(stillIds),
    captions: subtitles.burnIn ? captionStates(subtitles.cues, style) : [],
    seed: film.seed,
    captionLook: { style, fontsFolder: builtPath('fonts') },
  };
}

/** The same picture is prepared otherwise as a card. */
async function stillIdOf({ imagePath, kind, clip }: SceneVisual, digestOf: InputDigest): Promise<string> {
  return `${kind}-${(await digestOf(clip?.clipPath ?? imagePath)).slice(0, 32)}`;
}

/** Changes with the captions' style and with the fonts; sizes tell fonts apart, and reading 40 MB of them would not be free. */
export async function captionLookDigest({ style, fontsFolder }: CaptionLook): Promise<string> {
  const names = (await readdir(fontsFolder)).toSorted();
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(fontsFolder, name))).size));
  return createHash('sha256')
    .update(JSON.stringify([assHeader(style), names, sizes]))
    .digest('hex');
}
