import { z } from 'zod';
import { llmNames } from './provider-settings.ts';

const causeTypes = [
  'RateLimit',
  'InvalidApiKey',
  'MissingApiKey',
  'NetworkError',
  'MissingCodec',
  'FFmpegNotFound',
  'InsufficientResources',
  'InvalidInput',
  'ProviderUnavailable',
  'Timeout',
  'BudgetExceeded',
  'FileSystemError',
  'Unknown',
] as const;
export const CauseType = z.enum(causeTypes);
export type CauseType = z.infer<typeof CauseType>;

const actionTypes = [
  'Configuration',
  'ApiKey',
  'Installation',
  'Retry',
  'WaitAndRetry',
  'ProviderSwitch',
  'Network',
  'Resources',
  'Support',
] as const;

/** What the analysis is given. A job that is not known is fine when a message comes along. */
export const AnalysisRequest = z.strictObject({
  jobId: z.string().trim().min(1).max(200),
  stage: z.string().max(200).nullish(),
  errorMessage: z.string().nullish(),
  errorCode: z.string().max(500).nullish(),
  provider: z.string().max(200).nullish(),
  stderrTail: z.string().nullish(),
});
export type AnalysisRequest = z.infer<typeof AnalysisRequest>;

export const RootCause = z.object({
  type: CauseType,
  description: z.string(),
  /** 0 to 100: of a hundred such answers, so many are right. */
  confidence: z.number().int().min(0).max(100),
  /** What proves it, redacted; with file and line where it stands in a log. */
  evidence: z.array(z.string()),
  stage: z.string().optional(),
  provider: z.string().optional(),
});
export type RootCause = z.infer<typeof RootCause>;

/** What the app can do by a button; the rest a person has to do. */
const automations = [
  'retryStep',
  'retryJob',
  'openSettings',
  'switchProvider',
  'useOwnFfmpeg',
  'useSoftwareEncoder',
  'lowerQuality',
  'freeSpace',
  'runSystemCheck',
  'downloadDiagnostics',
] as const;

export const RecommendedAction = z.object({
  /** 1 is best. */
  priority: z.number().int().min(1),
  title: z.string(),
  description: z.string(),
  steps: z.array(z.string()),
  /** True when the app has a button for it. */
  canAutomate: z.boolean(),
  /** Which button that is; there exactly when `canAutomate` is true. */
  automation: z.enum(automations).optional(),
  estimatedMinutes: z.number(),
  type: z.enum(actionTypes),
});
export type RecommendedAction = z.infer<typeof RecommendedAction>;

/** Which provider did a part of the work, and why that one. */
export const ModelDecision = z.object({
  /** "script", "narration", "visuals". */
  decisionPoint: z.string(),
  provider: z.string(),
  /** The model, or the voice. */
  selectedModel: z.string(),
  /** False when the work left this computer. */
  isLocal: z.boolean(),
  reason: z.string(),
  criteria: z.record(z.string(), z.unknown()),
});
export type ModelDecision = z.infer<typeof ModelDecision>;

export const FailureAnalysis = z.object({
  jobId: z.string(),
  /** ISO 8601, UTC. */
  analyzedAt: z.string(),
  summary: z.string(),
  primaryRootCause: RootCause,
  secondaryRootCauses: z.array(RootCause),
  recommendedActions: z.array(RecommendedAction),
  documentationLinks: z.array(z.object({ title: z.string(), url: z.string(), description: z.string() })),
  confidenceScore: z.number().int().min(0).max(100),
});
export type FailureAnalysis = z.infer<typeof FailureAnalysis>;

/** What a chat model would be asked, to the letter, before it is asked; `asks` is absent where nobody can be. */
export const PlainEvidence = z.object({
  /** Redacted: this and nothing else leaves the computer. */
  sent: z.string(),
  asks: z
    .object({
      provider: z.enum(llmNames),
      model: z.string(),
      /** Whether it stays on this computer. */
      isLocal: z.boolean(),
      /** US dollars, about; absent where nothing is paid or no price is known. */
      costUsd: z.number().optional(),
    })
    .optional(),
  /** Why nobody can be asked. */
  hint: z.string().optional(),
});
export type PlainEvidence = z.infer<typeof PlainEvidence>;

/** A failure in a model's words: its opinion, not the studio's. */
export const PlainExplanation = z.object({
  text: z.string(),
  provider: z.enum(llmNames),
  model: z.string(),
  /** US dollars; absent where nothing is paid or no price is known. */
  costUsd: z.number().optional(),
});
export type PlainExplanation = z.infer<typeof PlainExplanation>;

/** A diagnostics ZIP that lies ready to be saved; deleted when it expires. */
export const BundleRecord = z.object({
  bundleId: z.string().regex(/^[0-9a-f]{32}$/),
  jobId: z.string(),
  fileName: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  expiresAt: z.string(),
  sizeBytes: z.number().int(),
});
export type BundleRecord = z.infer<typeof BundleRecord>;

/** A bundle as it would be shared, before anything is written. */
export const BundlePreview = z.object({
  jobId: z.string(),
  files: z.array(
    z.object({
      fileName: z.string(),
      purpose: z.string(),
      sizeBytes: z.number().int(),
      /** How many marks of each rule stand in it. */
      redactions: z.record(z.string(), z.number().int()),
      /** The beginning, as it will be shared. */
      text: z.string(),
      /** False when there is more than `text` shows. */
      isWhole: z.boolean(),
    }),
  ),
  omitted: z.array(z.object({ file: z.string(), reason: z.string() })),
});
export type BundlePreview = z.infer<typeof BundlePreview>;

/** A bundle that the user has saved. */
export const SavedBundle = z.object({ bundle: BundleRecord, path: z.string() });
export type SavedBundle = z.infer<typeof SavedBundle>;

/** One moment of what happened under a correlation ID. */
export const TraceLine = z.object({
  /** ISO 8601, UTC. */
  timestamp: z.string(),
  source: z.enum(['job', 'step', 'decision', 'ffmpeg', 'log']),
  correlationId: z.string(),
  step: z.string().optional(),
  text: z.string(),
});
export type TraceLine = z.infer<typeof TraceLine>;

export const FreedSpace = z.object({ fileCount: z.number().int(), sizeBytes: z.number().int() });
export type FreedSpace = z.infer<typeof FreedSpace>;
