import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { StudioError } from '../../../src-shared/failure.ts';
import { assetPath } from '../../runtime/app-files.ts';
import { readPictureHeader, type PictureHeader } from './picture-header.ts';

const largestPictureBytes = 64_000_000;
/** A small file can unpack to more memory than there is. */
const mostPixels = 100_000_000;

export interface PictureFile extends PictureHeader {
  bytes: Buffer;
  /** SHA-256 of the bytes. */
  hash: string;
}

/** Names pictures that ship with the app: `asset:` and a path in assets/. */
export const assetPrefix = 'asset:';

/** Where the file behind a scene's picture is. */
export const pictureLocation = (source: string): string =>
  source.startsWith(assetPrefix) ? assetPath(...source.slice(assetPrefix.length).split('/')) : source;

/**
 * Reads a picture and makes sure that it is one.
 * Throws `InputFileMissing:name`, or `InvalidInput:picture` naming the file and what is wrong with it.
 */
export async function readPictureFile(path: string): Promise<PictureFile> {
  const name = basename(path);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new StudioError(`InputFileMissing:${name}`, { cause });
  });
  try {
    const facts = await file.stat();
    // A pipe or a device could be read for ever.
    if (!facts.isFile()) throw notAPicture(name, 'is not a file');
    if (facts.size > largestPictureBytes) throw notAPicture(name, 'is larger than 64 MB');
    return checkPicture(name, await file.readFile());
  } finally {
    await file.close();
  }
}

/** Throws `InvalidInput:picture`, naming the file, unless the bytes are a picture that the studio can draw. */
export function checkPicture(name: string, bytes: Buffer): PictureFile {
  if (bytes.length > largestPictureBytes) throw notAPicture(name, 'is larger than 64 MB');
  const header = readPictureHeader(bytes);
  if (!header) throw notAPicture(name, 'is not a PNG, JPEG or WebP picture');
  if (header.width * header.height > mostPixels) {
    throw notAPicture(name, `has ${header.width} × ${header.height} pixels; the studio takes 100 million at most`);
  }
  return { ...header, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

export const notAPicture = (name: string, why: string): StudioError =>
  new StudioError('InvalidInput:picture', {
    message: `“${name}” ${why}.`,
    remediation: 'Use a PNG, JPEG or WebP picture, or take it out of the text.',
    details: { name },
  });
