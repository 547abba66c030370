import type { KnownCause, Signal } from './signal.ts';

type Meaning = Pick<Signal, 'cause' | 'strength'>;
const means = (cause: KnownCause, strength: number): Meaning => ({ cause, strength });

/** What FFmpeg and the systems number their errors with. https://ffmpeg.org/doxygen/trunk/group__lavu__error.html */
const byErrno: Record<number, Meaning> = {
  2: means('FileSystemError', 70),
  5: means('FileSystemError', 70),
  12: means('InsufficientResources', 90),
  13: means('FileSystemError', 88),
  28: means('InsufficientResources', 94),
  30: means('FileSystemError', 88),
  38: means('MissingCodec', 78),
  101: means('NetworkError', 88),
  104: means('NetworkError', 88),
  110: means('Timeout', 88),
  111: means('NetworkError', 86),
  113: means('NetworkError', 88),
  122: means('InsufficientResources', 90),
};

/** FFmpeg's own tags, four letters as a negative number: AVERROR_ENCODER_NOT_FOUND is -('\xF8' 'E' 'N' 'C'). */
const tag = (letters: string): number =>
  [...letters].reduce((sum, letter, index) => sum + letter.charCodeAt(0) * 256 ** index, 0);
const byTag = new Map<number, Meaning>([
  [tag('\u00f8ENC'), means('MissingCodec', 94)],
  [tag('\u00f8DEC'), means('MissingCodec', 94)],
  [tag('\u00f8FIL'), means('MissingCodec', 94)],
  [tag('\u00f8MUX'), means('MissingCodec', 92)],
  [tag('\u00f8DEM'), means('MissingCodec', 88)],
  [tag('\u00f8OPT'), means('MissingCodec', 76)],
  [tag('\u00f8PRO'), means('NetworkError', 76)],
  [tag('INDA'), means('InvalidInput', 84)],
  [tag('\u00f8STR'), means('InvalidInput', 82)],
  [tag('PAWE'), means('MissingCodec', 74)],
  [tag('\u00f8401'), means('InvalidApiKey', 84)],
  [tag('\u00f8403'), means('InvalidApiKey', 78)],
  [tag('\u00f8404'), means('InvalidInput', 76)],
  [tag('\u00f85XX'), means('ProviderUnavailable', 84)],
]);

/** Of a process: below 256 FFmpeg's is 256 minus an errno; a shell's 126 and 127; 128 and a signal's number. */
const byExit: Record<number, Meaning> = {
  126: means('FFmpegNotFound', 70),
  127: means('FFmpegNotFound', 85),
  137: means('InsufficientResources', 88),
  228: means('InsufficientResources', 80),
  243: means('FileSystemError', 75),
  244: means('InsufficientResources', 80),
  251: means('FileSystemError', 70),
  254: means('FileSystemError', 70),
  // Windows: a DLL is missing, out of memory, the disk is full.
  0xc0000135: means('FFmpegNotFound', 90),
  0xc000007b: means('FFmpegNotFound', 88),
  0xc0000017: means('InsufficientResources', 92),
  0xc000012d: means('InsufficientResources', 92),
  0xc000007f: means('InsufficientResources', 92),
};

/** What a number that stands for an exit or an error code means, negative or as Windows writes it, without a sign. */
export function meaningOfExit(code: number): Meaning | undefined {
  if (code >= 0 && code < 256) return byExit[code];
  const unsigned = code < 0 ? code + 2 ** 32 : code;
  return byExit[unsigned] ?? byErrno[2 ** 32 - unsigned] ?? byTag.get(2 ** 32 - unsigned);
}
