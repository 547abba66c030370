import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureTexts, type FailureFamily } from '../../src-shared/failure-texts.ts';
import { failureFamily, StudioError, toFailure } from '../../src-shared/failure.ts';
import { ffmpegFailure } from '../ffmpeg/failure.ts';
import { classifyAnswer } from '../providers/http/classify-answer.ts';
import { classifyTransport } from '../providers/http/classify-transport.ts';
import { appRoot } from '../runtime/app-files.ts';

const raw = (fields: Record<string, unknown>, message = 'x') => Object.assign(new Error(message), fields);
const codeOf = (error: unknown) => toFailure(error, 'c').code;

test.each<[unknown, string]>([
  [raw({ code: 'ENOSPC' }), 'OutOfDiskSpace'],
  [raw({ code: 'EDQUOT' }), 'OutOfDiskSpace'],
  [raw({ code: 'EFBIG' }), 'OutOfDiskSpace'],
  [raw({ code: 'ENOMEM' }), 'OutOfMemory'],
  [raw({ code: 'EMFILE' }), 'OutOfMemory'],
  [raw({ code: 'ENFILE' }), 'OutOfMemory'],
  [raw({ code: 'EAGAIN', syscall: 'spawn' }), 'OutOfMemory'],
  [raw({ code: 'EACCES', path: '/films/a.mp4' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'EPERM' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'EROFS' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'EBUSY' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'EISDIR' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ENOTDIR' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ENAMETOOLONG' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'EIO' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ENOENT', path: '/films/tea.png', syscall: 'open' }), 'InputFileMissing:tea.png'],
  [raw({ code: 'ENOENT', path: String.raw`C:\films\tea.png`, syscall: 'open' }), 'InputFileMissing:tea.png'],
  [raw({ code: 'ECONNRESET' }), 'TransientNetworkFailure'],
  [raw({ code: 'ENOTFOUND' }), 'TransientNetworkFailure'],
  [raw({ code: 'EAI_AGAIN' }), 'TransientNetworkFailure'],
  [raw({ code: 'ENETUNREACH' }), 'TransientNetworkFailure'],
  [raw({ code: 'EHOSTUNREACH' }), 'TransientNetworkFailure'],
  [raw({ code: 'ETIMEDOUT' }), 'TransientNetworkFailure'],
  [raw({ code: 'UND_ERR_SOCKET' }), 'TransientNetworkFailure'],
  [raw({ code: 'CERT_HAS_EXPIRED' }), 'TransientNetworkFailure'],
  [new TypeError('fetch failed', { cause: raw({ code: 'ECONNREFUSED' }) }), 'TransientNetworkFailure'],
  [new AggregateError([raw({ code: 'ENETUNREACH' })]), 'TransientNetworkFailure'],
  [new DOMException('timed out', 'TimeoutError'), 'TransientNetworkFailure'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 13 }, 'database or disk is full'), 'OutOfDiskSpace'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 8 }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 1032 }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 14 }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 778 }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 5 }), 'NotReady'],
  [raw({ code: 'ERR_SQLITE_ERROR', errcode: 7 }), 'OutOfMemory'],
  [raw({ code: 'SQLITE_IOERR_WRITE' }), 'OutputDirectoryNotWritable'],
  [raw({ code: 'SQLITE_FULL' }), 'OutOfDiskSpace'],
  [raw({ code: 'ERR_WORKER_OUT_OF_MEMORY' }), 'OutOfMemory'],
  [new Error('The thread ended', { cause: raw({ code: 'ERR_WORKER_OUT_OF_MEMORY' }) }), 'OutOfMemory'],
  [new RangeError('Array buffer allocation failed'), 'OutOfMemory'],
  [new RangeError('Invalid string length'), 'OutOfMemory'],
  [new StudioError('Stalled:mux'), 'Stalled:mux'],
  [new TypeError("Cannot read properties of undefined (reading 'x')"), 'UnknownError'],
  ['a string', 'UnknownError'],
  [undefined, 'UnknownError'],
])('%j is told as %s', (error, code) => {
  expect(codeOf(error)).toBe(code);
});

const run = { command: 'ffmpeg', args: [], purpose: 'segment 3' };
const end = { exitCode: 1, exitSignal: null, hasStalled: false, wasMemoryShort: false, stderr: '', seconds: 1 };

