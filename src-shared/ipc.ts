import { z } from 'zod';
import { BatchListUpdate, BatchUpdate } from './batch.ts';
import { Brief, OwnText, RenderWishes } from './brief.ts';
import { batchCalls } from './ipc-batch.ts';
import { call, nothing, ofBatch, ofJob } from './ipc-call.ts';
import { BatchId, Job, JobId, JobRequest, RecoveredJob, StallAnswer, StepName } from './job.ts';
import { JobUpdate } from './job-events.ts';
import type { Failure } from './failure.ts';
import {
  BundlePreview,
  BundleRecord,
  FailureAnalysis,
  FreedSpace,
  PlainEvidence,
  PlainExplanation,
  SavedBundle,
  TraceLine,
} from './diagnostics.ts';
import { llmNames } from './provider-settings.ts';
import { LogFilter, LogUpdate } from './log.ts';
import { Report } from './report.ts';
import { BreakerList, BreakerState, HourFigures, ResilienceMetrics, ResilienceUpdate } from './resilience.ts';
import { Settings } from './settings.ts';
import { SystemCheck } from './health.ts';
import { keyNames, KeyStates } from './provider-keys.ts';
import { ProviderFacts, ProviderTest, TestRequest } from './providers.ts';

export const defaultMaxInputBytes = 1_000_000;

const KeyName = z.enum(keyNames);
const ofBreaker = z.strictObject({ name: z.string().min(1).max(100) });

/** A film that does not exist yet, as Create shows it while one types. */
export const DraftFilm = z.object({
  title: z.string(),
  durationSeconds: z.number(),
  /** From what this computer measured on its last films; absent on a machine that has made none. */
  renderSeconds: z.number().optional(),
  sizeBytes: z.number(),
  /** The providers over the network that get something of it; empty: all stays on this computer. */
  sendsTo: z.array(z.string()),
  /** US dollars, about; absent where nothing is paid or no price is known. */
  costUsd: z.number().optional(),
  scenes: z.array(
    z.object({
      sceneId: z.string(),
      heading: z.string(),
      narration: z.string(),
      durationSeconds: z.number(),
      wordCount: z.number().int(),
      imageUrl: z.string(),
      /** Why the film cannot be made as it stands: a missing picture, a text that the voice cannot speak. */
      problem: z.string().optional(),
    }),
  ),
});
export type DraftFilm = z.infer<typeof DraftFilm>;

/** A job's film as far as it has come. */
export const FilmState = z.object({
  title: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** Present once the film is finished and its file is there. */
  videoUrl: z.string().optional(),
  captionsUrl: z.string().optional(),
  /** The finished film's file was moved or deleted. */
  isFileMissing: z.boolean(),
  scenes: z.array(
    z.object({
      sceneId: z.string(),
      heading: z.string(),
      narration: z.string(),
      startSeconds: z.number().optional(),
      durationSeconds: z.number().optional(),
      imageUrl: z.string().optional(),
    }),
  ),
});
export type FilmState = z.infer<typeof FilmState>;

export const AppInfo = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  dataFolder: z.string(),
  videosFolder: z.string(),
  isOffline: z.boolean(),
});
export type AppInfo = z.infer<typeof AppInfo>;

const DraftRequest = z.strictObject({
  preset: z.enum(['sample']).optional(),
  brief: Brief.optional(),
  ownText: OwnText.optional(),
  render: RenderWishes.default({}),
});

const SettingChange = z.strictObject({
  path: z.string().min(1).max(200),
  /** `null` goes back to the default. */
  value: z.json(),
});

