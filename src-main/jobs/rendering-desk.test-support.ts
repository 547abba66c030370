import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { mux } from '../pipeline/mux.ts';
import { trialFilm, type TrialFilm } from '../render/film.test-support.ts';
import { deskFor, newFolder, type Pipeline } from './test-desk.test-support.ts';

/** The film’s size is that of its parts: few pixels, two scenes, all that rendering does in about two seconds. */
export const tinyFilm: JobRequestInput = {
  brief: { topic: 'Tides', music: 'none' },
  render: { frameRate: 30, quality: 'fast' },
};

interface Options {
  settings?: z.input<typeof Settings>;
  dataFolder?: string;
  autoResume?: boolean;
  /** Of each scene. */
  seconds?: number[];
  /** Answers some calls of FFmpeg itself: `case "$*" in … esac`. */
  ffmpegCases?: string;
}

/** A desk whose jobs only render: script, voice and pictures are there already. */
export async function renderingDesk({ seconds = [1.1, 1.1], ffmpegCases, ...options }: Options = {}) {
  const dataFolder = options.dataFolder ?? (await newFolder());
  const film = await filmOf(seconds);
  const ffmpegPath = ffmpegCases === undefined ? '' : await ffmpegThat(ffmpegCases, dataFolder);
  const { rendering, ...others } = options.settings ?? {};
  const settings = Settings.parse({ ...others, rendering: { ...rendering, ffmpegPath } });
  await mkdir(join(dataFolder, 'videos'), { recursive: true });
  const { autoResume = true } = options;
  return { ...(await deskFor(rendered(film), { dataFolder, settings, autoResume })), film };
}

const films = new Map<string, Promise<TrialFilm>>();

/** The same parts for every desk of a test file. */
async function filmOf(seconds: number[]): Promise<TrialFilm> {
  const known = films.get(seconds.join()) ?? newFolder().then((folder) => trialFilm(folder, { seconds }));
  films.set(seconds.join(), known);
  return known;
}

const rendered =
  (film: TrialFilm): Pipeline =>
  (context) =>
    mux(film, context);

/** FFmpeg behind a script. `$last` is the file that it is to make, `$real` FFmpeg itself. */
export async function ffmpegThat(cases: string, folder: string): Promise<string> {
  const path = join(folder, 'fake-ffmpeg');
  const { path: real } = await createFfmpeg({ recordFolder: join(folder, 'children') }).capabilities();
  const script = `#!/bin/sh\nreal=${real}\nfor last; do :; done\nlast="\${last#file:}"\ncase "$*" in\n${cases}\nesac\nexec $real "$@"\n`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}
