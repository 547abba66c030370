import { open, type FileHandle } from 'node:fs/promises';

/**
 * Turns the subtitle track of an MP4 off until it is asked for, by clearing "enabled" in its track header. FFmpeg's muxer
 * enables the first track of each kind whatever its disposition says, and players would then show burned-in captions twice.
 * https://github.com/FFmpeg/FFmpeg/blob/master/libavformat/movenc.c (enable_tracks)
 */
export async function hideSubtitleTrack(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const place = await findMovie(file);
    if (!place) return;
    const movie = Buffer.alloc(place.sizeBytes);
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

interface Box {
  type: string;
  start: number;
  end: number;
}

/** The `moov` box; the file is not read further than there. */
async function findMovie(file: FileHandle): Promise<{ start: number; sizeBytes: number } | undefined> {
  const head = Buffer.alloc(16);
  for (let start = 0; ;) {
    const { bytesRead } = await file.read(head, 0, 16, start);
    if (bytesRead < 8) return undefined;
    const short = head.readUInt32BE(0);
    const sizeBytes = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (head.toString('latin1', 4, 8) === 'moov') return { start, sizeBytes };
    if (sizeBytes < 8) return undefined;
    start += sizeBytes;
  }
}

function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to;) {
    const sizeBytes = bytes.readUInt32BE(start);
    if (sizeBytes < 8 || start + sizeBytes > to) break;
    boxes.push({ type: bytes.toString('latin1', start + 4, start + 8), start, end: start + sizeBytes });
    start += sizeBytes;
  }
  return boxes;
}

/** Where the lowest byte of the flags of a subtitle track's header is; nothing for another track. */
function enabledFlagOf(movie: Buffer, track: Box): number | undefined {
  const inside = boxesIn(movie, track.start + 8, track.end);
  const header = inside.find(({ type }) => type === 'tkhd');
  const media = inside.find(({ type }) => type === 'mdia');
  const handler = media && boxesIn(movie, media.start + 8, media.end).find(({ type }) => type === 'hdlr');
  // Box size and type, version and flags, and a field that is always zero come before the handler's kind.
  const kind = handler && movie.toString('latin1', handler.start + 16, handler.start + 20);
  return header && kind === 'sbtl' ? header.start + 11 : undefined;
}
