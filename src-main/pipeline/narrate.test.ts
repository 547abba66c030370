import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Brief, type BriefInput } from '../../src-shared/brief.ts';
import type { Script, Word } from '../../src-shared/film.ts';
import type { Degradation } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import type { FfmpegCapabilities } from '../ffmpeg/ffmpeg.ts';
import { createFlite } from '../providers/narration/flite.ts';
import { planFilm } from '../render/plan-film.ts';
import { jobWorkspace } from './job-workspace.ts';
import { makeSubtitles } from './make-subtitles.ts';
import { narrate } from './narrate.ts';
import type { StageContext } from './stage-context.ts';
import { surroundings } from './surroundings.test-support.ts';

let folder: string;
let flite: ReturnType<typeof createFlite>;
let ffmpeg: ReturnType<typeof createFfmpeg>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura narrate 'x "));
  ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  flite = createFlite({ ffmpeg });
});
afterEach(async () => {
  await flite.close();
  await rm(folder, { recursive: true, force: true });
});

interface Told {
  summary: string[];
  progress: number[];
  degradations: (Degradation | undefined)[];
  warnings: string[];
}

/** A context that runs every step and notes what it tells. */
function contextOf(brief: Partial<BriefInput> = {}, without: string[] = [], settings = {}) {
  const told: Told = { summary: [], progress: [], degradations: [], warnings: [] };
  const capabilities = async (): Promise<FfmpegCapabilities> => {
    const all = await ffmpeg.capabilities();
    return { ...all, filters: new Set([...all.filters].filter((name) => !without.includes(name))) };
  };
  const context: StageContext = {
    job: {
      jobId: 'J-000000000000',
      correlationId: 'c',
      brief: Brief.parse({ topic: 'Tides', ...brief }),
      format: { width: 1920, height: 1080, frameRate: 30, quality: 'fast' },
      outputFolder: folder,
    },
    settings: Settings.parse(settings),
    workspace: jobWorkspace(folder, 'J-000000000000'),
    ffmpeg: { ...ffmpeg, capabilities },
    providers: { scriptWriters: [], narrators: [flite], illustrators: [] },
    ...surroundings(folder, Settings.parse(settings)),
    signal: new AbortController().signal,
    stage: async (_name, result, _inputs, work) =>
      result.parse(
        await work({
          progress: (fraction) => told.progress.push(fraction),
          summary: (text) => told.summary.push(text),
          finalizing: () => undefined,
          decided: () => undefined,
          warn: (message, degradation) => {
            told.warnings.push(message);
            told.degradations.push(degradation);
          },
        }),
      ) as never,
  };
  return { context, told };
}

const scriptOf = (...narrations: string[]): Script => ({
  title: 'Tides',
  language: 'en',
  scenes: narrations.map((narration, index) => ({
    sceneId: `s${index + 1}`,
    heading: 'A scene',
    narration,
    visual: { kind: 'title', title: 'A scene' },
  })),
});

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

