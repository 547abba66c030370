import { constants } from 'node:fs';
import { copyFile, link, mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWholeFile } from './atomic-file.ts';

/**
 * Gives a file of the user's a second name of ours, so that it stays when they remove theirs. On the same device that costs
 * nothing, whatever its size: both names are of one file. Elsewhere it is copied. What has that name already is replaced.
 */
export async function keepFile(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  // A link to a link would go with what that points at.
  const file = await realpath(source);
  await writeWholeFile(target, (temporary) =>
    link(file, temporary).catch(() => copyFile(file, temporary, constants.COPYFILE_FICLONE)),
  );
}
