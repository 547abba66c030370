import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VideoFile } from '../../src-shared/film.ts';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import type { FilmOrder } from './make-film.ts';
import { runMeasured, type Measured } from './run-measured.ts';

const self = [process.execPath, process.argv[1] ?? ''];

export interface FilmRun extends Measured {
  /** Absent when it was killed. */
  film: VideoFile | undefined;
}

interface FilmOptions {
  music?: FilmOrder['music'];
  /** Ends it by kill -9, children and all, once so many frames are done. */
  killAtFrame?: number;
}

/** Makes a film in a process of its own, measured with all that it starts. */
export async function runFilm(parts: MuxParts, dataFolder: string, options: FilmOptions = {}): Promise<FilmRun> {
  const videoFolder = join(dataFolder, 'videos');
  await mkdir(videoFolder, { recursive: true });
  const order: FilmOrder = { parts, music: options.music ?? 'warm', dataFolder, videoFolder };
  const orderFile = join(dataFolder, 'order.json');
  await writeFile(orderFile, JSON.stringify(order));
  let film: VideoFile | undefined;
  const measured = await runMeasured([...self, 'film', orderFile], {
    watchesMemory: true,
    onLine(line) {
      const news = JSON.parse(line) as { framesDone?: number; film?: unknown; warning?: string };
      if (news.warning) throw new Error(news.warning);
      if (news.film) film = VideoFile.parse(news.film);
      return options.killAtFrame !== undefined && (news.framesDone ?? 0) >= options.killAtFrame;
    },
  });
  return { ...measured, film };
}

/** Lets a peer make its film, in a process of its own. */
export const runPeer = (name: string, orderFile: string): Promise<Measured> =>
  runMeasured([...self, 'peer', name, orderFile], { watchesMemory: true });

/** Writes every frame of a film, as its encoders get them, into a file. */
export async function drawFramesTo(path: string, parts: MuxParts, dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const order: FilmOrder = { parts, music: 'none', dataFolder, videoFolder: dataFolder };
  const orderFile = join(dataFolder, 'order.json');
  await writeFile(orderFile, JSON.stringify(order));
  await runMeasured([...self, 'frames', orderFile, path]);
}