describe('narrate', () => {
  test('speaks each scene, tells words as it goes, and leaves silent scenes silent', async () => {
    const { context, told } = contextOf();
    const narration = await narrate(scriptOf('The tide comes in.', '', 'And it goes out again.'), context);
    expect(narration.scenes.map(({ sceneId, words }) => [sceneId, textOf(words)])).toEqual([
      ['s1', 'The tide comes in.'],
      ['s2', ''],
      ['s3', 'And it goes out again.'],
    ]);
    expect(narration.scenes[1]!.audioPath).toBeUndefined();
    expect(told.summary).toEqual([expect.stringMatching(/^9 words, [2-5] s$/)]);
    expect(told.progress.at(-1)).toBe(1);
    expect(told.warnings).toEqual([]);
  });

  test('a scene that did not change keeps its sound; a changed or damaged one is spoken again', async () => {
    const { context } = contextOf();
    const first = await narrate(scriptOf('The tide comes in.', 'It goes out.'), context);
    const paths = first.scenes.map(({ audioPath }) => audioPath!);
    const before = await Promise.all(paths.map((path) => stat(path)));
    const second = await narrate(scriptOf('The tide comes in.', 'It goes away.'), context);
    expect((await stat(second.scenes[0]!.audioPath!)).mtimeMs).toBe(before[0]!.mtimeMs);
    expect(second.scenes[0]).toEqual(first.scenes[0]);
    expect(second.scenes[1]!.audioPath).not.toBe(paths[1]);
    await writeFile(paths[0]!, (await readFile(paths[0]!)).subarray(0, 1000));
    const third = await narrate(scriptOf('The tide comes in.'), context);
    expect((await stat(third.scenes[0]!.audioPath!)).size).toBe(before[0]!.size);
  });

  test('a text that the voice cannot speak becomes captions to read, with one receipt that says why', async () => {
    const { context, told } = contextOf();
    const japanese = '日本の夏は美しい。海と山が近い。';
    const narration = await narrate(scriptOf('The tide comes in.', japanese, japanese), context);
    const [spoken, silent] = narration.scenes;
    expect(spoken!.audioPath).toBeDefined();
    expect(silent!.audioPath).toBeUndefined();
    expect(silent!.words.map(({ text }) => text).join('')).toBe(japanese);
    expect(silent!.words.length).toBeGreaterThan(4);
    expect(silent!.durationSeconds).toBeGreaterThan(2.5);
    expect(told.degradations).toEqual([
      expect.objectContaining({
        step: 'narration',
        replaced: 'Flite',
        replacement: 'Captions and music',
        reason: expect.stringMatching(/English only.*Japanese.*another|English only.*Japanese.*choose a voice/),
        sceneIds: ['s2', 's3'],
      }),
    ]);
  });

  test('an unknown voice is refused by name', async () => {
    const { context } = contextOf({ voice: 'nobody' });
    await expect(narrate(scriptOf('Hello.'), context)).rejects.toMatchObject({ code: 'InvalidInput:voice' });
  });
});

describe('makeSubtitles', () => {
  const script = scriptOf('The tide comes in.', '');
  const narration = {
    voice: 'slt',
    provider: 'Flite',
    scenes: [
      { sceneId: 's1', durationSeconds: 2, words: [{ text: 'Tide', startSeconds: 0.1, endSeconds: 1.4 }] },
      { sceneId: 's2', durationSeconds: 0, words: [] },
    ],
  };
  const plan = planFilm(script, narration, { width: 1920, height: 1080, frameRate: 30 });

  test('writes three files of the same captions', async () => {
    const { context, told } = contextOf();
    const made = await makeSubtitles({ script, narration, plan }, context);
    expect(made.burnIn).toBe(true);
    expect(made.cues).toHaveLength(1);
    expect(await readFile(made.srtPath, 'utf8')).toBe('1\n00:00:00,500 --> 00:00:02,150\nTide\n\n');
    expect(await readFile(made.vttPath, 'utf8')).toMatch(/^WEBVTT\n\n1\n00:00:00\.500 --> /);
    expect(await readFile(made.assPath, 'utf8')).toContain('Dialogue: 0,0:00:00.50,0:00:02.15,Default');
    expect(told.summary).toEqual(['1 caption']);
  });

  test.each([
    ['libass is missing', ['ass'], {}],
    ['the user wants none in the picture', [], { rendering: { burnInCaptions: false } }],
  ])('captions stand beside the film when %s', async (_, without, settings) => {
    const { context, told } = contextOf({}, without, settings);
    const made = await makeSubtitles({ script, narration, plan }, context);
    expect(made.burnIn).toBe(false);
    expect(told.summary).toEqual(['1 caption, beside the film']);
    expect((await stat(made.srtPath)).size).toBeGreaterThan(20);
  });
});
