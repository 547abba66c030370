import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';

export interface PlayerChapter {
  title: string;
  startSeconds: number;
  endSeconds: number;
  imageUrl: string | undefined;
}

/** The film's chapters as the file has them, each with its scene's picture. */
export function playerChapters(job: Job, film: FilmState | undefined): PlayerChapter[] {
  return (job.output?.chapters ?? []).map((chapter, index) => ({
    ...chapter,
    imageUrl: film?.scenes[index]?.imageUrl,
  }));
}

/** Index of the chapter that holds this moment; the last one that began by then. */
export const chapterAt = (chapters: readonly { startSeconds: number }[], seconds: number): number =>
  Math.max(
    0,
    chapters.findLastIndex((chapter) => chapter.startSeconds <= seconds + 0.05),
  );

/** Back goes to the start of this chapter first, to the one before it within two seconds of the start. */
export function chapterTarget(
  chapters: readonly { startSeconds: number }[],
  seconds: number,
  direction: 'previous' | 'next',
): number | undefined {
  const current = chapterAt(chapters, seconds);
  if (direction === 'next') return chapters[current + 1]?.startSeconds;
  const start = chapters[current]?.startSeconds;
  return start !== undefined && seconds - start > 2 ? start : (chapters[current - 1]?.startSeconds ?? 0);
}
