import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { numbered, publishFile, writeFileAtomic } from '../storage/atomic-file.ts';
import { fileDigest } from '../storage/file-digest.ts';

const Note = z.object({
  madeFrom: z.string(),
  /** The file keeps its number when it gets its name: two films may hold the same bytes. */
  inode: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  durationSeconds: z.number(),
});
type Note = z.infer<typeof Note>;
export type FilmFacts = Omit<Note, 'madeFrom' | 'inode'>;

export interface FilmPlace {
  /** Where the note lies. */
  folder: string;
  /** Stands for all that the film holds. */
  madeFrom: string;
  targetPath: string;
}

const noteOf = (folder: string): string => join(folder, 'film.json');

/** Gives the finished film its name. That it will is written down first: see `findPublishedFilm`. */
export async function publishFilm(unfinished: string, facts: FilmFacts, place: FilmPlace): Promise<string> {
  const inode = await inodeOf(unfinished);
  const note: Note = { ...facts, madeFrom: place.madeFrom, inode: inode ?? '' };
  await writeFileAtomic(noteOf(place.folder), JSON.stringify(note));
  return publishFile(unfinished, place.targetPath);
}

/**
 * The film that an earlier run of the job has published, and was killed before it could say so. Without it the next run
 * would find the name taken, and put the same film beside it under another.
 */
export async function findPublishedFilm(place: FilmPlace): Promise<(FilmFacts & { videoPath: string }) | undefined> {
  const note = await readNote(place.folder);
  if (note?.madeFrom !== place.madeFrom) return undefined;
  for (let number = 1; ; number++) {
    const videoPath = numbered(place.targetPath, number);
    const inode = await inodeOf(videoPath);
    if (inode === undefined) return undefined;
    if (inode !== note.inode || (await fileDigest(videoPath)) !== note.sha256) continue;
    const { sha256, sizeBytes, durationSeconds } = note;
    return { videoPath, sha256, sizeBytes, durationSeconds };
  }
}

async function readNote(folder: string): Promise<Note | undefined> {
  try {
    return Note.parse(JSON.parse(await readFile(noteOf(folder), 'utf8')));
  } catch {
    return undefined;
  }
}

const inodeOf = (path: string): Promise<string | undefined> =>
  stat(path, { bigint: true }).then(
    ({ ino }) => String(ino),
    () => undefined,
  );
