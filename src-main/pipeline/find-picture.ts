import { StudioError } from '../../src-shared/failure.ts';
import { clipFormat } from '../providers/visuals/clip-file.ts';
import { notAPicture, readPictureFile } from '../providers/visuals/picture-file.ts';
import { fileWithin } from '../storage/file-within.ts';
import { ownClipPath } from './own-clips.ts';
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

/** The clip that a text means, as `findPicture` does. Throws `InvalidInput:clip` or `InputFileMissing:name`. */
export async function findClip(reference: string, places: PicturePlaces): Promise<string> {
  const path = ownClipPath(places.dataFolder, reference) ?? (await besideText(reference, places.folder));
  await clipFormat(path);
  return path;
}

async function besideText(reference: string, folder: string | undefined): Promise<string> {
  // A name that leads out is refused as such, also where there is no folder to look in.
  const found = await fileWithin(folder, reference);
  if (found.kind === 'outside') {
    throw notAPicture(reference.slice(0, 200), 'is not a file in the folder of the text');
  }
  if (folder === undefined) {
    throw new StudioError(`InputFileMissing:${reference}`, {
      remediation: 'A pasted text has no folder. Drop the picture onto the text, or open the text from its file.',
    });
  }
  if (found.kind === 'missing') throw new StudioError(`InputFileMissing:${reference}`);
  return found.path;
}
