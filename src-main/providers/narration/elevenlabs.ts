import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { accessTo, type NetworkParts, type ProviderAccess } from '../provider-access.ts';
import type { Narrator, ProviderCall, SpeakRequest, Voice } from '../provider.ts';
import { createCloudNarrator } from './cloud-narrator.ts';
import { elevenLabsLanguages } from './languages.ts';
import { samplesOf, type SpokenPart } from './speak-in-parts.ts';
import { spreadWords, wordsFromCharacters } from './word-times.ts';

const name = 'ElevenLabs';
const keyName = 'ELEVENLABS_API_KEY';
const sampleRate = 24_000;
/** Two minutes of sound are 8 MB as text. */
const mostAnswerBytes = 24_000_000;

/** Of the voices that every account has; `check` tells all. */
const voices: readonly [Voice, ...Voice[]] = [
  { id: '21m00Tcm4TlvDq8ikWAM', label: 'Rachel, calm and clear', language: 'mul' },
  { id: 'JBFqnCBsd6RMkjVDRZzb', label: 'George, warm and British', language: 'mul' },
  { id: 'EXAVITQu4vr4xnSDxMaL', label: 'Sarah, soft and bright', language: 'mul' },
  { id: 'nPczCjzI2devNBz1zQrb', label: 'Brian, deep and even', language: 'mul' },
];

/** https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps */
export function createElevenLabs({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Narrator {
  const access = accessTo({ name, kind: 'TTS', keyName }, network);
  return createCloudNarrator({
    ...{ name, keyName, access, ffmpeg, voices, idOf, languages: elevenLabsLanguages },
    speakPart: (request, around, call) => speakPart(access, request, around, call),
    check: (call) => check(access, call),
  });
}

/** By its ID, or by the name that people know. */
const idOf = (wished: string): string | undefined =>
  /^[A-Za-z0-9]{20}$/.test(wished)
    ? wished
    : voices.find(({ label }) => label.split(',')[0]!.toLowerCase() === wished.toLowerCase())?.id;

const Times = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
});
const Spoken = z.object({ audio_base64: z.string(), alignment: Times.nullish() });

async function speakPart(
  access: ProviderAccess,
  { text, voice, language }: SpeakRequest,
  { before, after }: { before?: string; after?: string },
  call: ProviderCall,
): Promise<SpokenPart> {
  const model = access.model();
  const body = { text, model_id: model, ...(before && { previous_text: before }), ...(after && { next_text: after }) };
  const answer = await access.door.send({
    method: 'POST',
    url: access.address(`/text-to-speech/${encodeURIComponent(voice)}/with-timestamps?output_format=pcm_${sampleRate}`),
    headers: { 'xi-api-key': access.key(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: call.signal,
    expects: 'json',
    mostBytes: mostAnswerBytes,
  });
  const { audio_base64: audio, alignment } = readJson(name, answer, Spoken);
  access.charge(call, { model, characters: Number(answer.headers['character-cost']) || [...text].length });
  const samples = samplesOf(name, Buffer.from(audio, 'base64'));
  const words =
    alignment &&
    wordsFromCharacters(text, language, {
      characters: alignment.characters,
      startSeconds: alignment.character_start_times_seconds,
      endSeconds: alignment.character_end_times_seconds,
    });
  return { samples, sampleRate, words: words ?? spreadWords(text, language, samples, sampleRate) };
}

const Subscription = z.object({ character_count: z.number(), character_limit: z.number() });
const Voices = z.object({
  voices: z.array(
    z.object({ voice_id: z.string(), name: z.string(), labels: z.record(z.string(), z.unknown()).nullish() }),
  ),
});

async function check(access: ProviderAccess, { signal }: ProviderCall): ReturnType<NonNullable<Narrator['check']>> {
  const headers = { 'xi-api-key': access.key() };
  const get = (path: string) => access.door.send({ url: access.address(path), headers, signal, expects: 'json' });
  const account = readJson(name, await get('/user/subscription'), Subscription);
  const found = readJson(name, await get('/voices'), Voices);
  const left = Math.max(0, account.character_limit - account.character_count);
  if (left === 0) throw new StudioError(`QuotaExceeded:${name}`, { details: { provider: name, ...account } });
  return {
    left: `${left.toLocaleString('en')} of ${account.character_limit.toLocaleString('en')} characters left`,
    voices: found.voices.map(({ voice_id: id, name: label, labels }) => {
      const accent = labels?.['accent'];
      return { id, label: typeof accent === 'string' ? `${label}, ${accent}` : label, language: 'mul' };
    }),
  };
}
