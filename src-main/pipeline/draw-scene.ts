import { createHash } from 'node:crypto';
import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { SceneVisual } from '../../src-shared/film.ts';
import { uncounted, type DrawRequest, type Providers } from '../providers/provider.ts';
import { pictureLocation } from '../providers/visuals/picture-file.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { readSaved } from './read-saved.ts';

/** Goes up when the same scene would be drawn otherwise than before. */
export const drawingVersion = 3;

type SceneRequest = Omit<DrawRequest, 'imagePath'>;

/** Draws a scene into a folder, under a hash of all that it shows; what stands there already is used again. */
export async function drawScene(
  request: SceneRequest,
  folder: string,
  { providers, signal }: { providers: Pick<Providers, 'illustrators'>; signal: AbortSignal },
): Promise<SceneVisual> {
  const { scene } = request;
  const illustrator = providers.illustrators.find((candidate) => candidate.canDraw(scene));
  if (!illustrator) {
    throw new StudioError('NotFound:illustrator', { details: { sceneId: scene.sceneId, visual: scene.visual.kind } });
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, await hashOf(request, illustrator.name));
  const before = await drawnBefore(`${path}.json`);
  if (before) return { ...before, sceneId: scene.sceneId };
  const drawn = await illustrator.draw({ ...request, imagePath: `${path}.png` }, uncounted(signal));
  const visual: SceneVisual = { ...drawn, sceneId: scene.sceneId, provider: illustrator.name };
  // Written last: who finds it finds the picture too.
  await writeFileAtomic(`${path}.json`, JSON.stringify(visual));
  return visual;
}

/** Of what is seen: the narration may change without a new picture, the file behind a picture may not. */
async function hashOf({ scene, ...request }: SceneRequest, illustratorName: string): Promise<string> {
  const { visual } = scene;
  const file =
    visual.kind === 'picture' ? await stat(pictureLocation(visual.source)).catch(() => undefined) : undefined;
  const inputs = [request, visual, file && [file.size, file.mtimeMs], illustratorName, drawingVersion];
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
