import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SceneVisual } from '../../src-shared/film.ts';
import { readSaved } from './read-saved.ts';

/** The scenes that stand drawn in a folder while the others are still being drawn, by their ID. */
export async function drawnScenes(folder: string): Promise<Map<string, SceneVisual>> {
  const names = await readdir(folder).catch(() => []);
  const records = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  const drawn = await Promise.all(
    records.map(async (path) => ({ visual: await readSaved(path, SceneVisual), mtimeMs: (await stat(path)).mtimeMs })),
  );
  // A text that was changed leaves the older picture of the same scene beside the newer one.
  const inOrder = drawn.toSorted((a, b) => a.mtimeMs - b.mtimeMs);
  return new Map(inOrder.flatMap(({ visual }) => (visual ? [[visual.sceneId, visual]] : [])));
}
