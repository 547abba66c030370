import { StudioError } from '../../../src-shared/failure.ts';
import type { SpokenScene, Word } from '../../../src-shared/film.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import type { ProviderCall, SpeakRequest } from '../provider.ts';
import { polishVoice } from './polish-voice.ts';
import { splitText, type TextPart } from './split-text.ts';

const paragraphPauseSeconds = 0.35;
/** Nobody speaks faster; less means that words were left out. */
const leastSecondsPerWord = 0.06;

export interface SpokenPart {
  /** Mono. */
  samples: Int16Array;
  sampleRate: number;
  /** From the start of the samples; every word of the part, in order. */
  words: Word[];
}

interface InParts {
  narrator: string;
  ffmpeg: Ffmpeg;
  mostCharacters: number;
  /** Played faster afterwards, where the voice itself knows one pace only. */
  tempo: number;
  speakPart: (part: TextPart, around: { before?: string; after?: string }) => Promise<SpokenPart>;
}

/** Speaks a text part by part and writes it as one WAV: mono, 48 kHz, at one loudness. */
export async function speakInParts(request: SpeakRequest, call: ProviderCall, how: InParts): Promise<SpokenScene> {
  const parts = splitText(request.text, how.mostCharacters, request.language);
  const chunks: Int16Array[] = [];
  const words: Word[] = [];
  let sampleCount = 0;
  let sampleRate = 0;
  for (const [index, part] of parts.entries()) {
    call.signal.throwIfAborted();
    const before = parts[index - 1]?.text;
    const after = parts[index + 1]?.text;
    const spoken = await how.speakPart(part, { ...(before && { before }), ...(after && { after }) });
    requireSound(how.narrator, spoken);
    sampleRate = spoken.sampleRate;
    const offsetSeconds = sampleCount / sampleRate;
    words.push(...spoken.words.map((word) => later(word, offsetSeconds)));
    const isLast = index === parts.length - 1;
    const pause = new Int16Array(part.endsParagraph && !isLast ? Math.round(paragraphPauseSeconds * sampleRate) : 0);
    chunks.push(spoken.samples, pause);
    sampleCount += spoken.samples.length + pause.length;
  }
  const { tempo } = how;
  await polishVoice(how.ffmpeg, { sampleRate, chunks, isStudioSound: true, tempo }, request.audioPath, call.signal);
  const durationSeconds = sampleCount / sampleRate / tempo;
  return {
    sceneId: request.sceneId,
    audioPath: request.audioPath,
    durationSeconds,
    words: words.map(({ text, startSeconds, endSeconds }) => ({
      text,
      startSeconds: Math.min(startSeconds / tempo, durationSeconds),
      endSeconds: Math.min(endSeconds / tempo, durationSeconds),
    })),
  };
}

const later = ({ text, startSeconds, endSeconds }: Word, bySeconds: number): Word => ({
  text,
  startSeconds: startSeconds + bySeconds,
  endSeconds: endSeconds + bySeconds,
});

/** Never silence instead of an error. */
function requireSound(narrator: string, { samples, sampleRate, words }: SpokenPart): void {
  const seconds = samples.length / sampleRate;
  const isSilent = !samples.some((sample) => Math.abs(sample) > 100);
  if (samples.length > 0 && !isSilent && seconds >= words.length * leastSecondsPerWord) return;
  throw new StudioError(`ProviderUnavailable:${narrator}`, {
    message: `${narrator} did not say all of the text.`,
    details: { provider: narrator, spokenSeconds: seconds, words: words.length },
  });
}

/** Raw 16-bit samples as they come over the wire. */
export function samplesOf(provider: string, pcm: Buffer): Int16Array {
  if (pcm.length < 2)
    throw new StudioError(`ProviderUnavailable:${provider}`, { message: `${provider} sent no sound.` });
  // An odd number of bytes would be half a sample; a copy lies at an even address.
  const even = Buffer.from(pcm.subarray(0, pcm.length - (pcm.length % 2)));
  return new Int16Array(even.buffer.slice(even.byteOffset, even.byteOffset + even.length));
}
