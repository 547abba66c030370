import { join } from 'node:path';
import { Brief, type Music } from '../../src-shared/brief.ts';
import type { VideoFile } from '../../src-shared/film.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import { jobWorkspace } from '../../src-main/pipeline/job-workspace.ts';
import { mux } from '../../src-main/pipeline/mux.ts';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';

export interface FilmOrder {
  parts: MuxParts;
  music: Music;
  /** Where the job's workspace lies: the same folder again goes on from what is there. */
  dataFolder: string;
  videoFolder: string;
}

/** The step that renders, as a job runs it; tells on standard output how many frames are done. */
export async function makeFilm({ parts, music, dataFolder, videoFolder }: FilmOrder): Promise<VideoFile> {
  const { width, height, frameRate } = parts.plan;
  const tell = (news: object) => process.stdout.write(`${JSON.stringify(news)}\n`);
  const film = await mux(parts, {
    job: {
      jobId: 'J-0123456789AB',
      correlationId: 'bench',
      brief: Brief.parse({ topic: 'bench', music }),
      format: { width, height, frameRate, quality: 'balanced' },
      outputFolder: videoFolder,
    },
    settings: Settings.parse({}),
    workspace: jobWorkspace(dataFolder, 'J-0123456789AB'),
    ffmpeg: createFfmpeg({ recordFolder: join(dataFolder, 'children') }),
    signal: new AbortController().signal,
    stage: async (_name, schema, _inputs, work) =>
      schema.parse(
        await work({
          progress: (fraction, what) => tell({ fraction, framesDone: what?.current ?? 0 }),
          summary: () => {},
          finalizing: () => {},
          decided: () => {},
          warn: (message) => tell({ warning: message }),
        }),
      ),
  });
  tell({ film });
  return film;
}
