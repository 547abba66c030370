import { answerCalls } from '../../runtime/answer-calls.ts';
import { parseWav } from '../wav.ts';
import { alignWords } from './align-words.ts';
import type { FliteAnswer, FliteRequest } from './flite-messages.ts';
import { loadFlite } from './flite-program.ts';
import { isPause, parsePhones } from './phones.ts';
import { phonesOfWords } from './phones-of-words.ts';

const loading = loadFlite();
/** The quickest of flite's voices; only its phones are looked at, not its sound. */
const listedVoice = { voice: 'kal', rate: 1 };
const known = new Map<string, string[]>();

answerCalls<FliteRequest, FliteAnswer>(
  async ({ text, tokens, voice, rate }) => {
    const flite = await loading;
    const { wav, phoneTrace } = flite(text, { voice, rate });
    const { dataOffset, frameCount, sampleRate } = parseWav(wav, 'The spoken text');
    const samples = new Int16Array(wav.slice(dataOffset, dataOffset + frameCount * 2).buffer);
    const listed = phonesOfWords(
      tokens,
      (words) =>
        parsePhones(flite(words, listedVoice).phoneTrace).map((utterance) =>
          utterance.filter((phone) => !isPause(phone)).map((phone) => phone.name),
        ),
      known,
    );
    const words = alignWords(parsePhones(phoneTrace).flat(), listed, frameCount / sampleRate);
    return { samples, sampleRate, words };
  },
  ({ samples }) => [samples.buffer],
);
