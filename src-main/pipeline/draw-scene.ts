import { createHash } from 'node:crypto';
import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SceneVisual } from '../../src-shared/film.ts';
import type { DrawnScene, DrawRequest } from '../providers/provider.ts';
import { pictureLocation } from '../providers/visuals/picture-file.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { readSaved } from './read-saved.ts';

/** Goes up when the same scene would be drawn otherwise than before. */
export const drawingVersion = 4;

type SceneRequest = Omit<DrawRequest, 'imagePath'>;

/** Whoever draws: `wish` names the one that is wished for, whoever then does it. */
export interface Artist {
  wish: string;
  draw(request: DrawRequest): Promise<{ drawn: DrawnScene; provider: string }>;
}

/** Draws a scene into a folder, under a hash of all that it shows; what stands there already is used again. */
export async function drawScene(request: SceneRequest, folder: string, artist: Artist): Promise<SceneVisual> {
  const { scene } = request;
  await mkdir(folder, { recursive: true });
  const path = join(folder, await hashOf(request, artist.wish));
  const before = await drawnBefore(`${path}.json`);
  if (before) return { ...before, sceneId: scene.sceneId };
  const { drawn, provider } = await artist.draw({ ...request, imagePath: `${path}.png` });
  const visual: SceneVisual = { ...drawn, sceneId: scene.sceneId, provider };
  // Written last: who finds it finds the picture too.
  await writeFileAtomic(`${path}.json`, JSON.stringify(visual));
  return visual;
}

/** Of what is seen: the narration may change without a new picture, the file behind a picture may not. */
async function hashOf({ scene, ...request }: SceneRequest, wish: string): Promise<string> {
  const { visual, imageQuery } = scene;
  const file =
    visual.kind === 'picture' || visual.kind === 'clip'
      ? await stat(pictureLocation(visual.source)).catch(() => undefined)
      : undefined;
  const fileState = file && [file.size, file.mtimeMs];
  const inputs = [{ ...request, taken: undefined }, visual, imageQuery, fileState, wish, drawingVersion];
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 24);
}

async function drawnBefore(recordPath: string): Promise<SceneVisual | undefined> {
  const record = await readSaved(recordPath, SceneVisual);
  if (!record) return undefined;
  return access(record.imagePath).then(
    () => record,
    () => undefined,
  );
}
