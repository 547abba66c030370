import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SpokenScene } from '../../src-shared/film.ts';
import { uncounted, type Narrator, type SpeakRequest } from '../providers/provider.ts';
import { syncFiles, writeFileAtomic } from '../storage/atomic-file.ts';
import type { StageContext } from './stage-context.ts';

/** Raise it when the same text would now sound different. */
const speechVersion = 1;

/** Speaks a scene, or takes what an earlier run spoke from the very same text, voice and rate. */
export async function speakOnce(
  request: Omit<SpeakRequest, 'audioPath'>,
  narrator: Narrator,
  { workspace, signal }: StageContext,
): Promise<SpokenScene> {
  const { sceneId: _, ...inputs } = request;
  const hash = createHash('sha256')
    .update(JSON.stringify([speechVersion, narrator.name, inputs]))
    .digest('hex');
  const name = `${request.sceneId}-${hash.slice(0, 16)}`;
  const audioPath = join(workspace.narration, `${name}.wav`);
  const recordPath = join(workspace.narration, `${name}.json`);
  const earlier = await readRecord(recordPath, audioPath);
  if (earlier) return earlier;
  const spoken = await narrator.speak({ ...request, audioPath }, uncounted(signal));
  // Last: only a WAV that is whole, and stays so after a power cut, has a record beside it.
  await syncFiles([audioPath]);
  const { size } = await stat(audioPath);
  await writeFileAtomic(recordPath, JSON.stringify({ audioBytes: size, spoken }));
  return spoken;
}

async function readRecord(recordPath: string, audioPath: string): Promise<SpokenScene | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(recordPath, 'utf8'));
    const { audioBytes, spoken } = record as { audioBytes?: unknown; spoken?: unknown };
    if ((await stat(audioPath)).size !== audioBytes) return undefined;
    return { ...SpokenScene.parse(spoken), audioPath };
  } catch {
    // Missing or damaged: the scene is spoken again.
    return undefined;
  }
}
