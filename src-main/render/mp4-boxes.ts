import type { FileHandle } from 'node:fs/promises';

/** A box of an MP4, ISO/IEC 14496-12: where it begins, with its header, and where it ends. */
export interface Box {
  type: string;
  start: number;
  end: number;
}

/** The boxes that lie one after another in a file. The last one may reach beyond the file: then that was cut. */
export async function boxesOfFile(file: FileHandle): Promise<Box[]> {
  const boxes: Box[] = [];
  const head = Buffer.alloc(16);
  for (let start = 0; ;) {
    const { bytesRead } = await file.read(head, 0, 16, start);
    if (bytesRead < 8) return boxes;
    const short = head.readUInt32BE(0);
    const sizeBytes = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (sizeBytes < 8) return boxes;
    boxes.push({ type: head.toString('latin1', 4, 8), start, end: start + sizeBytes });
    start += sizeBytes;
  }
}

/** The boxes within a piece of memory. */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to;) {
    const sizeBytes = bytes.readUInt32BE(start);
    if (sizeBytes < 8 || start + sizeBytes > to) break;
    boxes.push({ type: bytes.toString('latin1', start + 4, start + 8), start, end: start + sizeBytes });
    start += sizeBytes;
  }
  return boxes;
}

/** The first box down a path of types, below a box. */
export function boxBelow(bytes: Buffer, box: Box, ...path: string[]): Box | undefined {
  let found: Box | undefined = box;
  for (const type of path) {
    if (!found) return undefined;
    found = boxesIn(bytes, found.start + 8, found.end).find((inner) => inner.type === type);
  }
  return found;
}

/** What a track holds: `vide`, `soun`, `sbtl`. */
export function handlerOf(bytes: Buffer, track: Box): string | undefined {
  const handler = boxBelow(bytes, track, 'mdia', 'hdlr');
  // Box size and type, version and flags, and a field that is always zero come before the handler's kind.
  return handler && bytes.toString('latin1', handler.start + 16, handler.start + 20);
}
