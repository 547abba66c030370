import { open } from 'node:fs/promises';
import { boxBelow, boxesIn, boxesOfFile, handlerOf, type Box } from './mp4-boxes.ts';

/**
 * Turns the subtitle track of an MP4 off until it is asked for, by clearing "enabled" in its track header. FFmpeg's muxer
 * enables the first track of each kind whatever its disposition says, and players would then show burned-in captions twice.
 * https://github.com/FFmpeg/FFmpeg/blob/master/libavformat/movenc.c (enable_tracks)
 */
export async function hideSubtitleTrack(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const place = (await boxesOfFile(file)).find(({ type }) => type === 'moov');
    if (!place) return;
    const movie = Buffer.alloc(place.end - place.start);
    await file.read(movie, 0, movie.length, place.start);
    for (const track of boxesIn(movie, 8, movie.length).filter(({ type }) => type === 'trak')) {
      const flagsAt = enabledFlagOf(movie, track);
      if (flagsAt === undefined) continue;
      await file.write(Buffer.from([movie.readUInt8(flagsAt) & ~1]), 0, 1, place.start + flagsAt);
    }
  } finally {
    await file.close();
  }
}

/** Where the lowest byte of the flags of a subtitle track's header is; nothing for another track. */
function enabledFlagOf(movie: Buffer, track: Box): number | undefined {
  const header = boxBelow(movie, track, 'tkhd');
  return header && handlerOf(movie, track) === 'sbtl' ? header.start + 11 : undefined;
}
