import { basename } from 'node:path';
import { StudioError, type FailureCode } from '../../src-shared/failure.ts';
import { commandLine } from './command-line.ts';
import type { ProcessEnd, ProcessRun } from './run-process.ts';

/** What a process that did not end well has to say, as the studio's own error. */
export function ffmpegFailure(run: Pick<ProcessRun, 'command' | 'args' | 'purpose'>, end: ProcessEnd): StudioError {
  const code = codeOf(run, end);
  return new StudioError(code, {
    ...(code === 'OutOfMemory' && end.wasMemoryShort && { message: killedForMemory }),
    details: {
      purpose: run.purpose,
      command: commandLine(run.command, run.args),
      exitCode: end.exitCode,
      ...(end.exitSignal && { exitSignal: end.exitSignal }),
      seconds: Number(end.seconds.toFixed(3)),
      stderr: end.stderr.slice(-8000),
      ...(end.spawnError && { reason: end.spawnError.message }),
    },
    ...(end.ownError && { cause: end.ownError }),
    ...(end.spawnError && { cause: end.spawnError }),
  });
}

const killedForMemory = 'The system killed FFmpeg (signal 9), because this computer ran out of memory.';

function codeOf({ purpose, args }: Pick<ProcessRun, 'purpose' | 'args'>, end: ProcessEnd): FailureCode {
  if (end.hasStalled) return `Stalled:${purpose}`;
  if (end.spawnError) return codeOfSpawn(end.spawnError);
  // setpriv's own words when it cannot start the program: util-linux ends with 126 or 127 then.
  if (/^setpriv: failed to execute/m.test(end.stderr)) return 'FFmpegNotFound';
  // In the words for a missing input: its folder has gone, a drive was pulled out.
  if (args.includes('-i') && end.stderr.includes(`${args.at(-1)}: No such file or directory`))
    return 'OutputDirectoryNotWritable';
  const said = codeOfWords(end.stderr);
  if (said) return said;
  if (end.wasMemoryShort) return 'OutOfMemory';
  if (end.exitSignal) return `FFmpegKilled:${end.exitSignal}`;
  // A shell or container reports a signal as 128 + its number.
  if (end.exitCode === 137) return 'FFmpegKilled:SIGKILL';
  return `FFmpegFailedExitCode:${end.exitCode ?? 'none'}`;
}

function codeOfSpawn(error: NodeJS.ErrnoException): FailureCode {
  if (error.code === 'ENOMEM' || error.code === 'EAGAIN') return 'OutOfMemory';
  return 'FFmpegNotFound';
}

const words: readonly [RegExp, (match: RegExpExecArray) => FailureCode][] = [
  [/No space left on device|Disk quota exceeded/, () => 'OutOfDiskSpace'],
  // The last: the loader has no room for FFmpeg's own libraries.
  [/Cannot allocate memory|malloc of size \d+ failed|failed to map segment from/, () => 'OutOfMemory'],
  [
    /error while loading shared libraries|Library not loaded|cannot execute binary file|Exec format error/,
    () => 'FFmpegNotFound',
  ],
  [/Too many open files/, () => 'OutOfMemory'],
  [/Unknown (?:encoder|decoder|bitstream filter) '([^']+)'/, (match) => `MissingCodec:${match[1]}`],
  [/No such filter: '([^']+)'/, (match) => `MissingCodec:${match[1]}`],
  [/(?:encoder|decoder) \(codec ([\w-]{1,40})\) not found/i, (match) => `MissingCodec:${match[1]}`],
  [
    /Default encoder for format [^(\n]{1,80}\(codec ([\w-]{1,40})\) is probably disabled/,
    (match) => `MissingCodec:${match[1]}`,
  ],
  [/Requested output format '([^']+)' is not/, (match) => `MissingCodec:${match[1]}`],
  // A hardware encoder that does not start is one that this computer does not have.
  [
    /\[(\w{2,8}_(?:nvenc|qsv|amf|vaapi|videotoolbox|mf|v4l2m2m)) @ [^\]\n]{1,24}\] [^\n]{0,120}\b(?:cannot|can't|could not|failed|no capable|not supported|does not support|unsupported|error)\b/i,
    (match) => `MissingCodec:${match[1]}`,
  ],
  // Inputs are opened with `file:` before their names, so this is an input and not an output folder that has gone.
  [
    /^(?:\[in#\d+ @ [^\]]+\] Error opening input: |file:(.+): )No such file or directory/m,
    (match) => `InputFileMissing:${match[1] ? basename(match[1]) : ''}`,
  ],
  [
    /: (?:Permission denied|Read-only file system|Is a directory|No such file or directory)/,
    () => 'OutputDirectoryNotWritable',
  ],
];

function codeOfWords(stderr: string): FailureCode | undefined {
  for (const [pattern, toCode] of words) {
    const match = pattern.exec(stderr);
    if (match) return toCode(match);
  }
  return undefined;
}
