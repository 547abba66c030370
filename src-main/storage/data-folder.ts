import { mkdir } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import { asDiskFailure } from './disk-failure.ts';
import { requireWritableFolder } from './output-folder.ts';

/** The folder that the studio keeps everything in. Throws `OutputDirectoryNotWritable`; on a full disk it opens all the same. */
export async function ensureDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await requireWritableFolder(folder);
  } catch (cause) {
    const failure = asDiskFailure(cause, folder);
    if (failure instanceof StudioError && failure.code === 'OutOfDiskSpace') return;
    throw new StudioError('OutputDirectoryNotWritable', {
      message: `The studio cannot keep its data in “${folder}”.`,
      remediation: 'Make this folder writable, or choose another data folder.',
      details: { folder, reason: cause instanceof Error ? cause.message : String(cause) },
      cause,
    });
  }
}
