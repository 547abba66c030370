import { describe, expect, test } from 'vitest';
import { ffmpegFailure } from './failure.ts';
import type { ProcessEnd } from './run-process.ts';

const run = { command: 'ffmpeg', args: ['-i', "file:it's.png", 'file:out.mp4'], purpose: 'segment 3' };
const ended = (end: Partial<ProcessEnd>): ProcessEnd => ({
  exitCode: 1,
  exitSignal: null,
  hasStalled: false,
  wasMemoryShort: false,
  stderr: '',
  seconds: 1.23456,
  ...end,
});
const spawnError = (code: string) => Object.assign(new Error(`spawn ffmpeg ${code}`), { code });
const said = (stderr: string): Partial<ProcessEnd> => ({ stderr });

// Lines that FFmpeg 4.1, 5.1 and 7.1 really printed.
test.each<[string, Partial<ProcessEnd>, string]>([
  ['a missing program', { exitCode: null, spawnError: spawnError('ENOENT') }, 'FFmpegNotFound'],
  ['a program without the right to run', { exitCode: null, spawnError: spawnError('EACCES') }, 'FFmpegNotFound'],
  ['a program for another machine', { exitCode: null, spawnError: spawnError('ENOEXEC') }, 'FFmpegNotFound'],
  ['no memory to start it', { exitCode: null, spawnError: spawnError('ENOMEM') }, 'OutOfMemory'],
  [
    'setpriv in front of a broken program',
    { exitCode: 126, ...said('setpriv: failed to execute /opt/ffmpeg: Exec format error') },
    'FFmpegNotFound',
  ],
  ['SIGKILL', { exitCode: null, exitSignal: 'SIGKILL' }, 'FFmpegKilled:SIGKILL'],
  ['SIGSEGV', { exitCode: null, exitSignal: 'SIGSEGV' }, 'FFmpegKilled:SIGSEGV'],
  ['exit code 137', { exitCode: 137 }, 'FFmpegKilled:SIGKILL'],
  ['a hang', { exitCode: null, exitSignal: 'SIGKILL', hasStalled: true }, 'Stalled:segment 3'],
  ['a full disk', said('av_interleaved_write_frame(): No space left on device'), 'OutOfDiskSpace'],
  ['a used up quota', said('Error writing trailer of a.mp4: Disk quota exceeded'), 'OutOfDiskSpace'],
  ['no memory', said('x264 [error]: malloc of size 3110400 failed'), 'OutOfMemory'],
  ['no memory, said by the system', said('Error while filtering: Cannot allocate memory'), 'OutOfMemory'],
  [
    'no memory to load its libraries',
    {
      exitCode: 127,
      ...said('ffmpeg: error while loading shared libraries: libx.so.3: failed to map segment from shared object'),
    },
    'OutOfMemory',
  ],
  ['an encoder it lacks', said("Unknown encoder 'libx264'"), 'MissingCodec:libx264'],
  ['a filter it lacks', said("[AVFilterGraph @ 0x5] No such filter: 'ass'"), 'MissingCodec:ass'],
  ['an output it may not write', said('/films/a.mp4: Permission denied'), 'OutputDirectoryNotWritable'],
  ['a read-only disk', said('a.mp4: Read-only file system'), 'OutputDirectoryNotWritable'],
  ['an output folder that has gone', said('/films/a.mp4: No such file or directory'), 'OutputDirectoryNotWritable'],
  ['an output whose folder has gone', said('file:out.mp4: No such file or directory'), 'OutputDirectoryNotWritable'],
  ['a missing input', said('file:/w/tea pot.png: No such file or directory'), 'InputFileMissing:tea pot.png'],
  ['anything else', { exitCode: 183, ...said('Conversion failed!') }, 'FFmpegFailedExitCode:183'],
])('%s is named', (_what, end, code) => {
  expect(ffmpegFailure(run, ended(end)).code).toBe(code);
});

describe('details', () => {
  test('hold the end of what it said and a command that one can paste', () => {
    const { details } = ffmpegFailure(run, ended({ exitCode: 234, stderr: `${'x'.repeat(20_000)}last words` }));
    expect(details).toMatchObject({
      purpose: 'segment 3',
      exitCode: 234,
      seconds: 1.235,
      command: String.raw`ffmpeg -i 'file:it'\''s.png' file:out.mp4`,
    });
    expect(String(details?.['stderr'])).toMatch(/^x{7990}last words$/);
  });
});
