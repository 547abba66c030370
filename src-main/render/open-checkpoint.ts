import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sweepTemporaryFiles, writeFileAtomic } from '../storage/atomic-file.ts';
import { openSegmentJournal, type SegmentJournal } from './segment-journal.ts';

/** What made the segments in a folder. Those of another maker are not trusted, whatever their names say. */
const Maker = z.object({ app: z.string(), ffmpeg: z.string() });
type Maker = z.infer<typeof Maker>;

interface CheckpointOptions {
  folder: string;
  maker: Maker;
  /** False: the segments of an earlier run are not used. */
  mayResume: boolean;
  /** Told why the segments of an earlier run are not used. */
  onRefused: (reason: string) => void;
}

/** Opens the folder of a film's segments: with what an earlier run has finished, or empty. */
export async function openCheckpoint({
  folder,
  maker,
  mayResume,
  onRefused,
}: CheckpointOptions): Promise<SegmentJournal> {
  await mkdir(folder, { recursive: true });
  await sweepTemporaryFiles(folder);
  const makerFile = join(folder, 'maker.json');
  const reason = mayResume ? refusalOf(await readMaker(makerFile), maker) : 'resuming is switched off in the settings';
  if (reason !== undefined) {
    const isEmpty = (await readdir(folder)).length === 0;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    if (!isEmpty) onRefused(reason);
  }
  await writeFileAtomic(makerFile, JSON.stringify(maker));
  return openSegmentJournal(folder);
}

async function readMaker(path: string): Promise<Maker | undefined> {
  try {
    return Maker.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function refusalOf(before: Maker | undefined, now: Maker): string | undefined {
  if (!before) return 'nothing says what made them';
  if (before.app !== now.app) return `Aura Video Studio ${before.app} made them, and this is ${now.app}`;
  if (before.ffmpeg !== now.ffmpeg) return `FFmpeg ${before.ffmpeg} made them, and this is ${now.ffmpeg}`;
  return undefined;
}
