import { StudioError, type FailureCode } from '../../src-shared/failure.ts';

const codes: Record<string, FailureCode> = {
  ENOSPC: 'OutOfDiskSpace',
  EDQUOT: 'OutOfDiskSpace',
  EROFS: 'OutputDirectoryNotWritable',
  EACCES: 'OutputDirectoryNotWritable',
  EPERM: 'OutputDirectoryNotWritable',
  ENOTDIR: 'OutputDirectoryNotWritable',
};

/** What the file system refused, in the studio's words; everything else comes back as it was. */
export function asDiskFailure(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || error instanceof StudioError) return error;
  const { code, path: refusedPath } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : codes[code];
  if (!known) return error;
  return new StudioError(known, { details: { path: path ?? refusedPath, reason: error.message }, cause: error });
}
