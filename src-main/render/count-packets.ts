import { open } from 'node:fs/promises';
import { boxBelow, boxesIn, boxesOfFile, handlerOf } from './mp4-boxes.ts';

/** More than ten seconds of film need by far. */
const largestIndexBytes = 64 << 20;

/**
 * How many packets of video an MP4 of our own holds: as many as its index names, if the file has room for all of them. A
 * process of ffprobe would cost more than that. 0 for a file that is cut, has no index, or is something else.
 */
export async function countVideoPackets(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const boxes = await boxesOfFile(file);
    const movie = boxes.find(({ type }) => type === 'moov');
    const isWhole = boxes.every(({ end }) => end <= size);
    if (!movie || !isWhole || movie.end - movie.start > largestIndexBytes) return 0;
    const mediaBytes = boxes
      .filter(({ type }) => type === 'mdat')
      .reduce((sum, { start, end }) => sum + end - start - 8, 0);
    const bytes = Buffer.alloc(movie.end - movie.start);
    await file.read(bytes, 0, bytes.length, movie.start);
    const { count, totalBytes } = videoSamples(bytes);
    return totalBytes <= mediaBytes ? count : 0;
  } finally {
    await file.close();
  }
}

/** From the table of sample sizes; a packet without a byte is none. */
function videoSamples(movie: Buffer): { count: number; totalBytes: number } {
  const track = boxesIn(movie, 8, movie.length).find((box) => box.type === 'trak' && handlerOf(movie, box) === 'vide');
  const sizes = track && boxBelow(movie, track, 'mdia', 'minf', 'stbl', 'stsz');
  if (!sizes) return { count: 0, totalBytes: 0 };
  const [common, named] = [movie.readUInt32BE(sizes.start + 12), movie.readUInt32BE(sizes.start + 16)];
  if (common > 0) return { count: named, totalBytes: named * common };
  let [count, totalBytes] = [0, 0];
  for (let at = sizes.start + 20; at + 4 <= sizes.end && count < named; at += 4) {
    const sizeBytes = movie.readUInt32BE(at);
    if (sizeBytes === 0) return { count: 0, totalBytes: 0 };
    totalBytes += sizeBytes;
    count++;
  }
  return { count, totalBytes };
}
