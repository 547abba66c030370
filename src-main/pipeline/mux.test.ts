import { execFileSync } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import { drawStill, trialFilm, type TrialFilm } from '../render/film.test-support.ts';
import { jobWorkspace } from './job-workspace.ts';
import { mux } from './mux.ts';
import type { RenderContext } from './stage-context.ts';

let folder: string;
let film: TrialFilm;
const children = join(tmpdir(), `aura-mux-children-${process.pid}`);
const realFfmpeg = createFfmpeg({ recordFolder: children });
afterAll(() => rm(children, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura 50% 'mux' 茶 "));
  await mkdir(join(folder, 'Videos'));
  film = await trialFilm(join(folder, 'parts'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Told {
  fractions: number[];
  isFinalizing: boolean;
}

function contextOf(
  options: { signal?: AbortSignal; ffmpeg?: Ffmpeg; told?: Told; onProgress?: () => void; jobId?: string } = {},
): RenderContext {
  const told = options.told ?? { fractions: [], isFinalizing: false };
  return {
    job: {
      jobId: 'J-0123456789AB',
      correlationId: 'c',
      brief: Brief.parse({ topic: 'tea', music: 'warm' }),
      format: { width: 320, height: 180, frameRate: 30, quality: 'fast' },
      outputFolder: join(folder, 'Videos'),
    },
    settings: Settings.parse({}),
    workspace: jobWorkspace(join(folder, 'data'), options.jobId ?? 'J-0123456789AB'),
    ffmpeg: options.ffmpeg ?? realFfmpeg,
    signal: options.signal ?? new AbortController().signal,
    stage: async (_name, schema, _inputs, work) =>
      schema.parse(
        await work({
          progress: (fraction) => {
            told.fractions.push(fraction);
            options.onProgress?.();
          },
          summary: () => {},
          finalizing: () => void (told.isFinalizing = true),
          decided: () => {},
          warn: (message) => expect.fail(message),
        }),
      ),
  };
}

/** Segments and sound, and when each was written. */
async function filesIn(path: string): Promise<Map<string, number>> {
  const names = (await readdir(path).catch(() => [])).filter((name) => name.endsWith('.mp4'));
  return new Map(await Promise.all(names.map(async (name) => [name, (await stat(join(path, name))).mtimeMs] as const)));
}

const videos = () => readdir(join(folder, 'Videos'));
const probe = (path: string, ...args: string[]) =>
  execFileSync('ffprobe', ['-v', 'error', '-of', 'json', ...args, path]).toString();

describe('mux', () => {
  test('makes the planned film with sound, chapters, captions and data as they were written', async () => {
    const told: Told = { fractions: [], isFinalizing: false };
    const made = await mux(film, contextOf({ told }));
    const name = "Tea; 50% = 'slow' # お茶";
    expect((await videos()).toSorted()).toEqual([`${name}.mp4`, `${name}.srt`, `${name}.vtt`]);
    expect(made).toMatchObject({
      width: 320,
      height: 180,
      frameRate: 30,
      sizeBytes: (await stat(made.videoPath)).size,
    });
    const report = JSON.parse(
      probe(made.videoPath, '-show_streams', '-show_format', '-show_chapters', '-count_packets'),
    ) as {
      streams: Record<string, unknown>[];
      format: { tags: Record<string, string> };
      chapters: { tags: { title: string }; start_time: string }[];
    };
    // Behind them stands what players of old read chapters from.
    expect(report.streams.slice(0, 3)).toMatchObject([
      { codec_name: 'h264', nb_read_packets: String(film.plan.totalFrames), color_space: 'bt709', color_range: 'tv' },
      { codec_name: 'aac', sample_rate: '48000', tags: { language: 'eng' } },
      { codec_name: 'mov_text', tags: { language: 'eng' }, disposition: { default: 0 } },
    ]);
    expect(report.format.tags['title']).toBe(film.script.title);
    expect(report.chapters.map((chapter) => chapter.tags.title)).toEqual(
      film.script.scenes.map((scene) => scene.heading),
    );
    expect(Number(report.chapters[1]?.start_time)).toBeCloseTo(film.plan.chapters[1]?.startSeconds ?? 0, 3);
    expect(probe(made.videoPath, '-show_entries', 'packet=pts', '-select_streams', 'v').match(/"pts"/g)).toHaveLength(
      film.plan.totalFrames,
    );
    expect(told.isFinalizing).toBe(true);
    expect(told.fractions.at(-1)).toBe(1);
    expect((await readFile(made.videoPath)).subarray(0, 4096).includes('moov')).toBe(true);
    execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', made.videoPath, '-f', 'null', '-']);
  });

  test('a second film of the same title gets a number, and the first stays as it is', async () => {
    const first = await mux(film, contextOf());
    const before = await stat(first.videoPath);
    const second = await mux(film, contextOf({ jobId: 'J-0123456789AC' }));
    expect(second.videoPath).toMatch(/ \(2\)\.mp4$/);
    expect(second.sha256).toBe(first.sha256);
    expect((await stat(first.videoPath)).mtimeMs).toBe(before.mtimeMs);
  });

  test('a run that follows a kill takes the film for its own that stands there already', async () => {
    const first = await mux(film, contextOf());
    await rm(first.videoPath.replace(/mp4$/, 'vtt'));
    expect(await mux(film, contextOf())).toEqual(first);
    expect(await videos()).toHaveLength(3);
    // Once it is changed or gone there is none.
    await rm(first.videoPath);
    await mux(film, contextOf());
    expect((await videos()).filter((name) => name.endsWith('.mp4'))).toHaveLength(1);
  });

  test('a change costs what depends on it, and nothing else', async () => {
    const purposes: string[] = [];
    const log = ({ purpose }: { purpose: string }) => purposes.push(purpose);
    const ffmpeg = createFfmpeg({ recordFolder: children, log });
    const workspace = jobWorkspace(join(folder, 'data'), 'J-0123456789AB');
    /** What FFmpeg was run for, and how many files of the render stayed as they were. */
    const make = async (changed: TrialFilm, music: 'warm' | 'none' = 'warm') => {
      const kept = await filesIn(workspace.segments);
      purposes.length = 0;
      const context = contextOf({ ffmpeg });
      await mux(changed, { ...context, job: { ...context.job, brief: { ...context.job.brief, music } } });
      const now = await filesIn(workspace.segments);
      const same = [...now].filter(([name, mtimeMs]) => kept.get(name) === mtimeMs).length;
      return { same, work: purposes.filter((purpose) => !purpose.startsWith('capabilities')).toSorted() };
    };
    expect((await make(film)).same).toBe(0);
    await rm(join(folder, 'Videos'), { recursive: true });
    await mkdir(join(folder, 'Videos'));
    // Three segments and the sound.
    expect(await make(film)).toEqual({ same: 4, work: ['film', 'probe'] });

    const titled = { ...film, script: { ...film.script, title: 'Coffee' } };
    expect(await make(titled)).toEqual({ same: 4, work: ['film', 'probe'] });

    const unscored = await make(titled, 'none');
    expect(unscored).toMatchObject({ same: 3 });
    expect(unscored.work.filter((purpose) => /segment|captions|picture/.test(purpose))).toEqual([]);

    const cues = film.subtitles.cues.map((cue, index) =>
      index === 0 ? { ...cue, lines: ['Leaf'], words: [{ ...cue.words[0]!, text: 'Leaf' }] } : cue,
    );
    const captioned = { ...titled, subtitles: { ...film.subtitles, cues } };
    const caption = await make(captioned, 'none');
    expect(caption.same).toBe(3);
    expect(caption.work).toEqual(['captions', 'film', 'picture s1.png', 'picture s2.png', 'probe', 'segment 1']);

    drawStill(0, join(folder, 'parts', 's3.png'));
    const pictured = await make(captioned, 'none');
    expect(pictured.same).toBe(2);
    expect(pictured.work.filter((purpose) => purpose.startsWith('seg'))).toEqual(['segment 2', 'segment 3']);
  });

  test('cancelling leaves no child, no film and no unfinished file', async () => {
    const abort = new AbortController();
    let count = 0;
    const onProgress = () => ++count === 12 && abort.abort(new Error('enough'));
    await expect(mux(film, contextOf({ signal: abort.signal, onProgress }))).rejects.toThrow('enough');
    expect(await videos()).toEqual([]);
    expect(await readdir(children)).toEqual([]);
  });
});

test('an odd size is refused before any work', async () => {
  const plan = { ...film.plan, width: 321 };
  await expect(mux({ ...film, plan }, contextOf())).rejects.toMatchObject({ code: 'InvalidInput:render.resolution' });
  await expect(access(join(folder, 'data'))).rejects.toThrow('ENOENT');
});
