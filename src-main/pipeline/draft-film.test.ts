import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DraftFilm } from '../../src-shared/ipc.ts';
import { Brief } from '../../src-shared/brief.ts';
import type { Script } from '../../src-shared/film.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { createProviderHttp } from '../providers/http/provider-http.ts';
import { environmentKeys } from '../storage/keys.ts';
import { createProviders } from '../providers/provider-list.ts';
import { countWords, estimateFilmSeconds } from '../providers/script/speaking-time.ts';
import { draftFilm } from './draft-film.ts';
import { illustrate } from './illustrate.ts';
import { jobWorkspace } from './job-workspace.ts';
import { keepNewest } from './keep-newest.ts';
import { sampleScript } from './sample-script.ts';
import type { StageContext } from './stage-context.ts';
import { stillSize } from '../render/working-image.ts';
import { surroundings } from './surroundings.test-support.ts';
import { writeScript } from './write-script.ts';

let root: string;
let dataFolder: string;
let ffmpeg: ReturnType<typeof createFfmpeg>;
let providers: ReturnType<typeof createProviders>;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aura-draft-'));
  dataFolder = join(root, 'data');
  ffmpeg = createFfmpeg({ recordFolder: join(root, 'children') });
  const read = () => settings;
  const http = createProviderHttp({ settings: read });
  providers = createProviders({ ffmpeg, http, keys: environmentKeys({}), settings: read });
});
afterAll(async () => {
  await providers.close();
  await rm(root, { recursive: true, force: true });
});

const settings = Settings.parse({});
const draft = async (request: JobRequestInput) =>
  DraftFilm.parse(
    await draftFilm(request, {
      providers,
      settings,
      dataFolder,
      mediaUrl: (path) => `media:${path}`,
      renderRatio: 0.5,
    }),
  );
const imagesIn = async (folder: string) => (await readdir(folder)).filter((name) => !name.endsWith('.json'));

describe('a draft', () => {
  test('shows the sample with its seven scenes, drawn', async () => {
    const film = await draft({ preset: 'sample' });
    expect(film.scenes).toHaveLength(7);
    expect(film.durationSeconds).toBeGreaterThan(25);
    expect(film.durationSeconds).toBeLessThan(45);
    expect(film.renderSeconds).toBeCloseTo(film.durationSeconds * 0.5);
    expect(film.sizeBytes).toBeGreaterThan(1_000_000);
    for (const { imageUrl, problem } of film.scenes) {
      expect(imageUrl).toMatch(/^media:.*\.(?:png|jpg)$/);
      expect(problem).toBeUndefined();
    }
  });

  test('draws only what has changed', async () => {
    const text = (last: string) => `# Film\n\n## One\n\nFirst.\n\n## Two\n\n${last}`;
    const before = await draft({ ownText: { markdown: text('Second.') } });
    const folder = join(dataFolder, 'cache', 'drafts');
    const drawn = await imagesIn(folder);
    const spoken = await draft({ ownText: { markdown: text('Second, said otherwise.') } });
    expect(spoken.scenes.map(({ imageUrl }) => imageUrl)).toEqual(before.scenes.map(({ imageUrl }) => imageUrl));
    const start = performance.now();
    const renamed = await draft({ ownText: { markdown: text('Second.').replace('## Two', '## Other') } });
    console.info(`a draft with one new card in ${Math.round(performance.now() - start)} ms`);
    expect(renamed.scenes[0]?.imageUrl).toBe(before.scenes[0]?.imageUrl);
    expect(await imagesIn(folder)).toHaveLength(drawn.length + 1);
  });

  test('tells which scene misses its picture, and shows the others', async () => {
    const film = await draft({ ownText: { markdown: '## A\n\nFine.\n\n## B\n\n![x](gone.png)', folder: root } });
    expect(film.scenes.map(({ problem }) => problem ?? '')).toEqual(['', expect.stringContaining('gone.png')]);
    expect(film.scenes[1]?.imageUrl).toMatch(/\.png$/);
  });

  test('tells which picture turns out torn', async () => {
    const torn = Buffer.from('89504e470d0a1a0a0000000d49484452000001900000012c0802000000', 'hex');
    await writeFile(join(root, 'torn.png'), torn);
    const film = await draft({ ownText: { markdown: '## A\n\n![x](torn.png)', folder: root } });
    expect(film.scenes[0]?.problem).toContain('torn.png');
  });

  test('tells what the voice cannot speak', async () => {
    const film = await draft({ ownText: { markdown: '## 題\n\n日本語の文です。' } });
    expect(film.scenes[0]?.problem).toBeTruthy();
  });

  test('refuses an empty request by name', async () => {
    await expect(draft({})).rejects.toMatchObject({ code: 'InvalidInput:brief' });
  });

  test('takes the shape that the text asks for', async () => {
    const film = await draft({ ownText: { markdown: '---\naspect: "9:16"\n---\n## A\n\nWords.' } });
    const wide = await draft({ ownText: { markdown: '## A\n\nWords.' } });
    expect(film.scenes[0]?.imageUrl).not.toBe(wide.scenes[0]?.imageUrl);
  });
});

test('a cache keeps its newest files and those in use', async () => {
  const folder = join(root, 'cache');
  await mkdir(folder);
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(join(folder, name), name);
  await keepNewest(folder, 2, new Set([join(folder, 'a')]));
  const left = await readdir(folder);
  expect(left).toHaveLength(2);
  expect(left).toContain('a');
});