/** Everything the window may ask of the main process. Add a line here and a handler in shell/handlers.ts. */
export const calls = {
  'app.info': call(nothing, AppInfo),
  /** What was found damaged at start: kept aside, told, and not in use. */
  'app.warnings': call(nothing, z.array(z.string())),
  /** Videos that an earlier studio was making when it crashed or was killed. */
  'app.recovered': call(nothing, z.array(RecoveredJob)),
  'app.notices': call(nothing, z.string()),
  'app.helpPage': call(z.strictObject({ page: z.string().regex(/^[a-z0-9-]{1,60}$/) }), z.string()),
  'app.copyText': call(z.strictObject({ text: z.string().max(500_000) }), nothing),

  /** A text as it may be shared. */
  'app.redact': call(z.strictObject({ text: z.string().max(500_000) }), z.string()),
  /** Shows a file that the user has saved in this run. */
  'app.showSaved': call(z.strictObject({ path: z.string().min(1).max(4096) }), nothing),

  'jobs.create': call(JobRequest, Job),
  'jobs.list': call(nothing, z.array(Job)),
  'jobs.get': call(ofJob, Job),
  'jobs.film': call(ofJob, FilmState),
  'jobs.cancel': call(ofJob, Job),
  'jobs.retry': call(
    z.strictObject({
      jobId: JobId,
      step: StepName.optional(),
      sceneIds: z
        .array(z.string().regex(/^s\d{1,4}$/))
        .max(500)
        .optional(),
      /** Finish without the providers that fail. */
      withStandIns: z.boolean().optional(),
    }),
    Job,
  ),
  'jobs.resume': call(ofJob, Job),
  /** What to do about a step that stands still, when its job asks. */
  'jobs.answer': call(z.strictObject({ jobId: JobId, answer: StallAnswer }), Job),
  'jobs.rename': call(z.strictObject({ jobId: JobId, title: z.string().trim().min(1).max(200) }), Job),
  'jobs.delete': call(ofJob, nothing),
  'jobs.openFolder': call(ofJob, nothing),
  'jobs.explain': call(ofJob, FailureAnalysis),
  /** What `jobs.explainPlainly` would send, and to whom. */
  'jobs.plainEvidence': call(ofJob, PlainEvidence),
  /** The failed job in Markdown, redacted. */
  'jobs.issueReport': call(ofJob, z.string()),
  'jobs.bundlePreview': call(ofJob, BundlePreview),
  /** Asks where to, makes the diagnostics ZIP and saves it there; nothing when the user thinks better of it. */
  'jobs.saveBundle': call(
    z.strictObject({ jobId: JobId, leaveOut: z.array(z.string().min(1).max(100)).max(20).default([]) }),
    SavedBundle.optional(),
  ),
  /** One that was made already, once more; throws Expired:bundle after a day. */
  'bundles.saveAgain': call(z.strictObject({ bundleId: BundleRecord.shape.bundleId }), SavedBundle.optional()),

  ...batchCalls,

  'log.export': call(z.strictObject({ filter: LogFilter }), z.string().optional()),
  'trace.get': call(z.strictObject({ correlationId: z.string().trim().min(1).max(128) }), z.array(TraceLine)),
  'report.get': call(nothing, Report),
  'report.save': call(z.strictObject({ format: z.enum(['json', 'markdown']) }), z.string().optional()),
  'space.free': call(nothing, FreedSpace),

  'film.draft': call(DraftRequest, DraftFilm),
  'film.hear': call(
    z.strictObject({
      text: z.string().trim().min(1).max(20_000),
      voice: z.string().min(1).max(100),
      rate: z.number().min(0.5).max(2),
      language: z.string().max(40),
    }),
    z.object({ audioUrl: z.string(), durationSeconds: z.number() }),
  ),
  'pictures.add': call(
    z.strictObject({ name: z.string().min(1).max(255), bytes: z.instanceof(Uint8Array) }),
    /** `path` stands in the text or brief for the picture: ![](path). */
    z.object({ path: z.string(), imageUrl: z.string(), width: z.number().int(), height: z.number().int() }),
    { maxInputBytes: 64_000_000 },
  ),
  /** Of what was just dropped or chosen: the page knows its name, the studio where it is. */
  'clips.addDropped': call(
    z.strictObject({ name: z.string().min(1).max(255) }),
    /** `path` stands in the text for the clip: ![](path). */
    z.object({ path: z.string() }),
  ),
  'texts.open': call(nothing, z.object({ ownText: OwnText, fileName: z.string() }).optional()),
  'output.choose': call(z.strictObject({ suggestedName: z.string().max(200) }), z.string().optional()),
  'folders.choose': call(nothing, z.string().optional()),
  'ffmpeg.choose': call(nothing, z.string().optional()),

  'settings.get': call(nothing, Settings),
  'settings.set': call(SettingChange, Settings),
  /** All are taken, or none. */
  'settings.change': call(z.strictObject({ changes: z.array(SettingChange).min(1).max(50) }), Settings),
  'keys.states': call(nothing, KeyStates),
  'keys.set': call(z.strictObject({ name: KeyName, value: z.string().max(4096) }), KeyStates),
  'keys.remove': call(z.strictObject({ name: KeyName }), KeyStates),
  /** US dollars. */
  'budget.spent': call(nothing, z.object({ monthUsd: z.number() })),
  'providers.list': call(nothing, z.array(ProviderFacts)),
  /** Asks the provider for real. */
  'providers.test': call(TestRequest, ProviderTest),
  'system.check': call(nothing, SystemCheck),
  /** Answers how many there were. */
  'health.restartWorkers': call(nothing, z.number().int()),

  'resilience.breakers': call(nothing, BreakerList),
  'resilience.reset': call(ofBreaker, BreakerState),
  'resilience.isolate': call(ofBreaker, BreakerState),
  'resilience.metrics': call(nothing, ResilienceMetrics),
  'resilience.day': call(nothing, z.array(HourFigures)),
  /** Everything on the Resilience page, as a file that the user names; the path, or nothing when they did not. */
  'resilience.export': call(nothing, z.string().optional()),
};

const WindowCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-job'), jobId: JobId }),
  z.object({ kind: z.literal('open-diagnostics'), tab: z.literal('resilience').optional() }),
  z.object({ kind: z.literal('open-batch'), batchId: BatchId }),
  z.object({ kind: z.literal('settings-changed'), settings: Settings }),
  /** All warnings as they stand now: settings.json became useless, or was mended. */
  z.object({ kind: z.literal('warnings-changed'), warnings: z.array(z.string()) }),
  /** The user closes the window while something renders; answered by the main process's own dialog. */
  z.object({ kind: z.literal('quitting') }),
]);
export type WindowCommand = z.infer<typeof WindowCommand>;

const JobListUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), jobs: z.array(Job) }),
  z.object({ kind: z.literal('changed'), job: Job }),
  z.object({ kind: z.literal('removed'), jobId: JobId }),
]);
export type JobListUpdate = z.infer<typeof JobListUpdate>;

/** Everything the main process tells the window as it happens; one message port each, with credits. */
export const streams = {
  'jobs.watch': {
    input: z.strictObject({ jobId: JobId, sinceSeq: z.number().int().min(0).optional() }),
    item: JobUpdate,
  },
  'jobs.watchAll': { input: nothing, item: JobListUpdate },
  /** Asks the chat model that `jobs.plainEvidence` named: one item, the answer. To stop the stream is to cancel. */
  'jobs.explainPlainly': {
    input: z.strictObject({ jobId: JobId, provider: z.enum(llmNames) }),
    item: PlainExplanation,
  },
  'batches.watch': { input: ofBatch, item: BatchUpdate },
  'batches.watchAll': { input: nothing, item: BatchListUpdate },
  'log.watch': { input: LogFilter, item: LogUpdate },
  'app.commands': { input: nothing, item: WindowCommand },
  'health.watch': { input: nothing, item: SystemCheck },
  'resilience.watch': { input: nothing, item: ResilienceUpdate },
};

export type CallName = keyof typeof calls;
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
export type StreamName = keyof typeof streams;
export type StreamInput<Name extends StreamName> = z.input<(typeof streams)[Name]['input']>;
export type StreamItem<Name extends StreamName> = z.output<(typeof streams)[Name]['item']>;
/**
 * What every call answers: errors lose everything but their message when thrown across, so they travel as data. The
 * note says that the caller's correlation ID could not be kept.
 */
export type Reply<T> = ({ ok: true; data: T; correlationId: string } | { ok: false; error: Failure }) & {
  correlationNote?: string;
};

/** On a stream's port, from the window: permission for `credit` more items, or stop. */
export const PortRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('credit'), count: z.number().int().min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type PortRequest = z.infer<typeof PortRequest>;
/** On a stream's port, to the window. */
export type PortMessage = { kind: 'item'; item: unknown } | { kind: 'end' } | { kind: 'error'; error: Failure };

/** The preload script's whole surface. */
export interface Bridge {
  /** `correlationId`: a UUID, or up to 128 letters, digits and . _ : -; absent, the call is given one. */
  call(name: string, input: unknown, correlationId?: string): Promise<Reply<unknown>>;
  /** The port arrives in the page as a window message tagged with `id`. */
  open(id: string, name: string, input: unknown): void;
}
