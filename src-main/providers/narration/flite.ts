import { open } from 'node:fs/promises';
import { StudioError } from '../../../src-shared/failure.ts';
import type { SpokenScene, Word } from '../../../src-shared/film.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { workerCalls, type WorkerCalls } from '../../runtime/worker-calls.ts';
import type { Narrator, SpeakRequest } from '../provider.ts';
import { readWavFormat } from '../wav.ts';
import type { FliteAnswer, FliteRequest } from './flite-messages.ts';
import { polishVoice, type RawVoice } from './polish-voice.ts';
import { refuseUnspeakable, unspeakable } from './refuse-unspeakable.ts';
import { speechChunks, spokenText, type SpeechChunk } from './speech-chunks.ts';

const name = 'Flite';
const paragraphPauseSeconds = 0.35;
/** The fastest speaker needs more for a letter; less means that the voice left words out. */
const leastSecondsPerCharacter = 0.02;

const voices = [
  { id: 'slt', label: 'Sally, clear and bright', language: 'en-US' },
  { id: 'rms', label: 'Robert, calm and low', language: 'en-US' },
  { id: 'awb', label: 'Alan, warm and Scottish', language: 'en-GB' },
] as const;

/** The voice that needs no network: CMU Flite, compiled to WebAssembly. English only. */
export function createFlite({ ffmpeg }: { ffmpeg: Ffmpeg }): Narrator & { close(): Promise<void> } {
  const worker = workerCalls<FliteRequest, FliteAnswer>('flite');
  return {
    name,
    kind: 'TTS',
    isLocal: true,
    voices,
    voiceFor: (wished) => (hasVoice(wished) ? wished : voices[0].id),
    refuseUnspeakable: (text, language) => refuseUnspeakable(name, text, language),
    async speak(request, { signal }) {
      checkVoice(request);
      refuseUnspeakable(name, request.text, request.language);
      const { voice, words } = await say(worker, request, signal);
      await polishVoice(ffmpeg, voice, request.audioPath, signal);
      const durationSeconds = await wavSeconds(request.audioPath);
      return {
        sceneId: request.sceneId,
        audioPath: request.audioPath,
        durationSeconds,
        words: within(words, durationSeconds),
      };
    },
    close: () => worker.close(),
  };
}

const hasVoice = (voice: string): boolean => voices.some(({ id }) => id === voice);

function checkVoice({ voice, rate }: SpeakRequest): void {
  if (!hasVoice(voice))
    throw new StudioError('InvalidInput:voice', {
      message: `${name} has no voice “${voice}”.`,
      remediation: `Choose one of ${voices.map(({ id }) => id).join(', ')}.`,
    });
  if (!(rate >= 0.5 && rate <= 2))
    throw new StudioError('InvalidInput:rate', { message: `The speech rate must be from 0.5 to 2, not ${rate}.` });
}

async function say(
  worker: WorkerCalls<FliteRequest, FliteAnswer>,
  { text, voice, rate }: SpeakRequest,
  signal: AbortSignal,
): Promise<{ voice: RawVoice; words: Word[] }> {
  const raw = { sampleRate: 16_000, chunks: [] as Int16Array[] };
  const words: Word[] = [];
  let sampleCount = 0;
  const append = (samples: Int16Array) => {
    raw.chunks.push(samples);
    sampleCount += samples.length;
  };
  for (const chunk of speechChunks(text)) {
    const offsetSeconds = sampleCount / raw.sampleRate;
    const answer = await sayChunk(worker, chunk, { voice, rate }, signal);
    raw.sampleRate = answer?.sampleRate ?? raw.sampleRate;
    for (const [index, token] of chunk.tokens.entries()) {
      const span = answer?.words[index] ?? { startSeconds: 0, endSeconds: 0 };
      words.push({
        text: token.text,
        startSeconds: offsetSeconds + span.startSeconds,
        endSeconds: offsetSeconds + span.endSeconds,
      });
    }
    if (answer) append(answer.samples);
    if (chunk.endsParagraph) append(new Int16Array(Math.round(paragraphPauseSeconds * raw.sampleRate)));
  }
  // Captions and music take over after the last word; a pause there would only hold the film up.
  const last = raw.chunks.pop();
  if (last && last.some((sample) => sample !== 0)) raw.chunks.push(last);
  return { voice: raw, words };
}

/** Undefined when a chunk holds nothing to say, such as a paragraph of emoji. */
async function sayChunk(
  worker: WorkerCalls<FliteRequest, FliteAnswer>,
  { tokens }: SpeechChunk,
  style: { voice: string; rate: number },
  signal: AbortSignal,
): Promise<FliteAnswer | undefined> {
  const text = spokenText(tokens);
  if (text === '') return undefined;
  const answer = await worker.ask({ text, tokens: tokens.map(({ spoken }) => spoken), ...style }, signal);
  const spokenSeconds = answer.samples.length / answer.sampleRate;
  const characters = text.replace(/[^a-z0-9]/gi, '').length;
  if (spokenSeconds < (characters * leastSecondsPerCharacter) / style.rate || isSilent(answer.samples))
    throw unspeakable(`${name} could not say all of “${shortened(text)}”.`, { spokenSeconds, characters });
  return answer;
}

const isSilent = (samples: Int16Array): boolean => !samples.some((sample) => Math.abs(sample) > 300);

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

async function wavSeconds(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { frameCount, sampleRate } = await readWavFormat(file, 'The narration');
    return frameCount / sampleRate;
  } finally {
    await file.close();
  }
}

const within = (words: Word[], durationSeconds: number): SpokenScene['words'] =>
  words.map(({ text, startSeconds, endSeconds }) => ({
    text,
    startSeconds: Math.min(startSeconds, durationSeconds),
    endSeconds: Math.min(endSeconds, durationSeconds),
  }));
