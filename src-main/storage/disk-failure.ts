import { StudioError } from '../../src-shared/failure.ts';
import { codeOfRawFailure } from '../../src-shared/raw-failure.ts';

/** What a disk can refuse; what else went wrong while a file was written is told by whoever knows more. */
const ofDisks = new Set(['OutOfDiskSpace', 'OutputDirectoryNotWritable']);

/** What the file system refused, in the studio's words; everything else comes back as it was. */
export function asDiskFailure(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || error instanceof StudioError) return error;
  const code = codeOfRawFailure(error);
  if (code === undefined || !ofDisks.has(code)) return error;
  const message = code === 'OutputDirectoryNotWritable' &&
    path !== undefined && { message: `“${path}” cannot be written.` };
  return new StudioError(code, {
    ...message,
    details: { path: path ?? (error as NodeJS.ErrnoException).path, reason: error.message },
    cause: error,
  });
}
