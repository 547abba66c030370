import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, JobRequestInput, StepName } from '../../../src-shared/job.ts';
import { createStudio, type Studio } from '../../studio.ts';

/** Ten seconds of film in few pixels: all six steps, in little time. */
const smallFilm: JobRequestInput = {
  brief: { topic: 'Tides', keyPoints: ['The moon pulls the sea'], durationSeconds: 10, music: 'none' },
  render: { resolution: { width: 320, height: 320 }, quality: 'fast' },
};

/** A studio that exists for one drill; it may be closed and opened again, as after a restart. */
export class DrillStudio {
  readonly dataFolder: string;
  readonly #videosFolder: string;
  #studio: Studio | undefined;

  constructor(folder: string) {
    this.dataFolder = join(folder, 'data');
    this.#videosFolder = join(folder, 'videos');
  }

  async open(): Promise<Studio> {
    await mkdir(this.#videosFolder, { recursive: true });
    this.#studio ??= await createStudio({
      dataFolder: this.dataFolder,
      videosFolder: this.#videosFolder,
      isOffline: true,
    });
    return this.#studio;
  }

  async close(): Promise<void> {
    await this.#studio?.close();
    this.#studio = undefined;
  }

  async set(settings: Record<string, unknown>): Promise<void> {
    const studio = await this.open();
    for (const [path, value] of Object.entries(settings)) await studio.settings.set(path, value);
  }

  /** From now on these calls fail, each of them unless a rate says otherwise. */
  simulate(kinds: string[], targets: string[], failureRate = 1): Promise<void> {
    return this.set({
      'resilience.retry.initialDelay': 10,
      'testing.simulateFailures': true,
      'testing.kinds': kinds,
      'testing.targets': targets,
      'testing.failureRate': failureRate,
    });
  }

  async makeFilm(): Promise<Job> {
    const { jobs } = await this.open();
    const { jobId } = await jobs.create(smallFilm);
    return jobs.whenEnded(jobId);
  }

  async startFilm(): Promise<string> {
    const { jobs } = await this.open();
    return (await jobs.create(smallFilm)).jobId;
  }

  async retry(jobId: string, step: StepName): Promise<Job> {
    const { jobs } = await this.open();
    const retried = await jobs.retry(jobId, step);
    return jobs.whenEnded(retried.jobId);
  }
}

/** What a drill expects; the message says what came instead. */
export function mustHold(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new Error(what);
}

export function mustSucceed(job: Job): void {
  const [error] = job.errors;
  mustHold(job.status === 'Succeeded', `The film ended ${job.status}: ${error?.code ?? ''} ${error?.message ?? ''}`);
}

export function mustFailWith(job: Job, code: RegExp): void {
  const found = job.errors.at(-1)?.code ?? '';
  mustHold(
    job.status === 'Failed' && code.test(found),
    `The film ended ${job.status} ${found}, not Failed ${code.source}`,
  );
}

/** That a receipt says what stands in for what. */
export function mustHaveReceipt(job: Job, step: StepName): void {
  mustSucceed(job);
  const steps = job.degradations.map((receipt) => receipt.step);
  mustHold(steps.includes(step), `No receipt for the step ${step}; there are ${steps.join(', ') || 'none'}`);
}
