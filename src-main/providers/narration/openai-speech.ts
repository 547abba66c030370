import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { accessTo, type NetworkParts, type ProviderAccess } from '../provider-access.ts';
import type { Narrator, ProviderCall, SpeakRequest, Voice } from '../provider.ts';
import { listModels } from '../script/model-list.ts';
import { createCloudNarrator } from './cloud-narrator.ts';
import { openAiLanguages } from './languages.ts';
import { samplesOf, type SpokenPart } from './speak-in-parts.ts';
import type { TimeWords } from './time-words.ts';

const name = 'OpenAI';
const keyName = 'OPENAI_API_KEY';
/** Of the raw samples that `pcm` stands for. */
const sampleRate = 24_000;
/** Two minutes are 6 MB. */
const mostAnswerBytes = 24_000_000;

const named = (id: string): Voice => ({ id, label: id.charAt(0).toUpperCase() + id.slice(1), language: 'mul' });
const voices: readonly [Voice, ...Voice[]] = [
  named('alloy'),
  ...'ash ballad coral echo fable nova onyx sage shimmer verse'.split(' ').map(named),
];

/** https://platform.openai.com/docs/api-reference/audio/createSpeech */
export function createOpenAiSpeech({
  ffmpeg,
  timeWords,
  ...network
}: { ffmpeg: Ffmpeg; timeWords: TimeWords } & NetworkParts): Narrator {
  const access = accessTo({ name, kind: 'TTS', keyName }, network);
  return createCloudNarrator({
    ...{ name, keyName, access, ffmpeg, voices, languages: openAiLanguages },
    idOf: (wished) => voices.find(({ id }) => id === wished.toLowerCase())?.id,
    speakPart: (request, _around, call) => speakPart(access, request, call, timeWords),
    async check(call) {
      const { models } = await listModels(name, access, { authorization: `Bearer ${access.key()}` }, call);
      return { models: models.filter((id) => /tts/.test(id)), voices: [...voices] };
    },
  });
}

async function speakPart(
  access: ProviderAccess,
  { text, voice, language }: SpeakRequest,
  call: ProviderCall,
  timeWords: TimeWords,
): Promise<SpokenPart> {
  const model = access.model();
  const { body } = await access.door.send({
    method: 'POST',
    url: access.address('/audio/speech'),
    headers: { authorization: `Bearer ${access.key()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, voice, input: text, response_format: 'pcm' }),
    signal: call.signal,
    expects: 'audio',
    mostBytes: mostAnswerBytes,
  });
  const samples = samplesOf(name, body);
  access.charge(call, { model, characters: [...text].length });
  return { samples, sampleRate, words: await timeWords({ text, language, samples, sampleRate }, call.signal) };
}
