import type { Settings } from '../src-shared/settings.ts';
import type { DraftFilm, FilmState, JobListUpdate } from '../src-shared/ipc.ts';
import type { Job, JobRequestInput, StepName } from '../src-shared/job.ts';
import type { JobUpdate } from '../src-shared/job-events.ts';
import type { SystemCheck } from '../src-shared/health.ts';

export interface StudioOptions {
  dataFolder: string;
  /** Where films go that were not given a place. */
  videosFolder: string;
  isOffline: boolean;
  /** Turns the path of a picture, sound or film into what the window may load. */
  mediaUrl?: (path: string) => string;
}

/** The whole product without a window: the app, the command line and the tests use this very object. */
export interface Studio {
  readonly jobs: {
    /** Checks all of the request before anything is made; throws InvalidInput, OutputDirectoryNotWritable, InputFileMissing. */
    create(request: JobRequestInput): Promise<Job>;
    list(): Job[];
    get(jobId: string): Job;
    film(jobId: string): Promise<FilmState>;
    /** Resolves once every child has ended and every temporary file is gone. */
    cancel(jobId: string): Promise<Job>;
    /** Without a step: a new job from the same request. With one: this job again from that step. */
    retry(jobId: string, step?: StepName): Promise<Job>;
    resume(jobId: string): Promise<Job>;
    rename(jobId: string, title: string): Promise<Job>;
    /** Removes the job and its parts; the finished film stays where it is. */
    remove(jobId: string): Promise<void>;
    watch(jobId: string, sinceSeq: number | undefined, signal: AbortSignal): AsyncIterable<JobUpdate>;
    watchAll(signal: AbortSignal): AsyncIterable<JobListUpdate>;
    /** Resolves when the job has come to an end, whichever. */
    whenEnded(jobId: string): Promise<Job>;
    runningCount(): number;
  };
  readonly films: {
    draft(request: JobRequestInput): Promise<DraftFilm>;
    hear(request: { text: string; voice: string; rate: number; language: string }): Promise<{ audioUrl: string; durationSeconds: number }>;
    addPicture(name: string, bytes: Uint8Array): Promise<{ path: string; imageUrl: string; width: number; height: number }>;
  };
  readonly settings: {
    get(): Settings;
    set(path: string, value: unknown): Promise<Settings>;
    watch(listener: (settings: Settings) => void): () => void;
  };
  systemCheck(): Promise<SystemCheck>;
  /** Stops the queue, lets running jobs become Interrupted, ends all children, closes the database. */
  close(): Promise<void>;
}
