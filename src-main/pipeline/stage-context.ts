import type { z } from 'zod';
import type { ModelDecision } from '../../src-shared/diagnostics.ts';
import type { Degradation, Job, StepName } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { Ffmpeg } from '../ffmpeg/ffmpeg.ts';
import type { Providers } from '../providers/provider.ts';
import type { Resilience } from '../resilience/create-resilience.ts';
import type { KeySource } from '../storage/keys.ts';
import type { JobWorkspace } from './job-workspace.ts';

/** How a step tells what it does. Safe to call as often as one likes: the runner thins it out. */
export interface StepReporter {
  /** `fraction` 0 to 1 of this step; what falls is ignored. */
  progress(fraction: number, what?: { current?: number; total?: number; detail?: string }): void;
  /** One line that stays with the finished step: "7 scenes, 118 words". */
  summary(text: string): void;
  /** From here on no estimate would be honest. */
  finalizing(): void;
  warn(message: string, degradation?: Degradation): void;
  /** Which provider does the work, for the diagnostics. */
  decided(decision: ModelDecision): void;
}

/** The job as its steps see it. */
export type PipelineJob = Pick<Job, 'jobId' | 'correlationId' | 'preset' | 'brief' | 'ownText' | 'withStandIns'> & {
  /** Pixels and frames a second, with wishes and settings already joined. */
  format: { width: number; height: number; frameRate: 24 | 25 | 30 | 50 | 60; quality: 'fast' | 'balanced' | 'high' };
  /** Absolute path of the film to be; nothing stands there yet. Absent: a free name in `outputFolder`, from the title. */
  outputPath?: string;
  outputFolder: string;
};

export interface Redo<T> {
  earlier: T;
  sceneIds: ReadonlySet<string>;
}

/** Everything a step may use; the runner makes one a job. */
export interface StageContext {
  readonly job: PipelineJob;
  readonly settings: Settings;
  readonly workspace: JobWorkspace;
  readonly ffmpeg: Ffmpeg;
  readonly providers: Providers;
  readonly keys: KeySource;
  readonly resilience: Resilience;
  /** Aborted by cancel, by a time limit, by the app's end. Every wait and every child obeys it. */
  readonly signal: AbortSignal;
  /**
   * Returns the result saved by an earlier run if it was made from the same `inputs`, or does the work and saves it.
   * `inputs` is all that the result depends on; it is hashed as JSON with sorted keys.
   */
  stage<S extends z.ZodType>(
    name: StepName,
    result: S,
    inputs: unknown,
    work: (step: StepReporter) => Promise<z.output<S>>,
  ): Promise<z.output<S>>;
  /** Where only some scenes of a step are to be made again: what the earlier job made, and which scenes of it to replace. */
  redoOf<S extends z.ZodType>(name: StepName, result: S): Promise<Redo<z.output<S>> | undefined>;
}

/** What rendering needs of it: no provider is asked any more. */
export type RenderContext = Omit<StageContext, 'providers' | 'keys' | 'resilience' | 'redoOf'>;
