import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileDigest } from '../storage/file-digest.ts';

const Entry = z.object({
  key: z.string().regex(/^[0-9a-f]{40}$/),
  sha256: z.string(),
  frames: z.number().int().positive(),
  sizeBytes: z.number().int().positive(),
});
export type SegmentEntry = z.infer<typeof Entry>;

/** Safe in a concat list and on every file system. */
export const segmentFileName = (key: string): string => `${key}.mp4`;

/** Finished segments of a job, one line of JSON each: a line stands there only after its file is whole on disk. */
export interface SegmentJournal {
  /** True when the segment of this key stands there as it was written. One that does not fit is removed. */
  has(key: string, frames: number): Promise<boolean>;
  add(entry: SegmentEntry): Promise<void>;
}

export async function openSegmentJournal(folder: string): Promise<SegmentJournal> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'journal.jsonl');
  const entries = await readEntries(path);
  return {
    async has(key, frames) {
      const file = join(folder, segmentFileName(key));
      const entry = entries.get(key);
      if (entry?.frames === frames && (await isAsWritten(file, entry))) return true;
      await rm(file, { force: true });
      return false;
    },
    async add(entry) {
      entries.set(entry.key, entry);
      await appendLine(path, JSON.stringify(entry));
    },
  };
}

async function readEntries(path: string): Promise<Map<string, SegmentEntry>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const entries = new Map<string, SegmentEntry>();
  for (const line of text.split('\n')) {
    const entry = parsed(line);
    // The last line of a key counts: its file was written last.
    if (entry) entries.set(entry.key, entry);
  }
  return entries;
}

/** Nothing for a line that a crash tore. */
function parsed(line: string): SegmentEntry | undefined {
  try {
    return Entry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

async function isAsWritten(file: string, { sizeBytes, sha256 }: SegmentEntry): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found?.size === sizeBytes && (await fileDigest(file)) === sha256;
}

async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    // The line break comes first too: a line that a crash tore must not swallow this one.
    await file.writeFile(`\n${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
