import { join } from 'node:path';
import type { DraftFilm } from '../../src-shared/ipc.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { Providers } from '../providers/provider.ts';
import type { Resilience } from '../resilience/create-resilience.ts';
import { draftFilm } from './draft-film.ts';
import { hearVoice } from './hear-voice.ts';
import { addClip } from './own-clips.ts';
import { addPicture, ownPicturePath } from './own-pictures.ts';

/** What one may ask about a film before there is a job for it. */
export interface Films {
  draft(request: JobRequestInput): Promise<DraftFilm>;
  hear(request: {
    text: string;
    voice: string;
    rate: number;
    language: string;
  }): Promise<{ audioUrl: string; durationSeconds: number }>;
  /** Returns what stands for the clip in a text. */
  addClip(path: string): Promise<string>;
  addPicture(
    name: string,
    bytes: Uint8Array,
  ): Promise<{ path: string; imageUrl: string; width: number; height: number }>;
}

interface FilmParts {
  providers: Providers;
  resilience: Resilience;
  settings: () => Settings;
  dataFolder: string;
  mediaUrl: (path: string) => string;
  /** Seconds of work per second of film, where they were measured. */
  renderRatio: () => number | undefined;
}

export function createFilms({ providers, resilience, settings, dataFolder, mediaUrl, renderRatio }: FilmParts): Films {
  return {
    draft: (request) =>
      draftFilm(request, { providers, settings: settings(), dataFolder, mediaUrl, renderRatio: renderRatio() }),
    async hear(request) {
      const { audioPath, durationSeconds } = await hearVoice(request, {
        narrators: providers.narrators,
        resilience,
        folder: join(dataFolder, 'cache'),
      });
      return { audioUrl: mediaUrl(audioPath), durationSeconds };
    },
    addClip: (path) => addClip(dataFolder, path),
    async addPicture(name, bytes) {
      const { path, width, height } = await addPicture(dataFolder, name, bytes);
      return { path, imageUrl: mediaUrl(ownPicturePath(dataFolder, path) ?? path), width, height };
    },
  };
}