/** A job's surroundings as the runner makes them, without saving results. */
function contextOf(job: Partial<StageContext['job']>, signal = new AbortController().signal) {
  const workspace = jobWorkspace(dataFolder, 'J-000000000000');
  const told: string[] = [];
  const step = {
    progress: (_fraction: number, what?: { detail?: string }) => void (what?.detail && told.push(what.detail)),
    summary: (text: string) => void told.push(text),
    finalizing: () => undefined,
    decided: () => undefined,
    warn: () => undefined,
  };
  const context: StageContext = {
    job: {
      ...{ jobId: 'J-000000000000', correlationId: 'c', brief: Brief.parse({ topic: 'Bread' }), outputFolder: root },
      ...{ format: { width: 640, height: 360, frameRate: 30, quality: 'fast' as const } },
      ...job,
    },
    ...{ settings, workspace, ffmpeg, providers, signal, ...surroundings(dataFolder, settings) },
    stage: async (_name, result, _inputs, work) => result.parse(await work(step)),
  };
  return { context, told, workspace };
}

describe('the script step', () => {
  test('writes an outline of a brief', async () => {
    const { context, told } = contextOf({});
    const { title, scenes } = await writeScript(context);
    expect(title).toBe('Bread');
    expect(told.at(-1)).toMatch(new RegExp(`^${scenes.length} scenes?, \\d+ words$`));
  });

  test('keeps the text’s pictures in the job, so that the originals may go', async () => {
    const picture = join(root, 'own.png');
    await ffmpeg.run({
      purpose: 'test picture',
      signal: new AbortController().signal,
      args: ['-f', 'lavfi', '-i', 'testsrc2=s=640x360', '-frames:v', '1', '-update', '1', `file:${picture}`],
    });
    const { context, workspace, told } = contextOf({
      ownText: { markdown: '## A\n\nLook.\n\n![x](own.png)', folder: root },
    });
    const script = await writeScript(context);
    await rm(picture);
    const visual = script.scenes[0]?.visual;
    expect(visual?.kind === 'picture' && visual.source.startsWith(workspace.visuals)).toBe(true);
    const { scenes } = await illustrate(script, context);
    expect(scenes[0]).toMatchObject({ kind: 'picture', provider: 'OwnFiles' });
    expect(told.at(-1)).toBe('1 picture');
  });
});

describe('the b-roll step', () => {
  const card = (title: string): Script['scenes'][number] => ({
    sceneId: 's1',
    heading: title,
    narration: '',
    visual: { kind: 'title', title },
  });
  const script: Script = {
    title: 'Film',
    language: 'en',
    scenes: ['One', 'Two', 'Three'].map((title, index) => ({ ...card(title), sceneId: `s${index + 1}` })),
  };

  test('draws each scene once and says so', async () => {
    const { context, told, workspace } = contextOf({});
    const { scenes } = await illustrate(script, context);
    expect(scenes.map(({ sceneId }) => sceneId)).toEqual(['s1', 's2', 's3']);
    // As large as their closest view shows them.
    expect(scenes.map(({ width, height }) => ({ width, height }))).toEqual(
      Array(3).fill(stillSize({ width: 640, height: 360 }, 'card')),
    );
    expect(told).toContain('Drawing scene 2 of 3');
    expect(told.at(-1)).toBe('3 cards');
    const drawn = await imagesIn(workspace.visuals);
    const again = await illustrate(script, contextOf({}).context);
    expect(again.scenes).toEqual(scenes);
    expect(await imagesIn(workspace.visuals)).toEqual(drawn);
  });

  test('draws again what was deleted', async () => {
    const { context } = contextOf({});
    const [first] = (await illustrate(script, context)).scenes;
    await rm(first?.imagePath ?? '');
    expect((await illustrate(script, context)).scenes[0]).toEqual(first);
    expect((await readdir(join(first?.imagePath ?? '', '..'))).some((name) => first?.imagePath.endsWith(name))).toBe(
      true,
    );
  });

  test('stops when it is told to, with the reason', async () => {
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const many = {
      ...script,
      scenes: Array.from({ length: 30 }, (_, index) => ({ ...card(`Card ${index}`), sceneId: `s${index + 1}` })),
    };
    const drawing = illustrate(many, contextOf({}, stop.signal).context);
    setTimeout(() => stop.abort(reason), 30);
    await expect(drawing).rejects.toBe(reason);
  });
});

describe('the sample', () => {
  test('says what it has to say in 75 to 95 words, all of them English', () => {
    const words = sampleScript.scenes.reduce((sum, { narration }) => sum + countWords(narration), 0);
    expect(words).toBeGreaterThanOrEqual(75);
    expect(words).toBeLessThanOrEqual(95);
    expect(estimateFilmSeconds(sampleScript.scenes, 1)).toBeLessThan(42);
    for (const { narration } of sampleScript.scenes) {
      for (const narrator of providers.narrators)
        expect(() => narrator.refuseUnspeakable(narration, 'en')).not.toThrow();
    }
  });

  test('counts its own words rightly in its chart', () => {
    const chart = sampleScript.scenes.find(({ visual }) => visual.kind === 'chart')?.visual;
    const counted = sampleScript.scenes.map(({ narration }) => narration.split(/\s+/).length);
    expect(chart?.kind === 'chart' && chart.bars.map(({ value }) => value)).toEqual(counted);
  });
});
