import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Narration, Script, Subtitles, Visuals } from '../../src-shared/film.ts';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import { createFlite } from '../../src-main/providers/narration/flite.ts';
import { uncounted } from '../../src-main/providers/provider.ts';
import { makeCues } from '../../src-main/render/caption-cues.ts';
import { srtDocument, vttDocument } from '../../src-main/render/caption-files.ts';
import { planFilm } from '../../src-main/render/plan-film.ts';

/** Two captions each, and spoken in less than the scene's six seconds. */
const sentences = [
  'The harbour wakes before the town does. Ropes creak, and gulls follow the first boat out.',
  'A baker opens his shutters at five. By six the whole street smells of rye and butter.',
  'Rain has polished the square overnight. Bicycles leave thin dark lines across the stones.',
  'Above the mill the river runs clear. Trout hang in the shade below the old iron bridge.',
  'Children cross the meadow to school. Their shoes are wet, and nobody minds in the least.',
  'At noon the bells ring over the roofs. Even the pigeons seem to wait for the last stroke.',
  'The workshop hums through the afternoon. Shavings of pine curl under the bench like ribbons.',
  'Clouds gather behind the western hills. Farmers look up once, and hurry the hay inside.',
  'Lamps come on along the canal. Each one hangs twice, once in the air and once in water.',
  'Late trains carry the last voices home. Then the valley is quiet, and the stars come out.',
];

interface FilmFolder {
  folder: string;
  width: number;
  height: number;
}

/** Job J from its pictures: 10 scenes of 180 frames, 15-frame crossfades, 20 captions, a voice, music. */
export async function jobParts(pictures: readonly string[], { folder, width, height }: FilmFolder): Promise<MuxParts> {
  const ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  const flite = createFlite({ ffmpeg });
  const { signal } = new AbortController();
  await mkdir(join(folder, 'narration'), { recursive: true });
  const narration: Narration = { voice: 'slt', provider: 'Flite', scenes: [] };
  for (const [index, text] of sentences.entries()) {
    const sceneId = `s${index + 1}`;
    const audioPath = join(folder, 'narration', `${sceneId}.wav`);
    const request = { sceneId, text, voice: 'slt', rate: 1.25, language: 'en', audioPath };
    narration.scenes.push(await flite.speak(request, uncounted(signal)));
  }
  await flite.close();
  const script = scriptOf(sentences, 6);
  const plan = planFilm(script, narration, { width, height, frameRate: 30 });
  const visuals: Visuals = {
    scenes: script.scenes.map(({ sceneId }, index) => ({
      sceneId,
      imagePath: pictures[index % pictures.length] ?? '',
      width: 4000,
      height: 2250,
      kind: 'picture',
      provider: 'bench',
    })),
  };
  const cues = makeCues(narration, plan, 42);
  return { script, narration, visuals, plan, subtitles: await subtitlesOf(cues, folder) };
}

/** A film of so many short scenes without a voice, each still all black or all white and with a click where it begins. */
export async function flashingParts(count: number, { folder, width, height }: FilmFolder): Promise<MuxParts> {
  const seconds = 1.5;
  await mkdir(folder, { recursive: true });
  const click = join(folder, 'click.wav');
  await writeFile(click, clickWav());
  const script = scriptOf(
    Array.from({ length: count }, () => 'Tick.'),
    seconds,
  );
  const narration: Narration = {
    voice: 'click',
    provider: 'bench',
    scenes: script.scenes.map(({ sceneId }) => ({ sceneId, audioPath: click, durationSeconds: 0.02, words: [] })),
  };
  const plan = planFilm(script, narration, { width, height, frameRate: 30 });
  const ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  const pictures = await Promise.all(
    ['black', 'white'].map(async (colour) => {
      const path = join(folder, `${colour}.png`);
      const source = `color=${colour}:s=${width}x${height}`;
      const { signal } = new AbortController();
      const args = ['-f', 'lavfi', '-i', source, '-frames:v', '1', '-update', '1', `file:${path}`];
      await ffmpeg.run({ purpose: 'flash', args, signal });
      return path;
    }),
  );
  const visuals: Visuals = {
    scenes: script.scenes.map(({ sceneId }, index) => ({
      ...{ sceneId, imagePath: pictures[index % 2] ?? '', width, height, kind: 'card' as const, provider: 'bench' },
    })),
  };
  return { script, narration, visuals, plan, subtitles: await subtitlesOf([], folder) };
}

const scriptOf = (texts: readonly string[], minimumSeconds: number): Script => ({
  title: 'Bench',
  language: 'en',
  scenes: texts.map((narration, index) => ({
    ...{ sceneId: `s${index + 1}`, heading: `Scene ${index + 1}`, narration, minimumSeconds },
    visual: { kind: 'title', title: '' },
  })),
});

async function subtitlesOf(cues: Subtitles['cues'], folder: string): Promise<Subtitles> {
  await mkdir(folder, { recursive: true });
  const at = (ending: string) => join(folder, `captions.${ending}`);
  await writeFile(at('srt'), srtDocument(cues) || '1\n00:00:00,000 --> 00:00:01,000\n \n');
  await writeFile(at('vtt'), vttDocument(cues));
  return { srtPath: at('srt'), vttPath: at('vtt'), assPath: at('ass'), burnIn: cues.length > 0, cues };
}

const sampleRate = 48_000;

/** One sample at half of full scale, then silence: mono, 16 bit. */
function clickWav(): Buffer {
  const samples = Buffer.alloc(0.02 * sampleRate * 2);
  samples.writeInt16LE(16_384, 0);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
