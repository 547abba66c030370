import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Settings } from '../../../src-shared/settings.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { uncounted, type Narrator } from '../provider.ts';
import { parseWav } from '../wav.ts';
import { createSystemVoice } from './system-voice.ts';
import { systemProgram } from './system-programs.ts';
import { createTimeWords } from './time-words.ts';

const call = uncounted(new AbortController().signal);
const times = createTimeWords();
let folder: string;
let create: (program?: ReturnType<typeof systemProgram>) => Narrator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura system voice '));
  const ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  const settings = Settings.parse({});
  create = (program) =>
    createSystemVoice({ ffmpeg, timeWords: times.timeWords, settings: () => settings, ...(program && { program }) });
});
afterAll(async () => {
  await times.close();
  await rm(folder, { recursive: true, force: true });
});

const request = (text: string, more = {}) => ({
  ...{ sceneId: 's1', text, voice: 'slt', rate: 1, language: 'en', audioPath: join(folder, 'spoken.wav') },
  ...more,
});

const isThere = await createSystemVoice({
  ffmpeg: createFfmpeg({ recordFolder: join(tmpdir(), 'aura-children') }),
  timeWords: times.timeWords,
  settings: () => Settings.parse({}),
}).check!(call).then(
  () => true,
  () => false,
);

test.skipIf(!isThere)('the system’s voice speaks as mono 48 kHz, whatever the text is like', async () => {
  const system = create();
  const text = '--help; $(touch evil) "quoted" `ticks`\nsays the sea & goes. -v is no option here.';
  const spoken = await system.speak(request(text), call);
  const bytes = await readFile(spoken.audioPath!);
  expect(parseWav(bytes, 'speech')).toMatchObject({ channels: 1, sampleRate: 48_000, bitsPerSample: 16 });
  expect(spoken.durationSeconds).toBeGreaterThan(2);
  expect(spoken.words.map((word) => word.text)).toEqual(text.split(/\s+/));
  expect(await readdir(folder)).not.toContain('evil');
  expect((await readdir(folder)).filter((name) => name.includes('.tmp'))).toEqual([]);
  expect(system.voices.length).toBeGreaterThan(0);
});

test.skipIf(!isThere)('it speaks other languages where it has a voice, and refuses those it has none for', async () => {
  const system = create();
  await system.check!(call);
  if (system.voices.some(({ language }) => language.startsWith('de'))) {
    const spoken = await system.speak(request('Zweimal am Tag kommt das Meer.', { language: 'de' }), call);
    expect(spoken.words).toHaveLength(6);
  }
  await expect(system.speak(request('Qapla’', { language: 'tlh-x' }), call)).rejects.toMatchObject({
    code: 'InvalidInput:narration',
  });
});

test('where it is not installed it says so', async () => {
  const missing = { ...systemProgram('linux')!, command: '/nowhere/espeak-ng' };
  await expect(create(missing).speak(request('Hello there.'), call)).rejects.toMatchObject({
    code: `UnsupportedOS:${process.platform}`,
  });
});

test.skipIf(process.platform === 'win32')('its program sees none of our keys', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-canary');
  const command = join(folder, 'voice');
  const seen = join(folder, 'environment.txt');
  await writeFile(command, `#!/bin/sh\nenv >> '${seen}'\n`, { mode: 0o755 });
  await create({ ...systemProgram('linux')!, command })
    .speak(request('Hello there.'), call)
    .catch(() => undefined);
  vi.unstubAllEnvs();
  const environment = await readFile(seen, 'utf8');
  expect(environment).toContain('PATH=');
  expect(environment).not.toContain('sk-canary');
});

test('the lists of voices are read as each system prints them', () => {
  expect(
    systemProgram('darwin')!.readVoices(
      'Alex                en_US    # Most people know me.\nBad News            en_US    # The light.\nAnna (Premium)      de_DE    # Hallo.\n',
    ),
  ).toEqual([
    { id: 'Alex', label: 'Alex', language: 'en-US' },
    { id: 'Bad News', label: 'Bad News', language: 'en-US' },
    { id: 'Anna (Premium)', label: 'Anna (Premium)', language: 'de-DE' },
  ]);
  expect(systemProgram('win32')!.readVoices('Microsoft Zira Desktop\ten-US\r\nMicrosoft Hedda\tde-DE\r\n')).toEqual([
    { id: 'Microsoft Zira Desktop', label: 'Microsoft Zira Desktop', language: 'en-US' },
    { id: 'Microsoft Hedda', label: 'Microsoft Hedda', language: 'de-DE' },
  ]);
  expect(
    systemProgram('linux')!.readVoices(
      'Pty Language       Age/Gender VoiceName          File                 Other Languages\n 5  en-gb           --/M      English_(Great_Britain) gmw/en            (en 2)\n',
    ),
  ).toEqual([{ id: 'en-gb', label: 'English (Great Britain)', language: 'en-gb' }]);
  expect(systemProgram('freebsd')).toBeUndefined();
});

test('on Windows a text never becomes part of the script', () => {
  const { speakArgs, input } = systemProgram('win32')!;
  const wish = { text: '"; Remove-Item C:\\ -Recurse; "', voice: 'Zira', rate: 1.5, wavPath: 'C:\\out.wav' };
  expect(speakArgs(wish).join(' ')).not.toContain('Remove-Item');
  expect(JSON.parse(Buffer.from(input(wish), 'base64').toString())).toEqual({
    text: wish.text,
    voice: 'Zira',
    rate: 4,
    path: 'C:\\out.wav',
  });
});
