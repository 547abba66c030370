import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listLogFiles } from './log-file.ts';
import { readLogFile, type LogRecord } from './read-log.ts';

/** How often it is looked for more. */
const pollMs = 300;

/** How far a file was read: up to the end of its last whole line. */
export interface LogPosition {
  name: string;
  bytes: number;
}

/**
 * What is added to the log from a position on, whichever process writes it, until the signal aborts. Follows the log into
 * its next file, when the day changes or the file is full and moves to another name.
 */
export async function* tailLog(
  folder: string,
  start: LogPosition | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogRecord[]> {
  let position = start;
  while (!signal.aborted) {
    for (const part of await partsAfter(folder, position)) {
      position = part;
      const records: LogRecord[] = [];
      const read = readLogFile(folder, part.name, {
        fromByte: part.bytes,
        onEnd: (bytes) => (position = { name: part.name, bytes }),
      });
      for await (const record of read) records.push(record);
      if (records.length > 0) yield records;
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** The rest of the file that was read last, under whatever name it has now, then the files that came after it. */
async function partsAfter(folder: string, position: LogPosition | undefined): Promise<LogPosition[]> {
  const names = await listLogFiles(folder);
  if (position === undefined) return names.map((name) => ({ name, bytes: 0 }));
  const index = names.indexOf(position.name);
  const sizeBytes = await sizeOf(folder, position.name);
  const after = names.slice(index + 1).map((name) => ({ name, bytes: 0 }));
  if (sizeBytes >= position.bytes) return sizeBytes > position.bytes ? [position, ...after] : after;
  // The file that was read is now called by the number before.
  const moved = names[index - 1];
  return [...(moved === undefined ? [] : [{ name: moved, bytes: position.bytes }]), { name: position.name, bytes: 0 }];
}

const sizeOf = (folder: string, name: string): Promise<number> =>
  stat(join(folder, name)).then(
    ({ size }) => size,
    () => 0,
  );
