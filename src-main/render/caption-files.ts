import type { Cue } from '../../src-shared/film.ts';

/** SubRip. It has no escapes: what looks like a tag gets a look-alike of its bracket. */
export const srtDocument = (cues: readonly Cue[]): string =>
  cues
    .map((cue, index) => {
      const text = cue.lines.map((line) => line.replaceAll('<', '‹').replaceAll('{', '(').replaceAll('-->', '→'));
      return `${index + 1}\n${time(cue.startSeconds, ',')} --> ${time(cue.endSeconds, ',')}\n${text.join('\n')}\n\n`;
    })
    .join('');

/** WebVTT. https://www.w3.org/TR/webvtt1/#webvtt-cue-text */
export const vttDocument = (cues: readonly Cue[]): string =>
  `WEBVTT\n\n${cues
    .map((cue, index) => {
      const text = cue.lines.map((line) =>
        line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      );
      return `${index + 1}\n${time(cue.startSeconds, '.')} --> ${time(cue.endSeconds, '.')}\n${text.join('\n')}\n\n`;
    })
    .join('')}`;

function time(seconds: number, point: ',' | '.'): string {
  const milliseconds = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [second, minute, hour] = [1000, 60_000, 3_600_000].map((unit) => Math.floor(milliseconds / unit));
  return `${two(hour!)}:${two(minute! % 60)}:${two(second! % 60)}${point}${String(milliseconds % 1000).padStart(3, '0')}`;
}
