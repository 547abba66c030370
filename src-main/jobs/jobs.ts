import type { FilmState, JobListUpdate } from '../../src-shared/ipc.ts';
import type { Job, JobRequestInput, StallAnswer, StepName } from '../../src-shared/job.ts';
import type { JobUpdate } from '../../src-shared/job-events.ts';

export interface RetryWishes {
  /** Only these scenes of the step. */
  sceneIds?: readonly string[] | undefined;
  /** Whatever providers fail of, the studio's own means stand in. */
  withStandIns?: boolean | undefined;
}

/** What one may ask about jobs; the same for window, command line and tests. */
export interface Jobs {
  /** Checks all of the request before anything is made; throws InvalidInput, OutputDirectoryNotWritable, InputFileMissing. */
  create(request: JobRequestInput): Promise<Job>;
  list(): Job[];
  get(jobId: string): Job;
  film(jobId: string): Promise<FilmState>;
  /** Resolves once every child has ended and every temporary file is gone. */
  cancel(jobId: string): Promise<Job>;
  /**
   * Without a step: a new job from the same request. With one: this job again from that step, where scenes were replaced
   * by something lesser only those, or only those that are named.
   */
  retry(jobId: string, step?: StepName, wishes?: RetryWishes): Promise<Job>;
  resume(jobId: string): Promise<Job>;
  /** What to do about a step that stands still, when its job asks; canceling keeps the parts. */
  answer(jobId: string, answer: StallAnswer): Promise<Job>;
  rename(jobId: string, title: string): Promise<Job>;
  /** Removes the job and its parts; the finished film stays where it is. */
  remove(jobId: string): Promise<void>;
  watch(jobId: string, sinceSeq: number | undefined, signal: AbortSignal): AsyncIterable<JobUpdate>;
  watchAll(signal: AbortSignal): AsyncIterable<JobListUpdate>;
  /** Resolves when the job has come to an end, whichever. */
  whenEnded(jobId: string): Promise<Job>;
  runningCount(): number;
}
