import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SpokenScene } from '../../src-shared/film.ts';
import type { SpeakRequest } from '../providers/provider.ts';
import { syncFiles, writeFileAtomic } from '../storage/atomic-file.ts';
import type { JobWorkspace } from './job-workspace.ts';

/** Raise it when the same text would now sound different. */
const speechVersion = 2;

const SpeechRecord = z.object({ audioBytes: z.number(), provider: z.string(), spoken: SpokenScene });

interface Speech {
  spoken: SpokenScene;
  provider: string;
}

/**
 * Speaks a scene, or takes what an earlier run was given for the very same text, rate and wished voice, whoever spoke it:
 * what was paid for is not paid for again.
 */
export async function speakOnce<T extends Speech>(
  request: Omit<SpeakRequest, 'audioPath' | 'voice'>,
  wish: string,
  workspace: JobWorkspace,
  speak: (audioPath: string) => Promise<T>,
): Promise<Speech | T> {
  const hash = createHash('sha256')
    .update(JSON.stringify([speechVersion, wish, request]))
    .digest('hex');
  const name = `${request.sceneId}-${hash.slice(0, 16)}`;
  const audioPath = join(workspace.narration, `${name}.wav`);
  const recordPath = join(workspace.narration, `${name}.json`);
  const earlier = await readRecord(recordPath, audioPath);
  if (earlier) return earlier;
  const speech = await speak(audioPath);
  // Last: only a WAV that is whole, and stays so after a power cut, has a record beside it.
  await syncFiles([audioPath]);
  const { size } = await stat(audioPath);
  const { spoken, provider } = speech;
  await writeFileAtomic(recordPath, JSON.stringify({ audioBytes: size, provider, spoken }));
  return speech;
}

async function readRecord(recordPath: string, audioPath: string): Promise<Speech | undefined> {
  try {
    const { audioBytes, provider, spoken } = SpeechRecord.parse(JSON.parse(await readFile(recordPath, 'utf8')));
    if ((await stat(audioPath)).size !== audioBytes) return undefined;
    return { provider, spoken: { ...spoken, audioPath } };
  } catch {
    // Missing or damaged: the scene is spoken again.
    return undefined;
  }
}
