/**
 * Arguments for opening a file that may be hostile. A playlist named .jpg must not make FFmpeg open other files or URLs:
 * so its format is told and not guessed, nested opens are local, and its name is only a name.
 * https://ffmpeg.org/ffmpeg-protocols.html#file
 */
export function input(format: string, path: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-f', format, '-i', fileName(path)];
}

/** Keeps `concat:`, `http:` and `-name` from being anything but a file's name. */
export const fileName = (path: string): string => `file:${path}`;
