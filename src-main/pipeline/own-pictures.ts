import { join } from 'node:path';
import { access } from 'node:fs/promises';
import { checkPicture } from '../providers/visuals/picture-file.ts';
import { uprightSize } from '../providers/visuals/picture-header.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';

const referencePattern = /^aura-picture:([0-9a-f]{32}\.(?:png|jpg|webp))$/;
const endings = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;

/** Where a picture that was added through the app is kept; undefined when the reference is none of ours. */
export function ownPicturePath(dataFolder: string, reference: string): string | undefined {
  const name = referencePattern.exec(reference)?.[1];
  return name === undefined ? undefined : join(dataFolder, 'pictures', name);
}

/**
 * Keeps a picture under the hash of its bytes, so that the same one is kept once.
 * Throws `InvalidInput:picture`.
 * @returns `path`, which stands for the picture in texts and briefs, and its size as it is seen
 */
export async function addPicture(
  dataFolder: string,
  name: string,
  bytes: Uint8Array,
): Promise<{ path: string; width: number; height: number }> {
  const picture = checkPicture(name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const fileName = `${picture.hash.slice(0, 32)}.${endings[picture.format]}`;
  const target = join(dataFolder, 'pictures', fileName);
  const isKept = await access(target).then(
    () => true,
    () => false,
  );
  if (!isKept) await writeFileAtomic(target, bytes);
  return { path: `aura-picture:${fileName}`, ...uprightSize(picture) };
}
