import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';

const largestClipBytes = 20e9;
const longestSeconds = 4 * 3600;
const mostPixels = 8192 * 8192;

/** A clip that can be shown. */
export interface ClipFacts {
  /** FFmpeg's name for its container. */
  format: ClipFormat;
  durationSeconds: number;
  hasSound: boolean;
}
type ClipFormat = 'mov' | 'matroska';

/** By its name only, for telling clips from pictures in a text; its bytes decide later. */
export const isClipName = (name: string): boolean => /\.(mp4|m4v|mov|mkv|webm)$/i.test(name);

/**
 * The container of a clip, by its first bytes: a playlist or a script named .mp4 gets no further than here.
 * Throws `InputFileMissing:name`, or `InvalidInput:clip` naming the file and what is wrong with it.
 */
export async function clipFormat(path: string): Promise<ClipFormat> {
  const name = basename(path);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new StudioError(`InputFileMissing:${name}`, { cause });
  });
  try {
    const facts = await file.stat();
    // A pipe or a device could be read for ever.
    if (!facts.isFile()) throw notAClip(name, 'is not a file');
    if (facts.size > largestClipBytes) throw notAClip(name, 'is larger than 20 GB');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    if (['ftyp', 'moov', 'wide', 'mdat', 'free', 'skip'].includes(start.slice(4, 8))) return 'mov';
    if (start.startsWith('\x1aE\xdf\xa3')) return 'matroska';
    throw notAClip(name, 'is not an MP4, MOV, MKV or WebM video');
  } finally {
    await file.close();
  }
}

/** What a clip is. Throws as `clipFormat` does, and for a clip without a picture or beyond the limits. */
export async function readClipFile(path: string, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<ClipFacts> {
  const name = basename(path);
  const format = await clipFormat(path);
  const probe = await ffmpeg.probe(path, signal).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw notAClip(name, 'is damaged and cannot be read', cause);
  });
  const { video, audio } = probe;
  if (!video || video.frameCount === 0 || video.width === 0) throw notAClip(name, 'has no picture');
  if (video.width * video.height > mostPixels) throw notAClip(name, `has frames of ${video.width} × ${video.height}`);
  const durationSeconds = video.durationSeconds > 0 ? video.durationSeconds : probe.durationSeconds;
  if (!(durationSeconds > 0)) throw notAClip(name, 'does not say how long it is');
  if (durationSeconds > longestSeconds) throw notAClip(name, 'is longer than four hours');
  return { format, durationSeconds, hasSound: audio !== undefined };
}

export const notAClip = (name: string, why: string, cause?: unknown): StudioError =>
  new StudioError('InvalidInput:clip', {
    message: `“${name}” ${why}.`,
    remediation: 'Use an MP4, MOV, MKV or WebM video, or take it out of the text.',
    details: { name },
    ...(cause !== undefined && { cause }),
  });
