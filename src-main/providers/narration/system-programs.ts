import type { Voice } from '../provider.ts';

/** The system's own speech program: how it is asked for its voices and how it speaks a text into a WAV. */
export interface SystemProgram {
  command: string;
  listArgs: readonly string[];
  readVoices: (output: string) => Voice[];
  /** The text goes in by standard input; nothing of the user's is an argument but a voice that the list has. */
  speakArgs: (of: { voice: string; rate: number; wavPath: string }) => string[];
  /** What stands on standard input. */
  input: (of: { text: string; voice: string; rate: number; wavPath: string }) => string;
}

const plainWordsPerMinute = 175;
const wordsPerMinute = (rate: number): string => String(Math.round(plainWordsPerMinute * rate));

/** `Alex                en_US    # Most people recognize me by my voice.` */
const say: SystemProgram = {
  command: '/usr/bin/say',
  listArgs: ['-v', '?'],
  readVoices: (output) =>
    [...output.matchAll(/^(.+?) +([a-z]{2,3})[_-]([A-Za-z0-9]+) +#/gm)].map(([, id = '', language, region]) => ({
      id,
      label: id,
      language: `${language}-${region}`,
    })),
  speakArgs: ({ voice, rate, wavPath }) => [
    ...['-v', voice, '-r', wordsPerMinute(rate), '-o', wavPath],
    ...['--file-format=WAVE', '--data-format=LEI16@22050', '-f', '-'],
  ],
  input: ({ text }) => text,
};

/** ` 5  en-gb           --/M      English_(Great_Britain) gmw/en            (en 2)` */
const espeak: SystemProgram = {
  command: 'espeak-ng',
  listArgs: ['--voices'],
  readVoices: (output) =>
    [...output.matchAll(/^ *\d+ +(\S+) +\S+ +(\S+) +\S+/gm)].map(([, id = '', label = '']) => ({
      id,
      label: label.replaceAll('_', ' '),
      language: id,
    })),
  speakArgs: ({ voice, rate, wavPath }) => [
    ...['-v', voice, '-s', wordsPerMinute(rate), '-b', '1', '-w', wavPath],
    '--stdin',
  ],
  input: ({ text }) => text,
};

/** System.Speech speaks from −10 to 10; 3 is about one and a half times as fast. */
const windowsRate = (rate: number): number => Math.round(Math.max(-10, Math.min(10, Math.log(rate) * 9)));
const listScript =
  'Add-Type -AssemblyName System.Speech; (New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() | Where-Object Enabled | ForEach-Object { $_.VoiceInfo.Name + "`t" + $_.VoiceInfo.Culture.Name }';
/** All that varies comes as base64 of JSON by standard input: the script itself is always the same. */
const speakScript = [
  '$wish = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd().Trim())) | ConvertFrom-Json',
  'Add-Type -AssemblyName System.Speech',
  '$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer',
  '$speaker.SelectVoice($wish.voice)',
  '$speaker.Rate = $wish.rate',
  '$format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen, [System.Speech.AudioFormat.AudioChannel]::Mono)',
  '$speaker.SetOutputToWaveFile($wish.path, $format)',
  '$speaker.Speak($wish.text)',
  '$speaker.Dispose()',
].join('; ');

const windows: SystemProgram = {
  command: 'powershell',
  listArgs: ['-NoProfile', '-NonInteractive', '-Command', listScript],
  readVoices: (output) =>
    [...output.matchAll(/^([^\t\r\n]+)\t([\w-]+)/gm)].map(([, id = '', language = '']) => ({
      id,
      label: id,
      language,
    })),
  speakArgs: () => ['-NoProfile', '-NonInteractive', '-Command', speakScript],
  input: ({ text, voice, rate, wavPath }) =>
    Buffer.from(JSON.stringify({ text, voice, rate: windowsRate(rate), path: wavPath })).toString('base64'),
};

/** Undefined where the studio knows of none. */
export const systemProgram = (platform: NodeJS.Platform = process.platform): SystemProgram | undefined =>
  ({ darwin: say, win32: windows, linux: espeak })[platform as string];
