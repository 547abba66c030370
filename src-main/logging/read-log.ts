import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LogLevel } from '../../src-shared/log.ts';
import { listLogFiles } from './log-file.ts';

const LogRecord = z.object({
  timestamp: z.string(),
  level: LogLevel,
  message: z.string(),
  correlationId: z.string().optional(),
  jobId: z.string().optional(),
  jobCorrelationId: z.string().optional(),
  step: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type LogRecord = z.infer<typeof LogRecord>;

interface LogReadOptions {
  /** ISO 8601, UTC; files of other days are not opened. */
  from?: string;
  to?: string;
  /** Told what was not read, and why. */
  onGap?: (note: string) => void;
  /** Of a longer file only the end is read. */
  mostBytesPerFile?: number;
  /** Told how far the newest file was read: up to the end of its last whole line. */
  onNewest?: (name: string, bytes: number) => void;
}

interface FileReadOptions extends Pick<LogReadOptions, 'onGap' | 'mostBytesPerFile'> {
  fromByte?: number;
  onEnd?: (bytes: number) => void;
}

const chunkBytes = 256 * 1024;
/** No line that the studio writes is longer. */
const longestLineBytes = 512 * 1024;

/**
 * The records of all log files between two moments, oldest first, in bounded memory. Torn lines, foreign lines and
 * files that vanish meanwhile are told to `onGap` and passed over.
 */
export async function* readLog(folder: string, options: LogReadOptions = {}): AsyncGenerator<LogRecord> {
  const { from = '', to = '9999', onNewest } = options;
  const names = await listLogFiles(folder);
  for (const name of names.filter((each) => isOfDays(each, from, to))) {
    const onEnd = name === names.at(-1) && onNewest ? (bytes: number) => onNewest(name, bytes) : undefined;
    for await (const record of readLogFile(folder, name, { ...options, ...(onEnd && { onEnd }) })) {
      if (record.timestamp >= from && record.timestamp <= to) yield record;
    }
  }
}

/** The records of one file. */
export async function* readLogFile(
  folder: string,
  name: string,
  options: FileReadOptions = {},
): AsyncGenerator<LogRecord> {
  const { onGap = () => undefined } = options;
  let unreadable = 0;
  try {
    for await (const line of linesOf(join(folder, name), options, (note) => onGap(`${name}: ${note}`))) {
      const record = parse(line);
      if (record) yield record;
      else unreadable++;
    }
  } catch (error) {
    onGap(`${name}: it could not be read to its end (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  if (unreadable > 0) onGap(`${name}: ${unreadable} lines were torn and are left out.`);
}

/** `aura-2026-05-01.log`; a line written around midnight may stand in the file of the other day. */
function isOfDays(name: string, from: string, to: string): boolean {
  const day = name.slice('aura-'.length, 'aura-'.length + 10);
  return day >= shifted(from, -1) && day <= shifted(to, 1);
}

function shifted(moment: string, days: number): string {
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? moment : new Date(ms + days * 86_400_000).toISOString().slice(0, 10);
}

function parse(line: string): LogRecord | undefined {
  try {
    return LogRecord.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

async function* linesOf(
  path: string,
  { mostBytesPerFile = 64_000_000, fromByte = 0, onEnd }: FileReadOptions,
  onGap: (note: string) => void,
): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let position = Math.max(fromByte, size - mostBytesPerFile);
    const isCut = position > fromByte;
    let lineEnd = position;
    if (isCut) onGap(`only its last ${Math.round(mostBytesPerFile / 1e6)} of ${Math.round(size / 1e6)} MB were read.`);
    const chunk = Buffer.alloc(chunkBytes);
    const lines = lineSplitter(isCut, onGap);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, position);
      if (bytesRead === 0) break;
      const lastBreak = chunk.lastIndexOf(10, bytesRead - 1);
      if (lastBreak !== -1) lineEnd = position + lastBreak + 1;
      position += bytesRead;
      yield* lines.push(chunk.subarray(0, bytesRead));
    }
    // Who reads on finds a line that is still being written whole next time.
    if (onEnd) onEnd(lineEnd);
    else yield* lines.end();
  } finally {
    await file.close();
  }
}

/** Cuts bytes into lines; what is too long to be a record is dropped while it comes, never gathered. */
function lineSplitter(startsInLine: boolean, onGap: (note: string) => void) {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let isSkipping = startsInLine;
  let hasToldLength = false;
  const add = (bytes: Buffer): void => {
    if (isSkipping || bytes.length === 0) return;
    // A copy: the chunk is filled again.
    rest.push(Buffer.from(bytes));
    restBytes += bytes.length;
    if (restBytes <= longestLineBytes) return;
    [rest, restBytes, isSkipping] = [[], 0, true];
    if (!hasToldLength) onGap('a line that is far too long was left out.');
    hasToldLength = true;
  };
  const take = (): string => {
    const line = isSkipping ? '' : Buffer.concat(rest).toString('utf8');
    [rest, restBytes, isSkipping] = [[], 0, false];
    return line;
  };
  return {
    *push(bytes: Buffer): Generator<string> {
      let start = 0;
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
        add(bytes.subarray(start, end));
        const line = take();
        if (line !== '') yield line;
        start = end + 1;
      }
      add(bytes.subarray(start));
    },
    *end(): Generator<string> {
      const line = take();
      if (line !== '') yield line;
    },
  };
}
