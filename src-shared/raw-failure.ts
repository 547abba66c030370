import type { FailureFamily } from './failure-texts.ts';

type Code = FailureFamily | `${FailureFamily}:${string}`;

/** What the operating system and Node call it. https://nodejs.org/api/errors.html#common-system-errors */
const byErrno: Partial<Record<Code, string>> = {
  OutOfDiskSpace: 'ENOSPC EDQUOT EFBIG SQLITE_FULL',
  OutOfMemory:
    'ENOMEM EMFILE ENFILE EAGAIN ENOBUFS ERR_WORKER_OUT_OF_MEMORY ERR_MEMORY_ALLOCATION_FAILED ERR_OUT_OF_MEMORY ERR_STRING_TOO_LONG SQLITE_NOMEM',
  OutputDirectoryNotWritable:
    'EACCES EPERM EROFS ENOTDIR EISDIR EBUSY ENOTEMPTY EXDEV ELOOP ENAMETOOLONG EIO ETXTBSY ESTALE ENXIO SQLITE_READONLY SQLITE_CANTOPEN SQLITE_PERM SQLITE_IOERR',
  TransientNetworkFailure:
    'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ENOTFOUND EAI_AGAIN EAI_NODATA EAI_NONAME EAI_FAIL ENETUNREACH ENETDOWN ENETRESET EHOSTUNREACH EHOSTDOWN EADDRNOTAVAIL ENOTCONN ETIMEDOUT ESOCKETTIMEDOUT EPROTO UND_ERR_SOCKET UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_RES_CONTENT_LENGTH_MISMATCH ERR_STREAM_PREMATURE_CLOSE ERR_SSL_WRONG_VERSION_NUMBER CERT_HAS_EXPIRED SELF_SIGNED_CERT_IN_CHAIN DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY ERR_TLS_CERT_ALTNAME_INVALID',
  NotReady: 'SQLITE_BUSY SQLITE_LOCKED',
  'InvalidInput:file': 'ERR_INVALID_ARG_VALUE ERR_INVALID_FILE_URL_PATH ERR_ENCODING_INVALID_ENCODED_DATA',
};
const codes = new Map(
  (Object.keys(byErrno) as Code[]).flatMap((code) =>
    (byErrno[code] ?? '').split(' ').map((errno) => [errno, code] as const),
  ),
);

/** SQLite's primary result codes; an extended code holds its own in the lowest byte. https://sqlite.org/rescode.html */
const bySqlite: Record<number, Code> = {
  3: 'OutputDirectoryNotWritable',
  5: 'NotReady',
  6: 'NotReady',
  7: 'OutOfMemory',
  8: 'OutputDirectoryNotWritable',
  10: 'OutputDirectoryNotWritable',
  13: 'OutOfDiskSpace',
  14: 'OutputDirectoryNotWritable',
};

/** SQLite hides it behind "disk I/O error": ENOSPC and EDQUOT of Linux. */
const fullErrnos = new Set([28, 122]);

/** V8 has no code for it, only words. */
const memoryWords = /allocation failed|invalid (?:typed )?array length|invalid string length|out of memory|heap limit/i;

interface RawError {
  code?: unknown;
  errcode?: unknown;
  systemErrno?: unknown;
  path?: unknown;
  syscall?: unknown;
  name?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

const deepest = 5;

/** The studio's code for what Node, the system, SQLite or a worker thread threw; undefined where nobody foresaw it. */
export function codeOfRawFailure(thrown: unknown): Code | undefined {
  let error: unknown = thrown;
  for (let depth = 0; depth < deepest && typeof error === 'object' && error !== null; depth += 1) {
    const raw = error as RawError;
    const code = codeOfOne(raw);
    if (code !== undefined) return code;
    error = Array.isArray(raw.errors) ? (raw.errors as unknown[])[0] : raw.cause;
  }
  return undefined;
}

function codeOfOne({ code, errcode, systemErrno, path, syscall, name, message }: RawError): Code | undefined {
  if (typeof systemErrno === 'number' && fullErrnos.has(systemErrno)) return 'OutOfDiskSpace';
  if (typeof errcode === 'number') return bySqlite[errcode & 0xff];
  // Only of a file that was named: a program that is not there is its starter's to tell.
  if (code === 'ENOENT' && typeof path === 'string' && !String(syscall).startsWith('spawn'))
    return `InputFileMissing:${path.split(/[\\/]/).at(-1) ?? ''}`;
  if (typeof code === 'string') return codes.get(code) ?? codes.get(code.split('_', 2).join('_'));
  if (name === 'TimeoutError') return 'TransientNetworkFailure';
  if ((name === 'RangeError' || name === 'Error') && typeof message === 'string' && memoryWords.test(message))
    return 'OutOfMemory';
  return undefined;
}
