/**
 * Arguments for opening a file that may be hostile. A playlist named .jpg must not make FFmpeg open other files or URLs:
 * so its format is told and not guessed, nested opens are local, and its name is only a name.
 * https://ffmpeg.org/ffmpeg-protocols.html#file
 */
export function input(format: string, path: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-f', format, '-i', fileName(path)];
}

/** What one piece of memory may hold at most: a small file can unpack to more than there is. */
export const bombLimit = ['-max_alloc', '1000000000'];

/** Keeps `concat:`, `http:` and `-name` from being anything but a file's name. */
export const fileName = (path: string): string => `file:${path}`;
