import type { Chapter } from '../../src-shared/film.ts';

/** Title and chapters as FFmpeg reads them from a file: user text never becomes an argument or a filter. */
export function ffmetadata(title: string, language: string, chapters: readonly Chapter[]): string {
  const head = [';FFMETADATA1', `title=${escaped(title)}`, `language=${escaped(language)}`];
  const parts = chapters.flatMap((chapter) => [
    '[CHAPTER]',
    'TIMEBASE=1/1000',
    `START=${Math.round(chapter.startSeconds * 1000)}`,
    `END=${Math.round(chapter.endSeconds * 1000)}`,
    `title=${escaped(chapter.title)}`,
  ]);
  return `${[...head, ...parts].join('\n')}\n`;
}

/** https://ffmpeg.org/ffmpeg-formats.html#Metadata-2: five signs take a backslash; a line break would end the value. */
const escaped = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[=;#\\]/g, '\\$&');
