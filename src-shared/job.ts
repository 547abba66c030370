import { z } from 'zod';
import { Brief, OwnText, RenderWishes } from './brief.ts';
import { Failure } from './failure.ts';
import { VideoFile } from './film.ts';
import { stepNames } from './step-titles.ts';

/** `J-` and 12 characters of Crockford's base32. */
export const JobId = z.string().regex(/^J-[0-9A-HJKMNP-TV-Z]{12}$/);
export type JobId = z.infer<typeof JobId>;

/** `B-` and 12 characters of the same. */
export const BatchId = z.string().regex(/^B-[0-9A-HJKMNP-TV-Z]{12}$/);
export type BatchId = z.infer<typeof BatchId>;

export const StepName = z.enum(stepNames);
export type StepName = z.infer<typeof StepName>;

export const jobStatuses = ['Queued', 'Running', 'Paused', 'Interrupted', 'Succeeded', 'Failed', 'Canceled'] as const;
export const JobStatus = z.enum(jobStatuses);
export type JobStatus = z.infer<typeof JobStatus>;

/** The moves that the state machine allows; terminal states allow none. */
export const legalMoves: Record<JobStatus, readonly JobStatus[]> = {
  Queued: ['Running', 'Canceled'],
  Running: ['Paused', 'Succeeded', 'Failed', 'Canceled', 'Interrupted'],
  Paused: ['Running', 'Canceled'],
  Interrupted: ['Running', 'Canceled'],
  Succeeded: [],
  Failed: [],
  Canceled: [],
};
export const isTerminal = (status: JobStatus): boolean => legalMoves[status].length === 0;

export const StepStatus = z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Skipped', 'Canceled']);
export type StepStatus = z.infer<typeof StepStatus>;

/** What was replaced, by what, why, and the step to redo for the real thing. */
export const Degradation = z.object({
  step: StepName,
  /** "Captions", "ElevenLabs". */
  replaced: z.string(),
  replacement: z.string(),
  reason: z.string(),
  /** The step that "Redo only …" runs again; absent when redoing cannot help. */
  redoStep: StepName.optional(),
  sceneIds: z.array(z.string()).optional(),
});
export type Degradation = z.infer<typeof Degradation>;

export const Step = z.object({
  name: StepName,
  status: StepStatus,
  progressPct: z.number().min(0).max(100),
  durationMs: z.number().optional(),
  errors: z.array(Failure),
  correlationId: z.string(),
  startedAt: z.string().optional(),
  completedAt: z.string().optional(),
  skippedReason: z.string().optional(),
  /** One line on what the step did or is doing: "7 scenes, 118 words". */
  detail: z.string().optional(),
  items: z.object({ done: z.number().int(), total: z.number().int(), failed: z.number().int() }).optional(),
});
export type Step = z.infer<typeof Step>;

export const JobOutput = VideoFile;
export type JobOutput = VideoFile;

const stallAnswers = ['wait', 'again', 'cancel'] as const;
export const StallAnswer = z.enum(stallAnswers);
export type StallAnswer = z.infer<typeof StallAnswer>;

/** Something stands still and the user may say what is to be done. It is stopped for real when nothing is. */
export const StallQuestion = z.object({
  step: StepName,
  /** What stands still, in the user's words. */
  message: z.string(),
  answers: z.array(StallAnswer),
});
export type StallQuestion = z.infer<typeof StallQuestion>;

export const Job = z.object({
  jobId: JobId,
  /** For people: the film's title once there is a script, the topic before. */
  title: z.string(),
  status: JobStatus,
  correlationId: z.string(),
  preset: z.enum(['sample']).optional(),
  brief: Brief,
  ownText: OwnText.optional(),
  render: RenderWishes,
  /** Whatever providers fail of, the studio's own means stand in: the user wished to finish without them. */
  withStandIns: z.boolean().optional(),
  steps: z.array(Step),
  percent: z.number().min(0).max(100),
  etaSeconds: z.number().optional(),
  /** True from the last frame to the finished file, when no estimate would be honest. */
  isFinalizing: z.boolean(),
  output: JobOutput.optional(),
  warnings: z.array(z.string()),
  errors: z.array(Failure),
  degradations: z.array(Degradation),
  /** Open as long as it stands here. */
  question: StallQuestion.optional(),
  /** ISO 8601, UTC. */
  createdUtc: z.string(),
  startedUtc: z.string().optional(),
  endedUtc: z.string().optional(),
  retryOf: JobId.optional(),
  retriedBy: JobId.optional(),
  /** The batch that it belongs to. */
  batchId: BatchId.optional(),
  canResume: z.boolean(),
});
export type Job = z.infer<typeof Job>;

/** A job that an earlier studio was at when it ended without closing it. */
export const RecoveredJob = z.object({
  jobId: JobId,
  title: z.string(),
  /** False: it waits for Resume, Restart or Discard. */
  goesOn: z.boolean(),
});
export type RecoveredJob = z.infer<typeof RecoveredJob>;

/** Told of a job that took the studio down with it so often that it no longer goes on by itself. */
export const setAsideWarning =
  'The studio stopped twice while it made this film, so it waits for you. Press Resume to try again.';
export const isSetAside = ({ status, warnings }: Pick<Job, 'status' | 'warnings'>): boolean =>
  status === 'Interrupted' && warnings.includes(setAsideWarning);

/** What a film is to be made from: the sample, a brief, or one's own text (then the brief says how, not what). */
export const JobRequest = z.strictObject({
  preset: z.enum(['sample']).optional(),
  brief: Brief.optional(),
  ownText: OwnText.optional(),
  render: RenderWishes.default({}),
  /** Absolute path of the film to be. Absent: a free name in the user's Videos folder. */
  outputPath: z.string().min(1).max(4096).optional(),
  /** The same key twice makes one job. */
  idempotencyKey: z.string().min(1).max(128).optional(),
  /** Of the batch that it belongs to. */
  batchId: BatchId.optional(),
});
export type JobRequest = z.infer<typeof JobRequest>;
export type JobRequestInput = z.input<typeof JobRequest>;
