import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { notAPicture, readPictureFile } from '../providers/visuals/picture-file.ts';
import { ownPicturePath } from './own-pictures.ts';

export interface PicturePlaces {
  /** The folder of the text; absent for a text that was pasted. */
  folder: string | undefined;
  dataFolder: string;
}

/**
 * The file that a text means, which is a picture beside the text or one that was added through the app.
 * Throws `InvalidInput:picture` or `InputFileMissing:name`.
 */
export async function findPicture(reference: string, places: PicturePlaces): Promise<string> {
  const own = ownPicturePath(places.dataFolder, reference);
  const path = own ?? (await besideText(reference, places.folder));
  await readPictureFile(path);
  return path;
}

async function besideText(reference: string, folder: string | undefined): Promise<string> {
  refuseOutside(reference);
  if (folder === undefined) {
    throw new StudioError(`InputFileMissing:${reference}`, {
      remediation: 'A pasted text has no folder. Drop the picture onto the text, or open the text from its file.',
    });
  }
  const home = await realpath(folder).catch((cause: unknown) => {
    throw new StudioError(`InputFileMissing:${reference}`, { cause });
  });
  const path = (await realPathIn(home, reference)) ?? (await realPathIn(home, percentDecoded(reference)));
  if (path === undefined) throw new StudioError(`InputFileMissing:${reference}`);
  const inside = relative(home, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) throw outside(reference);
  return path;
}

/** Links are followed here, so that one that leads out of the folder is seen. */
const realPathIn = (home: string, name: string): Promise<string | undefined> =>
  realpath(join(home, name)).catch(() => undefined);

/** Editors write a blank as %20. What it hides is looked at as if it were written out. */
function percentDecoded(reference: string): string {
  try {
    const decoded = decodeURIComponent(reference);
    refuseOutside(decoded);
    return decoded;
  } catch (error) {
    if (error instanceof URIError) return reference;
    throw error;
  }
}

/** Only plain names of files at or below the text: no scheme, drive, share, root or way up. */
function refuseOutside(reference: string): void {
  const isStrange =
    reference.trim() === '' ||
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u001f\\]/u.test(reference) ||
    /^[a-z][a-z0-9+.-]*:/iu.test(reference) ||
    reference.startsWith('/') ||
    reference.split('/').includes('..') ||
    // On NTFS a colon opens another stream of the file.
    (process.platform === 'win32' && reference.includes(':'));
  if (isStrange) throw outside(reference);
}

const outside = (reference: string): StudioError =>
  notAPicture(reference.slice(0, 200), 'is not a file in the folder of the text');
