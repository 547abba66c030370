import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clipFormat } from '../providers/visuals/clip-file.ts';
import { keepFile } from '../storage/keep-file.ts';

const referencePattern = /^aura-clip:([0-9a-f]{32}\.(?:mp4|mkv))$/;
const endings = { mov: 'mp4', matroska: 'mkv' } as const;

/** Where a clip that was added through the app is kept; undefined when the reference is none of ours. */
export function ownClipPath(dataFolder: string, reference: string): string | undefined {
  const name = referencePattern.exec(reference)?.[1];
  return name === undefined ? undefined : join(dataFolder, 'clips', name);
}

/**
 * Keeps a clip under a name that stands for this very file: reading gigabytes for a name would take a minute.
 * Throws `InvalidInput:clip` or `InputFileMissing:name`.
 * @returns what stands for the clip in texts
 */
export async function addClip(dataFolder: string, path: string): Promise<string> {
  const format = await clipFormat(path);
  const { dev, ino, size, mtimeMs } = await stat(path);
  const name = createHash('sha256')
    .update(JSON.stringify([path, dev, ino, size, mtimeMs]))
    .digest('hex')
    .slice(0, 32);
  const fileName = `${name}.${endings[format]}`;
  await keepFile(path, join(dataFolder, 'clips', fileName));
  return `aura-clip:${fileName}`;
}
