import { basename } from 'node:path';
import { StudioError } from '../../src-shared/failure.ts';
import { fileDigest } from '../storage/file-digest.ts';

/** Of a file that a film is made from: its path says nothing about what is in it. Throws `InputFileMissing:{name}`. */
export type InputDigest = (path: string) => Promise<string>;

/** Each file is read once, whoever asks: a clip may be gigabytes, and within one run it counts as what it was first. */
export function inputDigests(): InputDigest {
  const known = new Map<string, Promise<string>>();
  return (path) => {
    const digest = known.get(path) ?? digestOfInput(path);
    known.set(path, digest);
    return digest;
  };
}

const digestOfInput = (path: string): Promise<string> =>
  fileDigest(path).catch((cause: unknown) => {
    throw new StudioError(`InputFileMissing:${basename(path)}`, { details: { path }, cause });
  });
