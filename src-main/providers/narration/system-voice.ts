import { readFile, rm } from 'node:fs/promises';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { runProcess, type ProcessEnd } from '../../ffmpeg/run-process.ts';
import { log } from '../../logging/log.ts';
import { temporaryBeside } from '../../storage/atomic-file.ts';
import type { Narrator, ProviderCall, SpeakRequest, Voice } from '../provider.ts';
import { parseWav } from '../wav.ts';
import { refuseLanguage } from './languages.ts';
import { unspeakable } from './refuse-unspeakable.ts';
import { speakInParts, type SpokenPart } from './speak-in-parts.ts';
import { systemProgram, type SystemProgram } from './system-programs.ts';
import type { TimeWords } from './time-words.ts';

const name = 'System';
const mostCharacters = 1500;
/** A program that speaks writes as it goes; one that stands still for so long never will. */
const stallSeconds = 120;

interface SystemParts {
  ffmpeg: Ffmpeg;
  timeWords: TimeWords;
  settings: () => Pick<Settings, 'providers'>;
  program?: SystemProgram | undefined;
}

/** The voice that the operating system brings: `say`, System.Speech, or espeak-ng where it is installed. */
export function createSystemVoice({ program = systemProgram(), ...parts }: SystemParts): Narrator {
  const { ffmpeg, settings, timeWords } = parts;
  let known: Promise<Voice[]> | undefined;
  let voices: readonly Voice[] = [];
  const list = async (call: ProviderCall): Promise<Voice[]> => {
    known ??= askVoices(program, ffmpeg, call).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    voices = await known;
    return known;
  };
  return {
    name,
    kind: 'TTS',
    isLocal: true,
    get voices() {
      return voices;
    },
    voiceFor: (wished) => voices.find(({ id }) => id === wished)?.id ?? settings().providers.System.voice ?? '',
    refuseUnspeakable(text, language) {
      // Until it was asked for its voices nobody knows which languages it speaks.
      if (voices.length > 0) refuseLanguage(name, text, language, languagesOf(voices));
    },
    async speak(request, call) {
      const voice = voiceOf(await list(call), request);
      refuseLanguage(name, request.text, request.language, languagesOf(voices));
      return speakInParts(request, call, {
        ...{ narrator: name, ffmpeg, mostCharacters, tempo: 1 },
        speakPart: ({ text }) => speakPart({ ...request, text, voice }, { program, ffmpeg, call, timeWords }),
      });
    },
    check: async (call) => ({ voices: await list(call) }),
  };
}

const languagesOf = (voices: readonly Voice[]): Set<string> =>
  new Set(voices.map(({ language }) => language.split(/[-_]/)[0]!.toLowerCase()));

/** The one that is wished for, else the first that speaks the language. */
function voiceOf(voices: readonly Voice[], { voice, language }: SpeakRequest): string {
  const wished = voices.find(({ id }) => id === voice);
  const [code = '', ...region] = language.toLowerCase().split('-');
  const speaking = voices.filter((one) => one.language.toLowerCase().split(/[-_]/)[0] === code);
  const nearest = speaking.find((one) => one.language.toLowerCase() === [code, ...region].join('-'));
  const chosen = wished ?? nearest ?? speaking[0];
  if (!chosen) throw unspeakable(`The system has no voice for the language “${language}”.`, { language });
  return chosen.id;
}

function requireProgram(program: SystemProgram | undefined): SystemProgram {
  if (program) return program;
  throw unsupported();
}

const unsupported = (cause?: unknown): StudioError =>
  new StudioError(`UnsupportedOS:${process.platform}`, {
    message: 'This computer has no voice of its own that the studio could use.',
    remediation:
      process.platform === 'linux'
        ? 'Install espeak-ng, or choose another voice.'
        : 'Choose another voice under Settings.',
    cause,
  });

async function askVoices(
  program: SystemProgram | undefined,
  ffmpeg: Ffmpeg,
  { signal }: ProviderCall,
): Promise<Voice[]> {
  const { command, listArgs, readVoices } = requireProgram(program);
  const chunks: Buffer[] = [];
  await run(
    { command, args: listArgs, purpose: 'system voices', signal, onOutput: (chunk) => chunks.push(chunk) },
    ffmpeg,
  );
  const voices = readVoices(Buffer.concat(chunks).toString('utf8'));
  if (voices.length === 0) throw unsupported();
  return voices;
}

async function speakPart(
  { text, voice, rate, language, audioPath }: SpeakRequest,
  parts: { program: SystemProgram | undefined; ffmpeg: Ffmpeg; call: ProviderCall; timeWords: TimeWords },
): Promise<SpokenPart> {
  const { command, speakArgs, input } = requireProgram(parts.program);
  const { signal } = parts.call;
  const wavPath = temporaryBeside(audioPath);
  try {
    const feed = (stdin: NodeJS.WritableStream): Promise<void> =>
      new Promise((resolve, reject) =>
        stdin.write(input({ text, voice, rate, wavPath }), (error) => (error ? reject(error) : resolve())),
      );
    await run(
      { command, args: speakArgs({ voice, rate, wavPath }), purpose: 'system voice', signal, feed },
      parts.ffmpeg,
    );
    const bytes = await readFile(wavPath);
    const { dataOffset, frameCount, sampleRate } = parseWav(bytes, 'The system’s voice');
    const samples = new Int16Array(Uint8Array.from(bytes.subarray(dataOffset, dataOffset + frameCount * 2)).buffer);
    parts.call.used({ model: command, characters: [...text].length, costUsd: 0 });
    return { samples, sampleRate, words: await parts.timeWords({ text, language, samples, sampleRate }, signal) };
  } finally {
    await rm(wavPath, { force: true });
  }
}

type Run = Omit<Parameters<typeof runProcess>[0], 'recordFolder' | 'guard' | 'stallSeconds'>;

async function run(wish: Run, ffmpeg: Ffmpeg): Promise<ProcessEnd> {
  const { recordFolder, guard } = await ffmpeg.forWorkers();
  const end = await runProcess({ ...wish, recordFolder, guard, stallSeconds });
  if (end.exitCode === 0) return end;
  log.warn('The system’s voice failed', { exitCode: end.exitCode, stderr: end.stderr.slice(-500) });
  // The launcher that ends children with us says 127 for a program that is not there.
  if (end.spawnError?.code === 'ENOENT' || end.exitCode === 127) throw unsupported(end.spawnError);
  throw new StudioError(`ProviderUnavailable:${name}`, {
    message: `The system’s voice ended with exit code ${end.exitCode}.`,
    details: { provider: name, exitCode: end.exitCode, stderr: end.stderr.slice(-1000) },
  });
}
