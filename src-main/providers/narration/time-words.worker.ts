import { answerCalls } from '../../runtime/answer-calls.ts';
import { parseWav } from '../wav.ts';
import { alignWords, type TimeSpan } from './align-words.ts';
import { loadFlite } from './flite-program.ts';
import { matchSound } from './match-sound.ts';
import { isPause, parsePhones } from './phones.ts';
import { phonesOfWords } from './phones-of-words.ts';
import { atFeatureRate, featureRate, hopSeconds, soundFeatures } from './sound-features.ts';
import { speechChunks, spokenText, type SpeechChunk } from './speech-chunks.ts';
import type { TimeWordsAnswer, TimeWordsRequest } from './time-words-messages.ts';

const loading = loadFlite();
const reader = { voice: 'slt', rate: 1 };
const known = new Map<string, string[]>();

/** The built-in voice reads the same text, whose times are known, and its reading is laid over the one that was heard. */
answerCalls<TimeWordsRequest, TimeWordsAnswer>(async ({ text, samples, sampleRate }) => {
  const flite = await loading;
  const spans: TimeSpan[] = [];
  const read: Float32Array[] = [];
  let readSeconds = 0;
  for (const chunk of speechChunks(text)) {
    const { sound, words } = readChunk(flite, chunk);
    spans.push(...words.map((word) => shifted(word, readSeconds)));
    read.push(sound);
    readSeconds += sound.length / featureRate;
  }
  const map = matchSound(soundFeatures(joined(read)), soundFeatures(atFeatureRate(samples, sampleRate)));
  const at = (seconds: number): number =>
    (map[Math.min(map.length - 1, Math.round(seconds / hopSeconds))] ?? 0) * hopSeconds;
  return spans.map(({ startSeconds, endSeconds }) => ({ startSeconds: at(startSeconds), endSeconds: at(endSeconds) }));
});

function readChunk(
  flite: Awaited<typeof loading>,
  { tokens }: SpeechChunk,
): { sound: Float32Array; words: TimeSpan[] } {
  const silent = { startSeconds: 0, endSeconds: 0 };
  const spoken = spokenText(tokens);
  if (spoken === '') return { sound: new Float32Array(), words: tokens.map(() => silent) };
  const { wav, phoneTrace } = flite(spoken, reader);
  const { dataOffset, frameCount, sampleRate } = parseWav(wav, 'The spoken text');
  const samples = new Int16Array(wav.slice(dataOffset, dataOffset + frameCount * 2).buffer);
  const listed = phonesOfWords(
    tokens.map((token) => token.spoken),
    (words) =>
      parsePhones(flite(words, reader).phoneTrace).map((said) =>
        said.filter((phone) => !isPause(phone)).map((phone) => phone.name),
      ),
    known,
  );
  const words = alignWords(parsePhones(phoneTrace).flat(), listed, frameCount / sampleRate);
  return { sound: atFeatureRate(samples, sampleRate), words };
}

const shifted = ({ startSeconds, endSeconds }: TimeSpan, bySeconds: number): TimeSpan => ({
  startSeconds: startSeconds + bySeconds,
  endSeconds: endSeconds + bySeconds,
});

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
