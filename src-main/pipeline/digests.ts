import { StudioError } from '../../src-shared/failure.ts';
import { fileDigest } from '../render/encode-segment.ts';

/** Of files that a film is made from: their paths say nothing about what is in them. Throws `InputFileMissing`. */
export const digestsOf = (paths: readonly string[]): Promise<string[]> =>
  Promise.all(
    paths.map((path) =>
      fileDigest(path).catch((cause: unknown) => {
        throw new StudioError('InputFileMissing', { details: { path }, cause });
      }),
    ),
  );
