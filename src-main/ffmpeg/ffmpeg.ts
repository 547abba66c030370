import type { Writable } from 'node:stream';
import type { OrphanGuard } from './orphan-guard.ts';

/** What this FFmpeg can do, asked of the binary itself: versions say little about how one was built. */
export interface FfmpegCapabilities {
  path: string;
  version: string;
  filters: ReadonlySet<string>;
  encoders: ReadonlySet<string>;
}

export interface FfmpegRun {
  /** For logs and errors: "segment 4", "soundtrack". */
  purpose: string;
  /** Without the program itself and without -y, -hide_banner, -nostdin, which the runner adds. */
  args: readonly string[];
  /** Working folder, so that names in `args` can be plain ones. */
  cwd?: string;
  signal: AbortSignal;
  /** Called with FFmpeg's own `-progress` blocks. */
  onProgress?: (progress: { frame: number; outTimeSeconds: number; speed: number }) => void;
  /** Bytes for `pipe:0`. The promise it returns ends the input; a throw ends FFmpeg. */
  feed?: (stdin: Writable) => Promise<void>;
  /** Bytes from `pipe:1`, as they come; excludes `onProgress`. A promise makes FFmpeg wait until it has resolved. */
  onOutput?: (chunk: Buffer) => unknown;
}

export interface FfmpegResult {
  /** The last 64 kB of what it said. */
  stderr: string;
  seconds: number;
}

export interface MediaProbe {
  durationSeconds: number;
  formatName: string;
  sizeBytes: number;
  video?: {
    codec: string;
    pixelFormat: string;
    width: number;
    height: number;
    frameRate: number;
    /** Packets counted, not what the header says. */
    frameCount: number;
    durationSeconds: number;
  };
  audio?: { codec: string; sampleRate: number; channels: number; durationSeconds: number };
}

/** The one door to FFmpeg and ffprobe. */
export interface Ffmpeg {
  /** Throws FFmpegNotFound, also when it says nothing for so long, usually 10 s; looks again after `forget`. */
  capabilities(signal?: AbortSignal, answerSeconds?: number): Promise<FfmpegCapabilities>;
  forget(): void;
  /** Resolves only on exit code 0. Throws a StudioError for every other end; aborting kills it and rejects with the reason. */
  run(run: FfmpegRun): Promise<FfmpegResult>;
  probe(path: string, signal: AbortSignal): Promise<MediaProbe>;
  /** For an FFmpeg that a worker thread runs: it counts as one of this process's. `run` takes its place by itself. */
  withSlot<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** What `createFfmpeg` needs in a worker thread to be the same FFmpeg; the thread sends its records back for `log`. */
  forWorkers(): Promise<FfmpegForWorkers>;
  log(record: FfmpegRecord): void;
}

export interface FfmpegForWorkers {
  path: string;
  recordFolder: string;
  stallSeconds: number;
  guard: OrphanGuard;
  /** Somebody watches over the work that the thread is for, and wants to know how its programs move. */
  isWatched: boolean;
}

/** One command as it was run, for the log and the diagnostics. */
export interface FfmpegRecord {
  purpose: string;
  /** As one can paste it. */
  command: string;
  exitCode: number | null;
  exitSignal?: string;
  seconds: number;
  /** What it said, when it failed. */
  errorOutput?: string;
}
