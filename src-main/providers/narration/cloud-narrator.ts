import type { KeyName } from '../../../src-shared/provider-keys.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import type { ProviderAccess } from '../provider-access.ts';
import type { Narrator, ProviderCall, SpeakRequest, Voice } from '../provider.ts';
import { refuseLanguage } from './languages.ts';
import { speakInParts, type SpokenPart } from './speak-in-parts.ts';

interface CloudOptions {
  name: ProviderName;
  keyName: KeyName;
  access: ProviderAccess;
  ffmpeg: Ffmpeg;
  /** The first is the usual one. */
  voices: readonly [Voice, ...Voice[]];
  languages: Parameters<typeof refuseLanguage>[3];
  /** The ID of a voice that is wished for, by ID or name; undefined for one that it does not have. */
  idOf: (wished: string) => string | undefined;
  speakPart: (
    request: SpeakRequest,
    around: { before?: string; after?: string },
    call: ProviderCall,
  ) => Promise<SpokenPart>;
  check: NonNullable<Narrator['check']>;
}

/** What all voices in the cloud have in common: languages that they know, a longest text, one pace. */
export function createCloudNarrator(options: CloudOptions): Narrator {
  const { name, keyName, access, ffmpeg, voices, languages, idOf, speakPart } = options;
  return {
    name,
    kind: 'TTS',
    keyName,
    isLocal: false,
    voices,
    get model() {
      return access.model();
    },
    voiceFor: (wished) => idOf(wished) ?? idOf(access.voice() ?? '') ?? access.voice() ?? voices[0].id,
    refuseUnspeakable: (text, language) => refuseLanguage(name, text, language, languages),
    async speak(request, call) {
      access.key();
      refuseLanguage(name, request.text, request.language, languages);
      return speakInParts(request, call, {
        narrator: name,
        ffmpeg,
        // None of them takes a pace that it keeps to.
        tempo: request.rate,
        mostCharacters: limitsOfModel(name, 'TTS').mostCharacters,
        speakPart: ({ text }, around) => speakPart({ ...request, text }, around, call),
      });
    },
    check: (call) => options.check(call),
  };
}
