import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import type { Narrator } from '../providers/provider.ts';
import type { Resilience } from '../resilience/create-resilience.ts';
import { targetOf } from '../resilience/run-under.ts';

interface HearRequest {
  text: string;
  voice: string;
  rate: number;
  language: string;
}

interface HearParts {
  narrators: readonly Narrator[];
  folder: string;
  resilience: Resilience;
}

const mostKept = 50;
const wavHeaderBytes = 44;
/** Narrators write mono, 48 kHz, 16 bit. */
const bytesPerSecond = 48_000 * 2;

/** Speaks a text once so that one can hear a voice; the same text in the same voice is not spoken again. */
export async function hearVoice(
  request: HearRequest,
  { narrators, folder, resilience }: HearParts,
): Promise<{ audioPath: string; durationSeconds: number }> {
  const narrator =
    narrators.find(({ voices }) => voices.some(({ id }) => id === request.voice)) ??
    narrators.find((candidate) => candidate.voiceFor(request.voice) === request.voice);
  if (!narrator) {
    throw new StudioError('InvalidInput:voice', { message: `There is no voice “${request.voice}”.` });
  }
  await mkdir(folder, { recursive: true });
  const audioPath = join(folder, `hear-${hashOf(narrator.name, request)}.wav`);
  if (!(await touch(audioPath))) await speak(narrator, request, audioPath, resilience);
  await removeOldest(folder);
  const { size } = await stat(audioPath);
  return { audioPath, durationSeconds: (size - wavHeaderBytes) / bytesPerSecond };
}

async function speak(
  narrator: Narrator,
  request: HearRequest,
  audioPath: string,
  { runUnder }: Resilience,
): Promise<void> {
  narrator.refuseUnspeakable(request.text, request.language);
  const unfinished = audioPath.replace(/\.wav$/, '.unfinished.wav');
  try {
    const speech = { ...request, sceneId: 's0', audioPath: unfinished };
    await runUnder(targetOf(narrator, 'narration'), new AbortController().signal, (call) =>
      narrator.speak(speech, call),
    );
    await rename(unfinished, audioPath);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** False when it is not there; one that is heard again stays longest. */
const touch = (path: string): Promise<boolean> =>
  utimes(path, new Date(), new Date()).then(
    () => true,
    () => false,
  );

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('hear-'));
  if (names.length <= mostKept) return;
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), time: (await stat(join(folder, name))).mtimeMs })),
  );
  const oldestFirst = files.sort((one, other) => one.time - other.time);
  for (const { path } of oldestFirst.slice(0, files.length - mostKept)) await rm(path, { force: true });
}

const hashOf = (narrator: string, { text, voice, rate, language }: HearRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([narrator, text, voice, rate, language]))
    .digest('hex')
    .slice(0, 24);