test.each<[string, string]>([
  ['av_interleaved_write_frame(): No space left on device', 'OutOfDiskSpace'],
  ['Error while filtering: Cannot allocate memory', 'OutOfMemory'],
  ['/tmp/x: Too many open files', 'OutOfMemory'],
  ["Unknown encoder 'libx264'", 'MissingCodec:libx264'],
  ["[AVFilterGraph @ 0x1] No such filter: 'ass'", 'MissingCodec:ass'],
  ['Decoder (codec av1) not found for input stream #0:0', 'MissingCodec:av1'],
  [
    'Automatic encoder selection failed Default encoder for format mp4 (codec h264) is probably disabled.',
    'MissingCodec:h264',
  ],
  ["Requested output format 'mkvx' is not a suitable output format", 'MissingCodec:mkvx'],
  ['[h264_nvenc @ 0x5] Cannot load libcuda.so.1\nError while opening encoder', 'MissingCodec:h264_nvenc'],
  ['[hevc_qsv @ 0x5] Error initializing an internal MFX session: unsupported (-3)', 'MissingCodec:hevc_qsv'],
  [
    'ffmpeg: error while loading shared libraries: libass.so.9: cannot open shared object file: No such file or directory',
    'FFmpegNotFound',
  ],
  ['/films/a.mp4: Permission denied', 'OutputDirectoryNotWritable'],
  ['file:/w/tea.png: No such file or directory', 'InputFileMissing:tea.png'],
  ['Conversion failed!', 'FFmpegFailedExitCode:1'],
])('FFmpeg that says %j is told as %s', (stderr, code) => {
  expect(ffmpegFailure(run, { ...end, stderr }).code).toBe(code);
});

test.each<[number, string, string]>([
  [401, '{"error":{"code":"invalid_api_key"}}', 'InvalidApiKey:OpenAI'],
  [401, '{"detail":{"status":"quota_exceeded"}}', 'QuotaExceeded:OpenAI'],
  [429, '{"error":{"code":"insufficient_quota"}}', 'QuotaExceeded:OpenAI'],
  [400, '{"error":{"message":"Your credit balance is too low"}}', 'QuotaExceeded:OpenAI'],
  [429, '{"error":{"code":"rate_limit_exceeded"}}', 'RateLimited:OpenAI'],
  [400, '{"error":{"code":"content_policy_violation"}}', 'ContentRejected:OpenAI'],
  [529, '{"error":{"type":"overloaded_error"}}', 'ProviderUnavailable:OpenAI'],
  [502, '<html>Bad Gateway</html>', 'ProviderUnavailable:OpenAI'],
  [402, '', 'QuotaExceeded:OpenAI'],
])('an answer %i with %s is told as %s', (status, body, code) => {
  expect(classifyAnswer({ provider: 'OpenAI', status, headers: {}, body }).code).toBe(code);
});

test('a connection that fails is told as the network’s fault', () => {
  expect(classifyTransport('OpenAI', raw({ code: 'ECONNRESET' }), 'https://x').code).toBe('TransientNetworkFailure');
});

describe('every code of the registry', () => {
  const listed =
    'MissingApiKey InvalidApiKey QuotaExceeded RateLimited ProviderUnavailable ContentRejected TransientNetworkFailure CIRCUIT_OPEN RETRY_EXHAUSTED RequiresNvidiaGPU UnsupportedOS FFmpegNotFound FFmpegFailedExitCode FFmpegKilled MissingCodec OutputInvalid OutOfDiskSpace OutOfMemory OutputDirectoryNotWritable InputFileMissing InvalidInput StepTimeout Stalled NotFound Conflict Expired NotReady UnknownError'.split(
      ' ',
    );

  test.each(listed)('%s has a message, a remedy, a help page and its buttons', (family) => {
    expect(failureFamily(`${family}:x`)).toBe(family);
    const { message, remediation, helpPage, buttons } = failureTexts[family as FailureFamily];
    expect(message('x')).toMatch(/\w{3}/);
    expect(remediation('x')).toMatch(/\w{3}/);
    expect(existsSync(join(appRoot, 'docs', 'help', `${helpPage}.md`))).toBe(true);
    expect(new Set(buttons).size).toBe(buttons.length);
    // A remedy that speaks of a button offers it.
    for (const [words, button] of [
      ['Retry Step', 'retryStep'],
      ['Open Settings', 'openSettings'],
      ['Run System Check', 'runSystemCheck'],
    ] as const)
      if (remediation('x').includes(words)) expect(buttons).toContain(button);
  });

  test('is of the reference, and its fixed sentences stand as they are', () => {
    expect(Object.keys(failureTexts).sort()).toEqual([...listed].sort());
    expect(failureTexts.CIRCUIT_OPEN.message('')).toBe(
      'Service temporarily unavailable due to repeated failures. It will automatically recover.',
    );
    expect(failureTexts.RETRY_EXHAUSTED.message('')).toBe('All retry attempts have been exhausted for this operation');
    expect(readFileSync(join(appRoot, 'docs', 'help', 'unknown.md'), 'utf8')).toMatch(/\S/);
  });
});
