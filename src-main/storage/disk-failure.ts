import { StudioError, type FailureCode } from '../../src-shared/failure.ts';

const codes: Record<string, FailureCode> = {
  ENOSPC: 'OutOfDiskSpace',
  EDQUOT: 'OutOfDiskSpace',
  EROFS: 'OutputDirectoryNotWritable',
  EACCES: 'OutputDirectoryNotWritable',
  EPERM: 'OutputDirectoryNotWritable',
  ENOTDIR: 'OutputDirectoryNotWritable',
};

/** SQLITE_FULL, see https://sqlite.org/rescode.html */
const sqliteFull = 13;

/** What the file system refused, in the studio's words; everything else comes back as it was. */
export function asDiskFailure(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || error instanceof StudioError) return error;
  const { code, path: refusedPath, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  if (errcode === sqliteFull) return new StudioError('OutOfDiskSpace', { details: { path }, cause: error });
  const known = code === undefined ? undefined : codes[code];
  if (!known) return error;
  const message = known === 'OutputDirectoryNotWritable' &&
    path !== undefined && { message: `“${path}” cannot be written.` };
  return new StudioError(known, {
    ...message,
    details: { path: path ?? refusedPath, reason: error.message },
    cause: error,
  });
}
